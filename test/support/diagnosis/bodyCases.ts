import type { DiagnosisCause } from '../../../nodes/shared/signing/diagnose/diagnosis';
import { body, gitHub, nowSeconds, scheme, shopify, slack, stripe } from './requests';
import type { Case } from './requests';

const pretty = JSON.stringify(JSON.parse(body), null, 2);
const withEscapes = body.replace(/\//g, '\\/').replace('ë', '\\u00eb');
const lines = 'type,name\norder.paid,Max\n';
/** The body was changed on its way, or signed in another form. */
export const bodyCases: Record<
	Extract<DiagnosisCause, `body${string}` | 'emptyBodySigned'>,
	Case[]
> = {
	bodyByteOrderMark: [
		{
			what: 'the mark was added on the way',
			scheme: scheme('github'),
			sent: { headers: gitHub(body), body: `\ufeff${body}` },
		},
		{
			what: 'the mark was removed on the way',
			scheme: scheme('stripe'),
			sent: { headers: stripe(`${nowSeconds}.\ufeff${body}`) },
		},
	],
	bodyEscapes: [
		{
			what: 'slashes and accents were unescaped',
			scheme: scheme('github'),
			sent: { headers: gitHub(withEscapes) },
		},
		{
			what: 'slashes and accents were escaped',
			scheme: scheme('slack'),
			sent: { headers: slack(`v0:${nowSeconds}:${body}`), body: withEscapes },
		},
		{
			what: 'only accents were escaped',
			scheme: scheme('shopify'),
			sent: { headers: shopify(body), body: body.replace('ë', '\\u00EB') },
		},
	],
	bodyLineEndings: [
		{
			what: 'line feeds became pairs',
			scheme: scheme('github'),
			sent: { headers: gitHub(lines), body: lines.replace(/\n/g, '\r\n') },
		},
		{
			what: 'pairs became line feeds',
			scheme: scheme('shopify'),
			sent: { headers: shopify(lines.replace(/\n/g, '\r\n')), body: lines },
		},
	],
	bodyMissing: [
		{
			what: 'the body was dropped',
			scheme: scheme('github'),
			sent: { headers: gitHub(body), body: '' },
		},
	],
	bodyReserialised: [
		{
			what: 'compact JSON arrived with indentation',
			scheme: scheme('github'),
			sent: { headers: gitHub(body), body: pretty },
		},
		{
			what: 'JSON with indentation arrived compact',
			scheme: scheme('stripe'),
			sent: { headers: stripe(`${nowSeconds}.${pretty}`) },
		},
		{
			what: 'JSON with spaces behind commas and colons arrived compact',
			scheme: scheme('slack'),
			sent: {
				headers: slack(`v0:${nowSeconds}:{"a": [1, "x,y:z"], "b": "\\u00e9"}`),
				body: '{"a":[1,"x,y:z"],"b":"é"}',
			},
		},
		{
			what: 'the keys were sorted when it was signed',
			scheme: scheme('github'),
			sent: { headers: gitHub('{"a":{"x":1,"y":2},"b":1}'), body: '{"b":1,"a":{"y":2,"x":1}}' },
		},
	],
	bodyWasDecompressed: [
		{
			what: 'the sender signed what it compressed',
			scheme: scheme('github'),
			sent: {
				headers: { ...gitHub(Buffer.from('1f8b0800', 'hex')), 'Content-Encoding': 'gzip' },
			},
		},
	],
	bodyWhiteSpace: [
		{
			what: 'a line break was added at the end',
			scheme: scheme('github'),
			sent: { headers: gitHub(body), body: `${body}\n` },
		},
		{
			what: 'the line break at the end was cut off',
			scheme: scheme('stripe'),
			sent: { headers: stripe(`${nowSeconds}.${body}\r\n`) },
		},
		{
			what: 'spaces stand around the body',
			scheme: scheme('shopify'),
			sent: { headers: shopify(body), body: `\t ${body}  ` },
		},
	],
	emptyBodySigned: [
		{
			what: 'the sender signed before it had a body',
			scheme: scheme('github'),
			sent: { headers: gitHub('') },
		},
	],
};
