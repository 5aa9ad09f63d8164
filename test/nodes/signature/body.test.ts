import { createHmac } from 'node:crypto';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { binary, runSignature } from '../../support/n8n/signature';
import type { SignatureResult } from '../../support/n8n/signature';

const secret = 'a shared secret';
const parameters = { scheme: 'hmac-sha256-hex', signatureHeader: 'X-Shop-Hmac' };
const hmac = (body: Buffer | string): string =>
	createHmac('sha256', secret).update(body).digest('hex');

const item: INodeExecutionData = {
	json: { order: 1042, name: 'Zoë', list: [1, { a: null }] },
	binary: { data: binary(Buffer.from('{ "from": "a file" }\r\n')) },
};

const run = async (
	operation: 'sign' | 'verify',
	fields: IDataObject,
	input = item,
): Promise<SignatureResult> =>
	await runSignature({
		operation,
		parameters: { ...parameters, ...fields },
		items: [input],
		secrets: { secret },
	});

const sources: Array<[string, IDataObject, string]> = [
	['text', { bodySource: 'text', textBody: ' as it stands\n' }, ' as it stands\n'],
	['an empty text', { bodySource: 'text', textBody: '' }, ''],
	['a text of the item', { bodySource: 'text', textBody: '={{ $json.name }}' }, 'Zoë'],
	[
		'JSON with its spaces',
		{ bodySource: 'json', jsonBody: '{ "b": 1,\n"a": 2 }' },
		'{ "b": 1,\n"a": 2 }',
	],
	[
		'a long number in JSON',
		{ bodySource: 'json', jsonBody: '[9223372036854775807]' },
		'[9223372036854775807]',
	],
	['a value as JSON', { bodySource: 'json', jsonBody: '={{ $json.list }}' }, '[1,{"a":null}]'],
	['the item', { bodySource: 'item' }, '{"order":1042,"name":"Zoë","list":[1,{"a":null}]}'],
	['a file', { bodySource: 'binary' }, '{ "from": "a file" }\r\n'],
];

test.each(sources)('%s is signed as it is', async (_, fields, body) => {
	const { items, error } = await run('sign', fields);
	expect(error).toBeUndefined();
	expect(items).toMatchObject([{ json: { headers: { 'X-Shop-Hmac': hmac(body) }, body } }]);
});

test.each(sources)('%s is verified as it is', async (_, fields, body) => {
	const genuine = { ...fields, headers: { 'x-shop-hmac': hmac(body) } };
	expect(await run('verify', genuine)).toMatchObject({
		items: [{ json: { verification: { genuine: true } } }],
		notGenuine: [],
	});
	const forged = { ...fields, headers: { 'x-shop-hmac': hmac(`${body}.`) } };
	expect(await run('verify', forged)).toMatchObject({
		items: [],
		notGenuine: [{ json: { verification: { genuine: false } } }],
	});
});

test('a file of any bytes is verified, and stays with the item', async () => {
	const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x0a]);
	const input = { json: { a: 1 }, binary: { attachment: binary(bytes) } };
	const fields = {
		bodySource: 'binary',
		binaryField: 'attachment',
		headers: { 'X-Shop-Hmac': hmac(bytes) },
	};
	const { items } = await run('verify', fields, input);
	expect(items).toEqual([
		{
			json: {
				a: 1,
				verification: {
					genuine: true,
					scheme: 'hmac-sha256-hex',
					secret: 'current',
					ageSeconds: null,
				},
			},
			binary: { attachment: binary(bytes) },
			pairedItem: { item: 0 },
		},
	]);
});

test('what the Webhook node hands on is verified without a change of any field but the body', async () => {
	const raw = Buffer.from('{"id": "evt_1"}');
	const received: INodeExecutionData = {
		json: { headers: { host: 'n8n.example', 'x-shop-hmac': hmac(raw) }, body: { id: 'evt_1' } },
		binary: { data: binary(raw) },
	};
	expect(await run('verify', { bodySource: 'binary' }, received)).toMatchObject({
		items: [{ json: { body: { id: 'evt_1' }, verification: { genuine: true } } }],
	});
	// Its values written anew are not what was signed.
	expect(
		await run('verify', { bodySource: 'json', jsonBody: '={{ $json.body }}' }, received),
	).toMatchObject({ notGenuine: [{ json: { verification: { genuine: false } } }] });
});
