import { recordResponse } from '../../../nodes/shared/delivery/response';

const asItIs = (text: string): string => text;

const record = (body: Buffer | string, contentType: string) =>
	recordResponse(
		{
			kind: 'response',
			statusCode: 200,
			headers: {
				'content-type': contentType,
				'set-cookie': 'session=1',
				'x-a': 'b',
			},
			body: Buffer.from(body),
		},
		asItIs,
	);

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

test.each<[string, Buffer | string, string, object]>([
	['JSON', '{"a":1}', 'application/json; charset=utf-8', { body: { a: 1 } }],
	['JSON of a special kind', '[1]', 'application/problem+json', { body: [1] }],
	['JSON that does not parse', '{oops', 'application/json', { body: '{oops' }],
	['JSON of many levels', nested(100), 'application/json', { body: JSON.parse(nested(100)) }],
	['JSON of too many levels', nested(101), 'application/json', { body: nested(101) }],
	['JSON of as many levels as fit', nested(32_768), 'text/json', { body: nested(32_768) }],
	['text', 'hello', 'text/plain', { body: 'hello' }],
	['text without a type', 'hello', '', { body: 'hello' }],
	['nothing', '', 'text/plain', { body: null }],
	[
		'bytes',
		Buffer.from([0xff, 0xfe]),
		'image/png',
		{ body: null, bodyOmitted: 'not text in UTF-8' },
	],
])('keeps %s', (_, body, contentType, expected) => {
	expect(record(body, contentType)).toEqual({
		statusCode: 200,
		headers: { 'content-type': contentType, 'x-a': 'b' },
		...expected,
	});
});

test('says why a body is left out', () => {
	expect(
		recordResponse(
			{
				kind: 'response',
				statusCode: 200,
				headers: {},
				bodyOmitted: 'longer than 64 KiB',
			},
			asItIs,
		),
	).toEqual({
		statusCode: 200,
		headers: {},
		body: null,
		bodyOmitted: 'longer than 64 KiB',
	});
});

test('never throws, whatever the answer is: its status has to come into the record', () => {
	const broken = { kind: 'response', statusCode: 503, headers: null } as never;
	expect(recordResponse(broken, asItIs)).toMatchObject({ statusCode: 503, body: null });
	const failing = (): never => {
		throw new RangeError('Maximum call stack size exceeded');
	};
	const answered = {
		kind: 'response',
		statusCode: 200,
		headers: {},
		body: Buffer.from('a'),
	} as const;
	expect(recordResponse(answered, failing)).toMatchObject({ statusCode: 200, body: null });
});
