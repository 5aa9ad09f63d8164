import { parsePayload } from '../../../nodes/shared/receive/payload';
import type { PayloadResult } from '../../../nodes/shared/receive/payload';

function parse(
	body: Buffer | string,
	contentType: string,
	extra: { parsedBody?: unknown; formField?: string } = {},
): PayloadResult {
	const rawBody = Buffer.from(body);
	return parsePayload({ contentType, parsedBody: extra.parsedBody }, rawBody, extra.formField);
}

test.each<[string, Buffer | string, string, unknown]>([
	['JSON', '{"a":1}', 'application/json', { a: 1 }],
	['JSON with a byte-order mark', '\ufeff{"a":1}', 'application/json', { a: 1 }],
	['JSON of a special kind', '{"a":1}', 'application/cloudevents+json', { a: 1 }],
	['a JSON scalar', '5', 'application/json', 5],
	['JSON without a type', '[1]', '', [1]],
	['text', 'hello', 'text/plain', 'hello'],
	['XML', '<a/>', 'application/xml', '<a/>'],
	['a form', 'a=1&b=2&b=3', 'application/x-www-form-urlencoded', { a: '1', b: ['2', '3'] }],
	['an empty body', '', 'application/json', null],
	['an empty body without a type', '', '', null],
])('reads %s', (_, body, contentType, payload) => {
	expect(parse(body, contentType)).toEqual({ ok: true, payload });
});

test('takes the body that the server has parsed already', () => {
	const parsedBody = { parsed: 'before' };
	expect(parse('{"a":1}', 'application/json', { parsedBody })).toEqual({
		ok: true,
		payload: parsedBody,
	});
});

test('reads the JSON inside a form where the sender puts it there', () => {
	const form = 'payload=%7B%22zen%22%3A%22caf%C3%A9%22%7D';
	const type = 'application/x-www-form-urlencoded';
	expect(parse(form, type, { formField: 'payload' })).toEqual({
		ok: true,
		payload: { zen: 'café' },
	});
	expect(parse('other=1', type, { formField: 'payload' })).toEqual({
		ok: true,
		payload: { other: '1' },
	});
});

test.each<[string, Buffer | string, string]>([
	['JSON that does not parse', '{oops', 'application/json'],
	['bytes that are not UTF-8', Buffer.from([0xff, 0xfe]), 'application/json'],
	['bytes without a type', Buffer.from([0xc3, 0x28]), ''],
])('refuses %s', (_, body, contentType) => {
	expect(parse(body, contentType)).toMatchObject({ ok: false });
});

test('refuses bytes that are not UTF-8 even when the server has parsed them', () => {
	const broken = Buffer.concat([Buffer.from('"'), Buffer.from([0xff]), Buffer.from('"')]);
	expect(parse(broken, 'application/json', { parsedBody: '\ufffd' })).toMatchObject({ ok: false });
});

test('a form field named like a property of objects stays a plain field', () => {
	const result = parse('__proto__=1&constructor=2', 'application/x-www-form-urlencoded');
	if (!result.ok) throw new Error(result.problem);
	expect(Object.keys(result.payload as object).sort()).toEqual(['__proto__', 'constructor']);
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
