import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters, INodeProperties } from 'n8n-workflow';
import { WebhookSignature } from '../../../nodes/WebhookSignature/WebhookSignature.node';
import { customSchemeProperties } from '../../../nodes/shared/n8n/fields/customScheme/properties';
import { readCustomScheme } from '../../../nodes/shared/n8n/fields/customScheme/read';
import type { ParameterReader } from '../../../nodes/shared/n8n/parameters';
import { CUSTOM_SCHEME_ID } from '../../../nodes/shared/signing/customScheme';
import { findSentences } from '../../docs/sentences';

const schemeField: INodeProperties = {
	displayName: 'Signature Scheme',
	name: 'scheme',
	type: 'options',
	options: [{ name: 'Custom', value: CUSTOM_SCHEME_ID }],
	default: CUSTOM_SCHEME_ID,
};
const node: INode = {
	id: '1',
	name: 'Node',
	type: 'webhookSignature',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Parameters as n8n hands them over: fields that are not shown have no value. */
function parametersOf(filledIn: INodeParameters): ParameterReader {
	const values = NodeHelpers.getNodeParameters(
		[schemeField, ...customSchemeProperties],
		{ scheme: CUSTOM_SCHEME_ID, ...filledIn },
		true,
		false,
		node,
		new WebhookSignature().description,
	);
	return (name) => {
		if (values?.[name] === undefined) throw new Error(`Could not get parameter "${name}"`);
		return values[name];
	};
}

const read = (filledIn: INodeParameters): ReturnType<typeof readCustomScheme> =>
	readCustomScheme(parametersOf(filledIn));

test('the fields as they are at first describe the hex HMAC of the body', () => {
	expect(read({})).toMatchObject({
		ok: true,
		value: {
			id: 'custom',
			algorithm: { kind: 'hmac', hash: 'sha256' },
			encoding: 'hex',
			keyFormat: 'text',
			signature: { header: 'X-Signature', format: { kind: 'single', prefix: '' } },
			content: ['body'],
		},
	});
});

test.each<[string, INodeParameters, object]>([
	[
		'a list',
		{ customFormat: 'list', customSeparator: 'space', customEncoding: 'base64' },
		{ signature: { format: { kind: 'list', version: 'v1', versionSeparator: ',' } } },
	],
	[
		'a time in pairs',
		{
			customFormat: 'pairs',
			customTimestamp: 'pairs',
			customTimestampUnit: 'milliseconds',
			customSignedContent: '{timestamp}.{body}',
		},
		{
			signature: { format: { kind: 'pairs', signatureKey: 'v1', timestampKey: 't' } },
			timestamp: { from: 'pairs', unit: 'milliseconds', toleranceSeconds: 300 },
		},
	],
	[
		'a time in a header',
		{ customTimestamp: 'header', customSignedContent: '{timestamp}.{body}' },
		{ timestamp: { from: { header: 'X-Timestamp' } } },
	],
	[
		'a time in the body',
		{ customTimestamp: 'body', customToleranceSeconds: 60 },
		{ timestamp: { from: { body: ['timestamp'] }, toleranceSeconds: 60 } },
	],
	[
		'a prefix with a space at its end',
		{ customPrefix: 'Signature ' },
		{ signature: { format: { prefix: 'Signature ' } } },
	],
	[
		'an asymmetric key',
		{ customAlgorithm: 'ed25519' },
		{ algorithm: { kind: 'ed25519' }, keyFormat: 'asymmetric' },
	],
	[
		'event fields',
		{ customEventFields: { namePath: ' event.name ' } },
		{ event: { name: [{ body: ['event', 'name'] }] } },
	],
	[
		'a bearer token, after other fields were filled in',
		{ customFormat: 'pairs', customAlgorithm: 'token', customTokenForm: 'bearer' },
		{
			algorithm: { kind: 'token' },
			encoding: 'text',
			signature: { format: { kind: 'single', prefix: 'Bearer ' } },
			content: [],
		},
	],
	[
		'Basic authentication',
		{ customAlgorithm: 'token', customTokenForm: 'basic' },
		{ encoding: 'base64', signature: { format: { prefix: 'Basic ' } } },
	],
	[
		'a plain token',
		{ customAlgorithm: 'token' },
		{ encoding: 'text', signature: { format: { prefix: '' } } },
	],
])('%s is read from the fields that are shown', (_, filledIn, scheme) => {
	expect(read(filledIn)).toMatchObject({ ok: true, value: scheme });
});

test.each<[string, Record<string, unknown>]>([
	['Algorithm', { customAlgorithm: 'md5' }],
	['Signature Format', { customFormat: 'xml' }],
	['Signature Encoding', { customEncoding: 'text' }],
	['Secret Format', { customKeyFormat: 'utf16' }],
	['Separator', { customFormat: 'list', customSeparator: '|' }],
	['Timestamp', { customTimestamp: 'cookie' }],
	['Timestamp Unit', { customTimestamp: 'header', customTimestampUnit: 'days' }],
	['Tolerance (Seconds)', { customTimestamp: 'header', customToleranceSeconds: 'long' }],
	['Token Form', { customAlgorithm: 'token', customTokenForm: 'cookie' }],
	['Signature Header', { customSignatureHeader: 5 }],
	['Signed Content', { customSignedContent: { body: true } }],
	['Event Fields', { customEventFields: 'none' }],
	['Data Path', { customEventFields: { dataPath: 5 } }],
])('a value of %s from elsewhere is refused by its name', (label, filledIn) => {
	const values: Record<string, unknown> = Object.fromEntries(
		customSchemeProperties.map((field) => [field.name, field.default]),
	);
	const choice = readCustomScheme((name) => ({ ...values, ...filledIn })[name]);
	expect(choice).toEqual({ ok: false, problem: expect.stringContaining(`'${label}' must be`) });
});

const labels = [
	...customSchemeProperties,
	...customSchemeProperties.flatMap(({ type, options = [] }) =>
		type === 'collection' ? (options as INodeProperties[]) : [],
	),
].map(({ displayName }) => displayName);

test('every field that a problem names is one that the panel shows', () => {
	const texts = findSentences(4)
		.filter(({ file }) => /custom(?!Rest)|contentTemplate/.test(file))
		.map(({ text }) => text);
	expect(texts.length).toBeGreaterThan(25);
	const named = texts.flatMap((text) =>
		[...text.matchAll(/[Ff]ields? '([^'…]+)'(?: and '([^'…]+)')?/g)].flatMap(([, ...names]) =>
			names.filter(Boolean),
		),
	);
	expect(labels).toEqual(expect.arrayContaining(named));
});

test('no field takes an expression, which n8n would evaluate for every request', () => {
	for (const field of customSchemeProperties) {
		const inner = field.type === 'collection' ? (field.options as INodeProperties[]) : [];
		for (const { noDataExpression } of [field, ...inner]) expect(noDataExpression).toBe(true);
		expect(field.displayOptions?.show?.scheme).toEqual([CUSTOM_SCHEME_ID]);
	}
});
