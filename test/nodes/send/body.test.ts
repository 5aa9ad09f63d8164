import type { IDataObject } from 'n8n-workflow';
import { gitHub, isGenuine, providers, standardWebhooks } from '../../support/n8n/providers';
import { startReceiver } from '../../support/n8n/receiver';
import type { ReceivedRequest } from '../../support/n8n/receiver';
import { send } from '../../support/n8n/send';

const { secret, parameters } = standardWebhooks;
const allowed = { allowHttp: true, allowPrivateAddresses: true };

/** The one request that the node makes for one item. */
async function sent(overrides: IDataObject, item: IDataObject = {}): Promise<ReceivedRequest> {
	const receiver = await startReceiver();
	const { options, ...rest } = overrides;
	const { error } = await send({
		parameters: {
			...parameters,
			url: receiver.url,
			retryPolicy: 'none',
			options: { ...allowed, ...(options as IDataObject) },
			...rest,
		},
		items: [item],
		secrets: { secret },
	});
	expect(error).toBeUndefined();
	expect(receiver.requests).toHaveLength(1);
	return receiver.requests[0] as ReceivedRequest;
}

const json = (jsonBody: unknown): IDataObject => ({ bodySource: 'json', jsonBody }) as IDataObject;
const text = (textBody: string): IDataObject => ({ bodySource: 'text', textBody });
const field = (bodyField: string): IDataObject => ({ bodySource: 'field', bodyField });
const itemForm: IDataObject = { bodySource: 'form', formSource: 'item' };
const form = (...values: Array<[name: string, value: unknown]>): IDataObject => ({
	bodySource: 'form',
	formFields: { values: values.map(([name, value]) => ({ name, value })) },
});

test.each<[string, IDataObject, IDataObject, string]>([
	['an item', {}, { a: 1, b: [true, null] }, '{"a":1,"b":[true,null]}'],
	['an empty item', {}, {}, '{}'],
	['an item with non-ASCII text', {}, { name: 'Zoë 🎉' }, '{"name":"Zoë 🎉"}'],
	[
		'an item with a BigInt, as n8n writes it',
		{},
		{ id: 1n } as unknown as IDataObject,
		'{"id":"1"}',
	],
	['JSON with a line break at its end', json('{"a":1}\n'), {}, '{"a":1}\n'],
	['an empty JSON object', json('{}'), {}, '{}'],
	['JSON with odd spacing', json(' { "a" :\t1 } '), {}, ' { "a" :\t1 } '],
	[
		'JSON with 64-bit numbers',
		json('{"id":9223372036854775807}'),
		{},
		'{"id":9223372036854775807}',
	],
	['JSON with escaped slashes', json('{"url":"https:\\/\\/a.b"}'), {}, '{"url":"https:\\/\\/a.b"}'],
	['JSON with a key that comes twice', json('{"a":1,"a":2}'), {}, '{"a":1,"a":2}'],
	['a JSON text', json('"hi"'), {}, '"hi"'],
	['a JSON null', json('null'), {}, 'null'],
	['JSON that is a value already', json({ a: [1] }), {}, '{"a":[1]}'],
	['JSON from an expression', json('={{ { id: $json.order } }}'), { order: 7 }, '{"id":7}'],
	['text', text('héllo\r\nwörld\n'), {}, 'héllo\r\nwörld\n'],
	['text that looks like JSON', text('{"a": 1}'), {}, '{"a": 1}'],
	['empty text', text(''), {}, ''],
	['text of blanks', text('  '), {}, '  '],
	['a field of the item', field('order'), { order: { id: 7, paid: null } }, '{"id":7,"paid":null}'],
	['an inner field', field('order.lines.1'), { order: { lines: ['a', 'é'] } }, '"é"'],
	['a field that is null', field('order'), { order: null }, 'null'],
	['a form', form(['b', '1 2'], ['a', 'x&y=z'], ['b', 'Zoë']), {}, 'b=1+2&a=x%26y%3Dz&b=Zo%C3%AB'],
	['a form with values of the item', form(['id', '={{ $json.id }}']), { id: 7 }, 'id=7'],
	['a form with an empty value', form(['a', ''], ['c', true]), {}, 'a=&c=true'],
	[
		'the item as a form',
		itemForm,
		{ z: 1, a: 'x y', none: null, list: [1, null, 'b'], yes: false },
		'z=1&a=x+y&list=1&list=b&yes=false',
	],
])('%s is sent byte for byte as it was signed', async (_, overrides, item, expected) => {
	const request = await sent(overrides, item);
	expect(request.body.toString('utf8')).toBe(expected);
	expect(request.headers['content-length']).toBe(String(Buffer.byteLength(expected)));
	expect(isGenuine(standardWebhooks, request)).toBe(true);
});

test.each<[string, string, IDataObject]>([
	['an item', 'application/json', {}],
	['JSON', 'application/json', json('{}')],
	['text', 'text/plain; charset=utf-8', text('a')],
	['empty text', 'text/plain; charset=utf-8', text('')],
	[
		'an item of a type of its own',
		'application/cloudevents+json',
		{ options: { contentType: 'application/cloudevents+json' } },
	],
	['XML', 'application/xml', { ...text('<a/>'), options: { contentType: 'application/xml' } }],
	['a field of the item', 'application/json', field('a')],
	// With a parameter: n8n's helper would write forms anew under the bare type.
	['a form', 'application/x-www-form-urlencoded; charset=utf-8', form(['a', '1'])],
	[
		'a form that is typed',
		'application/x-www-form-urlencoded; charset=utf-8',
		{ ...text('a=1&b=%20'), options: { contentType: 'application/x-www-form-urlencoded' } },
	],
])('%s is sent as %s', async (_, contentType, overrides) => {
	const request = await sent(overrides, { a: 1 });
	expect(request.headers['content-type']).toBe(contentType);
	expect(isGenuine(standardWebhooks, request)).toBe(true);
});

describe.each(providers)('$scheme', (provider) => {
	test('signs what it sends, and says who it is in the headers of the scheme only', async () => {
		const receiver = await startReceiver();
		const { items } = await send({
			parameters: { ...provider.parameters, url: receiver.url, options: allowed },
			items: [{ name: 'Zoë' }],
			secrets: { secret: provider.secret, previousSecret: '' },
		});
		const [request] = receiver.requests as [ReceivedRequest];
		expect(isGenuine(provider, request)).toBe(true);
		expect(isGenuine(provider, request, provider.otherSecret)).toBe(false);
		const own = Object.keys(provider.sign(request.body, { secret: provider.secret, seconds: 0 }));
		const common = [
			'Accept',
			'Accept-Encoding',
			'Connection',
			'Content-Length',
			'Content-Type',
			'Host',
			'User-Agent',
		];
		const names = request.rawHeaders.filter((_, index) => index % 2 === 0);
		expect(names.sort()).toEqual([...common, ...own].sort());
		expect(request).toMatchObject({ method: 'POST', path: '/hook' });
		expect(items).toMatchObject([{ json: { status: 'delivered' }, pairedItem: { item: 0 } }]);
	});
});

describe('message ids', () => {
	const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

	test('Standard Webhooks: a new one for each item and each run', async () => {
		const ids = [await sent({}), await sent({})].map(({ headers }) => headers['webhook-id']);
		expect(new Set(ids).size).toBe(2);
		expect(ids).toEqual([0, 1].map(() => expect.stringMatching(`^msg_${uuid}$`) as unknown));
	});

	test('GitHub: a UUID, and the name of the event', async () => {
		const request = await sent({ ...gitHub.parameters, eventName: ' release ' });
		expect(request.headers).toMatchObject({
			'x-github-delivery': expect.stringMatching(`^${uuid}$`) as unknown,
			'x-github-event': 'release',
		});
	});

	test('one of its own, also from the item', async () => {
		const request = await sent({ eventId: '=order_{{ $json.number }}' }, { number: 1042 });
		expect(request.headers['webhook-id']).toBe('order_1042');
	});
});

test('headers of the user are sent along', async () => {
	const values = [
		{ name: 'X-Environment', value: 'test' },
		{ name: 'Authorization', value: 'Bearer abc' },
		{ name: 'X-Count', value: 5 },
	];
	const { headers } = await sent({ options: { headers: { values } } });
	expect(headers).toMatchObject({
		'x-environment': 'test',
		authorization: 'Bearer abc',
		'x-count': '5',
	});
});

test('while secrets are changed, both sign where the scheme allows several signatures', async () => {
	const receiver = await startReceiver();
	await send({
		parameters: { ...parameters, url: receiver.url, options: allowed },
		secrets: { secret, previousSecret: standardWebhooks.otherSecret },
	});
	const [request] = receiver.requests as [ReceivedRequest];
	const signatures = (request.headers['webhook-signature'] as string).split(' ');
	const proofs = [secret, standardWebhooks.otherSecret].map((each, index) => {
		const headers = { ...request.headers, 'webhook-signature': signatures[index] };
		return isGenuine(standardWebhooks, { headers, body: request.body }, each);
	});
	expect({ count: signatures.length, proofs }).toEqual({ count: 2, proofs: [true, true] });
});
