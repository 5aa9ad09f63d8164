import type { IDataObject } from 'n8n-workflow';
import { answering, startReceiver } from '../../support/n8n/receiver';
import { recordsOf, send } from '../../support/n8n/send';
import type { SigningSecrets } from '../../support/n8n/credential';

const SECRET = 'a secret that is nobody else’s business'.replace('’', "'");

const token = { scheme: 'shared-token', signatureHeader: 'X-Token' };
const basic = { scheme: 'basic-auth' };
const hmac = { scheme: 'github' };

const options = { allowHttp: true, allowPrivateAddresses: true, circuitBreaker: false };

const run = async (fields: IDataObject, secrets: SigningSecrets = {}, item: IDataObject = {}) =>
	await send({
		parameters: { eventName: 'order.paid', retryPolicy: 'none', options, ...fields },
		items: [item],
		secrets: { secret: SECRET, ...secrets },
	});

/** One endpoint, from the place that is named. */
const from = {
	item: (url: string): [IDataObject, IDataObject] => [
		{ operation: 'sendToMany', endpointSource: 'item', endpointField: 'endpoints' },
		{ endpoints: [{ name: 'CRM', url }] },
	],
	rows: (url: string): [IDataObject, IDataObject] => [
		{ operation: 'sendToMany', endpointSource: 'rows', endpointRows: [{ name: 'CRM', url }] },
		{},
	],
	fields: (url: string): [IDataObject, IDataObject] => [
		{
			operation: 'sendToMany',
			endpointSource: 'fields',
			endpoints: { values: [{ name: 'CRM', url, settings: { active: true } }] },
		},
		{},
	],
	url: (url: string): [IDataObject, IDataObject] => [{ url }, {}],
};

describe.each([
	['shared-token', token],
	['basic-auth', basic],
])("%s: the credential's secret", (_, scheme) => {
	test.each(['item', 'rows'] as const)('does not go where a row from %s says', async (source) => {
		const { url, requests } = await startReceiver();
		const [fields, item] = from[source](url);
		const { error } = await run({ ...fields, ...scheme }, {}, item);
		expect(error?.message).toMatch(
			/endpoint 'CRM'.*127\.0\.0\.1:\d+.*Give it a 'Secret', or add .* 'Allowed Domains'/,
		);
		expect(requests).toHaveLength(0);
	});

	test.each(['item', 'rows'] as const)('goes where the credential allows (%s)', async (source) => {
		const { url, requests } = await startReceiver();
		const [fields, item] = from[source](url);
		const allowed = { allowedDomains: 'example.com, 127.0.0.1' };
		expect((await run({ ...fields, ...scheme }, allowed, item)).error).toBeUndefined();
		expect(requests).toHaveLength(1);
	});

	test.each(['fields', 'url'] as const)('goes where the workflow says (%s)', async (source) => {
		const { url, requests } = await startReceiver();
		const [fields, item] = from[source](url);
		expect((await run({ ...fields, ...scheme }, {}, item)).error).toBeUndefined();
		expect(requests).toHaveLength(1);
	});
});

test('a row with a secret of its own needs nothing of the credential', async () => {
	const { url, requests } = await startReceiver();
	const item = { endpoints: [{ url, secret: 'its own secret' }] };
	const [fields] = from.item(url);
	const allowed = { allowedDomains: 'example.com' };
	expect((await run({ ...fields, ...token }, allowed, item)).error).toBeUndefined();
	expect(requests[0]?.headers['x-token']).toBe('its own secret');
});

describe('a signature', () => {
	test.each(['item', 'rows', 'fields', 'url'] as const)(
		'is made for any endpoint while the credential names no domains (%s)',
		async (source) => {
			const { url, requests } = await startReceiver();
			const [fields, item] = from[source](url);
			expect((await run({ ...fields, ...hmac }, {}, item)).error).toBeUndefined();
			expect(requests).toHaveLength(1);
		},
	);

	test.each(['item', 'rows', 'fields', 'url'] as const)(
		'is made for none but the domains that the credential names (%s)',
		async (source) => {
			const { url, requests } = await startReceiver();
			const [fields, item] = from[source](url);
			const { error } = await run(
				{ ...fields, ...hmac },
				{ allowedDomains: '*.example.com' },
				item,
			);
			expect(error?.message).toMatch(/leads to 127\.0\.0\.1:\d+.*'Allowed Domains'/);
			expect(requests).toHaveLength(0);
		},
	);
});

test('a record is sent again only where the credential still allows', async () => {
	const { url, requests } = await startReceiver(answering(503, 200));
	const [fields, item] = from.item(url);
	const failed = await send({
		parameters: { eventName: 'a', retryPolicy: 'none', options, ...fields, ...token },
		items: [item],
		secrets: { secret: SECRET, allowedDomains: '127.0.0.1' },
		onError: 'continueRegularOutput',
	});
	const [record] = recordsOf(failed);
	const again = { operation: 'redeliver', record: record ?? {} };
	for (const allowedDomains of ['', 'example.com']) {
		const { error } = await run(again, { allowedDomains });
		expect(error?.message).toMatch(/field 'Record'.*'Allowed Domains'/);
	}
	expect(requests).toHaveLength(1);
	expect((await run(again, { allowedDomains: '127.0.0.1' })).error).toBeUndefined();
	expect(requests).toHaveLength(2);
});

test('a test event goes only where the credential allows', async () => {
	const { url, requests } = await startReceiver();
	const fields = {
		operation: 'sendTestEvent',
		service: 'github',
		testEvent: 'push',
		defect: 'none',
	};
	const { error } = await run({ ...fields, url }, { allowedDomains: 'example.com' });
	expect(error?.message).toContain("'Allowed Domains'");
	expect(requests).toHaveLength(0);
});
