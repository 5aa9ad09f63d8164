import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { webhookServices } from '../../../nodes/shared/services';
import { testDefects } from '../../../nodes/shared/services/testEventDefects';
import { findLeaks } from '../../support/n8n/leaks';
import { answering, refusingUrl, startReceiver } from '../../support/n8n/receiver';
import { startReachableTrigger } from '../../support/n8n/relay';
import { send } from '../../support/n8n/send';
import type { SendResult, SendSetup } from '../../support/n8n/send';

const secret = 'the secret of the service';

async function sendTest(
	parameters: IDataObject,
	setup: Omit<SendSetup, 'parameters'> = {},
): Promise<SendResult> {
	return await send({
		parameters: {
			operation: 'sendTestEvent',
			options: { allowHttp: true, allowPrivateAddresses: true },
			...parameters,
		},
		secrets: { secret },
		...setup,
	});
}

/** The JSON of the one item that comes out. */
async function resultOf(parameters: IDataObject): Promise<IDataObject> {
	const { items, error } = await sendTest(parameters);
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	return items[0]?.json ?? {};
}

// Of these services, one alone signs a time and has room for several signatures.
const isPossible = (service: string, defect: string): boolean =>
	service === 'stripe' || !['stale', 'twoSignatures'].includes(defect);

const everyTest = webhookServices.flatMap(({ id: service, events }) =>
	testDefects
		.filter(({ id }) => isPossible(service, id))
		.map(({ id, expected }) => ({
			service,
			testEvent: events[0]?.name ?? '',
			defect: id,
			expected,
		})),
);

const STARTS = { accepted: [true], acceptedOnce: [true, false], refused: [false] };

test.each(everyTest)(
	'our own trigger does with $service: $defect what a receiver must do',
	async ({ expected, ...parameters }) => {
		const { service, testEvent, defect } = parameters;
		const trigger = await startReachableTrigger({
			parameters: { scheme: service },
			secrets: { secret },
		});
		const json = await resultOf({ ...parameters, url: trigger.url });
		expect(json).toMatchObject({ service, event: testEvent, defect, expected, asExpected: true });
		expect(json).not.toHaveProperty('problem');
		expect(trigger.exchanges.map(({ item }) => item !== undefined)).toEqual(STARTS[expected]);
		for (const { item } of trigger.exchanges.filter((exchange) => exchange.item)) {
			expect(item).toMatchObject({ event: testEvent, id: json.id });
		}
	},
);

test('the item tells what was sent and what came back, and nothing of the proof', async () => {
	const receiver = await startReceiver();
	const json = await resultOf({
		service: 'stripe',
		testEvent: 'invoice.paid',
		defect: 'duplicateId',
		url: receiver.url.replace('//', '//alice:password@'),
	});
	const sent = {
		headers: { 'Content-Type': 'application/json', 'Stripe-Signature': '[hidden]' },
		body: JSON.parse(receiver.requests[0]?.body.toString('utf8') ?? '') as unknown,
		startedAt: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
		durationMs: expect.any(Number) as unknown,
		statusCode: 200,
		response: expect.objectContaining({ statusCode: 200, body: { ok: true } }) as unknown,
	};
	expect(Object.keys(json).slice(0, 2)).toEqual(['asExpected', 'verdict']);
	expect(Object.keys(json).at(-1)).toBe('requests');
	expect(json).toEqual({
		verdict: 'As expected: the receiver accepted one of two deliveries of the same event.',
		service: 'stripe',
		event: 'invoice.paid',
		id: expect.stringMatching(/^evt_[0-9A-Za-z]{24}$/) as unknown,
		defect: 'duplicateId',
		url: receiver.url,
		expected: 'acceptedOnce',
		asExpected: true,
		requests: [sent, sent],
	});
	const signatures = receiver.requests.map(({ headers }) => headers['stripe-signature'] as string);
	expect(new Set(signatures).size).toBe(2);
	const proofs = signatures.map((header) => header.split('v1=')[1] as string);
	expect(findLeaks(json, secret, ...proofs, 'alice', 'password')).toEqual([]);
});

test('headers of the user go along, and are not kept', async () => {
	const receiver = await startReceiver();
	const values = [{ name: 'Authorization', value: 'Bearer abcdef' }];
	const json = await resultOf({
		service: 'github',
		testEvent: 'push',
		url: receiver.url,
		options: { allowHttp: true, allowPrivateAddresses: true, headers: { values } },
	});
	expect(receiver.requests[0]?.headers).toMatchObject({
		authorization: 'Bearer abcdef',
		'x-github-event': 'push',
	});
	expect(findLeaks(json, 'abcdef')).toEqual([]);
});

/** The details of the item of a receiver that failed the test. */
async function faultOf(parameters: IDataObject): Promise<IDataObject> {
	const { items, error } = await sendTest(parameters, { onError: 'continueErrorOutput' });
	expect(error).toBeUndefined();
	const { details, ...others } = items[0]?.json ?? {};
	const texts = { error: expect.any(String) as unknown, message: expect.any(String) as unknown };
	expect(others).toEqual(texts);
	return details as IDataObject;
}

describe('a receiver that does what it should not', () => {
	test('stops the workflow: the error says what it did, where to look, and what it says', async () => {
		const { url } = await startReceiver((response) => response.writeHead(200).end('stored'));
		const wrong = { service: 'stripe', testEvent: 'invoice.paid', defect: 'missingSignature', url };
		const { items, error } = await sendTest(wrong);
		expect(items).toEqual([]);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message: 'Test failed: The receiver accepted a message without a signature with status 200',
			description:
				'Check that it refuses what is not signed, and that its secret is set.<br>The receiver says: stored',
		});
	});

	test('is a result for nodes of earlier versions', async () => {
		const { url } = await startReceiver(answering(401));
		const test = { service: 'stripe', testEvent: 'invoice.paid', defect: 'none', url };
		const { items, error } = await sendTest(test, { typeVersion: 1.1 });
		expect(error).toBeUndefined();
		expect(items).toMatchObject([{ json: { asExpected: false } }]);
	});

	const refusedOnes = testDefects.filter(({ expected }) => expected === 'refused');

	test.each(refusedOnes)('accepts anything: $id', async ({ id: defect }) => {
		const { url } = await startReceiver();
		const test = { service: 'stripe', testEvent: 'invoice.paid', defect, url };
		expect(await faultOf(test)).toMatchObject({
			asExpected: false,
			problem: expect.stringMatching(
				/^The receiver accepted .* with status 200\. Check/,
			) as unknown,
		});
	});

	test.each(testDefects.filter(({ expected }) => expected !== 'refused'))(
		'refuses anything: $id',
		async ({ id: defect }) => {
			const { url } = await startReceiver(answering(401));
			const test = { service: 'stripe', testEvent: 'invoice.paid', defect, url };
			expect(await faultOf(test)).toMatchObject({
				asExpected: false,
				problem: expect.stringMatching(/^The receiver answered 401 to .* must accept/) as unknown,
			});
		},
	);

	test('does not answer at all', async () => {
		const url = await refusingUrl();
		expect(
			await faultOf({ service: 'lua', testEvent: 'message.sent', defect: 'wrongSecret', url }),
		).toMatchObject({
			asExpected: false,
			problem: expect.stringMatching(/^No response came/) as unknown,
			requests: [{ statusCode: null, error: { kind: 'refused' } }],
		});
	});
});

describe('bad input', () => {
	const good = { service: 'github', testEvent: 'push', defect: 'none' };
	const options = { allowHttp: true, allowPrivateAddresses: true };

	test.each<[string, RegExp, IDataObject]>([
		['a service that nobody knows', /^The field 'Service' holds 'acme'.*twig/, { service: 'acme' }],
		[
			'a defect that nobody knows',
			/^The field 'Defect' holds 'typo'.*wrongSecret/,
			{ defect: 'typo' },
		],
		['no event', /^The field 'Event' holds ''.*for example/, { testEvent: '' }],
		['an event of another service', /^The field 'Event'.*GitHub/, { testEvent: 'invoice.paid' }],
		[
			'a defect for which there is no room',
			/^The field 'Defect'.*GitHub has room for one signature only/,
			{ defect: 'twoSignatures' },
		],
		['no URL', /^The field 'URL' is empty/, { url: '' }],
		[
			'http:// without the option',
			/^The field 'URL' starts with http:\/\/\..*'Allow HTTP'/,
			{ options: { allowPrivateAddresses: true } },
		],
		[
			'a private address without the option',
			/^The field 'URL'.*'Allow Local Addresses'/,
			{ options: { allowHttp: true } },
		],
		[
			'a wrong option',
			/^The option 'Timeout \(Seconds\)'/,
			{ options: { ...options, timeoutSeconds: 0 } },
		],
		[
			'a header that the service sends',
			/^The option 'Headers' may not set 'x-github-event'/,
			{
				options: { ...options, headers: { values: [{ name: 'x-github-event', value: 'a' }] } },
			},
		],
	])('%s is refused, and nothing is sent', async (_, message, parameters) => {
		const receiver = await startReceiver();
		const { error, items } = await sendTest({ ...good, url: receiver.url, ...parameters });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error?.message).toMatch(message);
		expect({ items, requests: receiver.requests }).toEqual({ items: [], requests: [] });
	});

	test('a secret that cannot be used is refused', async () => {
		const { url } = await startReceiver();
		const { error } = await sendTest({ ...good, url }, { secrets: { secret: '' } });
		expect(error?.message).toMatch(/^The field 'Secret' of the credential .* is empty/);
	});

	test('one bad item stops the others before anything is sent, unless the node goes on', async () => {
		const receiver = await startReceiver();
		const parameters = { ...good, url: receiver.url, testEvent: '={{ $json.event }}' };
		const items = [{ event: 'push' }, { event: 'no event' }, { event: 'issues' }];
		const { error } = await sendTest(parameters, { items });
		expect(error).toMatchObject({ context: { itemIndex: 1 } });
		expect(receiver.requests).toEqual([]);

		const { items: results } = await sendTest(parameters, {
			items,
			onError: 'continueRegularOutput',
		});
		expect(results).toMatchObject([
			{ json: { event: 'push', asExpected: true }, pairedItem: { item: 0 } },
			{ json: { error: expect.stringMatching(/'no event'/) as unknown }, pairedItem: { item: 1 } },
			{ json: { event: 'issues', asExpected: true }, pairedItem: { item: 2 } },
		]);
		expect(receiver.requests.map(({ headers }) => headers['x-github-event'])).toEqual([
			'push',
			'issues',
		]);
	});
});
