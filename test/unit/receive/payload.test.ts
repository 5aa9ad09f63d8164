import fc from 'fast-check';
import { openBody } from '../../../nodes/shared/receive/payload';
import type { Result } from '../../../nodes/shared/result';
import type { BodyFormat } from '../../../nodes/shared/signing/content/bodyFormat';
import { looksLikeForm, MAX_FORM_FIELDS } from '../../../nodes/shared/signing/content/form';
import { findScheme, signatureSchemes } from '../../../nodes/shared/signing/schemes';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';

const NO_EVENT = { id: [], name: [], data: [] };
const HASH = 'bodySHA256';

interface How {
	formField?: string;
	parsedJson?: unknown;
	url?: string;
}

function read(bodyFormat: BodyFormat, body: Buffer | string, how: How = {}): Result<unknown> {
	const { formField, parsedJson, url = 'https://a.example/' } = how;
	const event = { ...NO_EVENT, ...(formField !== undefined && { formField }) };
	const scheme = {
		bodyFormat,
		event,
		...(bodyFormat === 'signedForm' && { bodyHashParameter: HASH }),
	};
	return openBody(scheme, { body: Buffer.from(body), parsedJson, url: () => url }).readPayload();
}

const refused = { ok: false, problem: 'The body is signed correctly but is not valid JSON.' };
const every = ['any', 'json', 'jsonOrForm', 'signedForm'] as const;

test.each<[string, Buffer | string, unknown]>([
	['JSON', '{"a":1}', { a: 1 }],
	['JSON with a byte-order mark', '\ufeff{"a":1}', { a: 1 }],
	['JSON behind white space', ' \r\n\t[1]', [1]],
	['a scalar', '5', 5],
	['a text of JSON', '"a=1"', 'a=1'],
	['text', 'hello', 'hello'],
	['XML', '<a b="c=d&e=f"/>', '<a b="c=d&e=f"/>'],
	['nothing', '', null],
])('%s is read in the same way by all but those who sign fields', (_, body, payload) => {
	for (const format of ['any', 'json', 'jsonOrForm'] as const) {
		expect(read(format, body)).toEqual({ ok: true, value: payload });
	}
});

test.each<[BodyFormat, string, unknown]>([
	['any', 'a=1&b=2&b=3', { a: '1', b: ['2', '3'] }],
	[
		'any',
		'email=zoe@example.com&site=https://a.example/?x',
		{ email: 'zoe@example.com', site: 'https://a.example/?x' },
	],
	['any', 'user%5Bname%5D=Zo%C3%AB+M', { 'user[name]': 'Zoë M' }],
	['any', 'user[name]=Zoë', { 'user[name]': 'Zoë' }],
	['any', 'https://a.example/?b=c', 'https://a.example/?b=c'],
	['any', 'status = ok', 'status = ok'],
	['any', 'a=1 b=2', 'a=1 b=2'],
	['any', '=1', '=1'],
	['any', '{oops', '{oops'],
	['any', '[a]=1', '[a]=1'],
	['json', 'a=1&b=2', 'a=1&b=2'],
	['jsonOrForm', 'a=1&b=2', { a: '1', b: '2' }],
	['signedForm', 'a=1 2&b', { a: '1 2', b: '' }],
])('%s: %s', (format, body, payload) => {
	expect(read(format, body)).toEqual({ ok: true, value: payload });
});

test('what begins like JSON and is none is refused where JSON is sent', () => {
	for (const body of ['{oops', ' [1,', '\ufeff{', '{"a":1}&b=2']) {
		expect(read('json', body)).toEqual(refused);
		expect(read('jsonOrForm', body)).toEqual(refused);
		expect(read('any', body)).toMatchObject({ ok: true, value: body });
	}
});

test('no body that begins like JSON is a form', () => {
	const inside = fc.string({ unit: 'binary', maxLength: 40 });
	fc.assert(
		fc.property(
			fc.constantFrom(...every),
			fc.constantFrom('{', '[', ' {', '\n['),
			inside,
			(format, start, rest) => {
				const body = `${start}${rest}&payload={"a":1}&type=paid&x=`;
				const result = read(format, body, { formField: 'payload' });
				return !result.ok || result.value === body;
			},
		),
	);
});

test('no JSON looks like a form, so it does not matter what is tried first', () => {
	fc.assert(fc.property(fc.json(), (json) => !looksLikeForm(json)));
});

test('the hash in the signed URL decides where fields are signed', () => {
	const url = `https://a.example/?${HASH}=00`;
	expect(read('signedForm', '5')).toEqual({ ok: true, value: { 5: '' } });
	expect(read('signedForm', '5', { url })).toEqual({ ok: true, value: 5 });
	expect(read('signedForm', 'a=1', { url })).toEqual({ ok: true, value: 'a=1' });
	expect(read('signedForm', '{oops', { url })).toEqual(refused);
});

test('the JSON inside a form is read where the sender puts it there', () => {
	const formField = 'payload';
	const form = 'payload=%7B%22zen%22%3A%22caf%C3%A9%22%7D';
	expect(read('jsonOrForm', form, { formField })).toEqual({ ok: true, value: { zen: 'café' } });
	expect(read('jsonOrForm', 'other=1', { formField })).toEqual({
		ok: true,
		value: { other: '1' },
	});
	expect(read('jsonOrForm', 'payload=%7Boops', { formField })).toEqual(refused);
});

test.each([Buffer.from([0xff, 0xfe]), Buffer.from([0xc3, 0x28])])(
	'%s is no text in UTF-8',
	(body) => {
		for (const format of every) expect(read(format, body)).toMatchObject({ ok: false });
		expect(read('json', body, { parsedJson: '\ufffd' })).toMatchObject({ ok: false });
	},
);

test('what the server parsed already is not parsed again', () => {
	const parse = jest.spyOn(JSON, 'parse');
	const parsedJson = { a: 1 };
	const result = read('json', '{"a":1}', { parsedJson });
	expect(parse).not.toHaveBeenCalled();
	parse.mockRestore();
	expect(result.ok && result.value).toBe(parsedJson);
});

test('a body is decoded and parsed once, however often it is asked for, and not before', () => {
	const decode = jest.spyOn(TextDecoder.prototype, 'decode');
	const parse = jest.spyOn(JSON, 'parse');
	const source = { body: Buffer.from('{"a":1}'), url: () => '' };
	const body = openBody({ event: NO_EVENT }, source);
	expect(decode).not.toHaveBeenCalled();
	expect(body.payload()).toBe(body.payload());
	body.readPayload();
	expect(decode).toHaveBeenCalledTimes(1);
	expect(parse).toHaveBeenCalledTimes(1);
	decode.mockRestore();
	parse.mockRestore();
});

test('a field named like a property of objects stays a plain field', () => {
	const result = read('any', '__proto__=1&constructor=2');
	if (!result.ok) throw new Error(result.problem);
	expect(Object.keys(result.value as object).sort()).toEqual(['__proto__', 'constructor']);
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('a form of more fields than any webhook has is handed on as text', () => {
	const form = (count: number): string =>
		Array.from({ length: count }, (_, i) => `f${i}=`).join('&');
	const most = read('any', form(MAX_FORM_FIELDS));
	expect(most.ok && Object.keys(most.value as object)).toHaveLength(MAX_FORM_FIELDS);
	const more = form(MAX_FORM_FIELDS + 1);
	expect(read('any', more)).toEqual({ ok: true, value: more });
});

/*
 * Who says so: GitHub, "Creating webhooks" (Content type); Slack, "Implementing slash commands";
 * Acuity, "Webhooks"; Cal.com, sendPayload.ts; Contentful, "Webhook transformations"; Datadog,
 * "Webhooks integration" (encode_as); Formstack, "Webhook setup"; Telnyx, TeXML callbacks; Zendesk,
 * "Webhooks API" (request_format). Gitea and Gogs can send forms, but sign the JSON inside of them;
 * Discourse calls its JSON a form where its users want that.
 */
test('only providers that document forms have them read', () => {
	const idsOf = (format: BodyFormat): string[] =>
		signatureSchemes.filter(({ bodyFormat = 'json' }) => bodyFormat === format).map(({ id }) => id);
	expect(idsOf('jsonOrForm')).toEqual([
		'acuity',
		'cal-com',
		'contentful',
		'datadog',
		'formstack',
		'github',
		'slack',
		'telnyx',
		'zendesk',
	]);
	expect(idsOf('signedForm')).toEqual(['twilio']);
	expect(idsOf('any')).toEqual([
		'standard-webhooks',
		'standard-webhooks-ed25519',
		'hmac-sha256-hex',
		'hmac-sha256-hex-prefixed',
		'shared-token',
		'basic-auth',
		// It forwards what others send.
		'hookdeck',
	]);
});

test('a scheme signs fields of forms exactly when it reads bodies so', () => {
	for (const { id, content, bodyFormat, bodyHashParameter } of signatureSchemes) {
		const signsFields = content.includes('formFields');
		expect({ id, readsSo: bodyFormat === 'signedForm' }).toEqual({ id, readsSo: signsFields });
		expect(bodyHashParameter !== undefined).toBe(signsFields);
	}
	expect(findScheme('twilio') satisfies SignatureScheme | undefined).toBeDefined();
});

test('fields that are signed alike are read alike, in whatever order and number', () => {
	const field = fc.tuple(fc.constantFrom('A', 'B', 'MessageSid'), fc.constantFrom('', '1', 'ü'));
	const bytesOf = (text: string) =>
		openBody(
			{ bodyFormat: 'signedForm', bodyHashParameter: HASH, event: NO_EVENT },
			{ body: Buffer.from(text), url: () => 'https://a.example/' },
		).formBytes();
	fc.assert(
		fc.property(
			fc.array(field, { minLength: 1, maxLength: 4 }),
			fc.array(fc.nat(), { maxLength: 4 }),
			fc.constantFrom('', '&', '&=', '&&=&'),
			(fields, again, added) => {
				const repeated = again.flatMap((number) =>
					fields.slice(number % fields.length).slice(0, 1),
				);
				const other = [...repeated, ...fields].reverse();
				const text = String(new URLSearchParams(fields));
				const otherText = `${String(new URLSearchParams(other))}${added}`;
				expect(bytesOf(otherText)).toEqual(bytesOf(text));
				expect(JSON.stringify(read('signedForm', otherText))).toBe(
					JSON.stringify(read('signedForm', text)),
				);
			},
		),
	);
	for (const empty of ['&', '=', '&&=&']) {
		expect(read('signedForm', empty)).toEqual({ ok: true, value: null });
	}
});
