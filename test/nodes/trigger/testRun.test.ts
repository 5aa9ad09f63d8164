import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INode } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { findLeaks } from '../../support/n8n/leaks';
import { standardWebhooks } from '../../support/n8n/providers';
import { standardSender } from '../../support/n8n/standardSender';
import { startTrigger } from '../../support/n8n/trigger';
import type { Trigger } from '../../support/n8n/trigger';
import type { Exchange } from '../../support/n8n/webhookServer';

const clock = useClock();
const { forgedBody, genuineHeaders, send, sendForged } = standardSender(clock);
const { parameters, secret } = standardWebhooks;
const refused = { statusCode: 401, text: '{"error":"invalid signature"}' };
const nothingStarted = { noWebhookResponse: true };

/** A trigger that the editor listens at. */
const listen = async (options: IDataObject = {}, node: Partial<INode> = {}): Promise<Trigger> =>
	await startTrigger({
		parameters: { ...parameters, options },
		secrets: { secret },
		node,
		isTestRun: true,
	});

describe('a request that is refused while the editor listens', () => {
	test('is an error of the node with the reason and advice, of which the sender learns nothing', async () => {
		const exchange = await sendForged(await listen());
		expect(exchange).toMatchObject(refused);
		expect(exchange.error).toBeInstanceOf(NodeOperationError);
		expect(exchange.error).toMatchObject({
			message: 'The request was refused: the signature does not match (noMatch)',
			description:
				'No secret in the credential matches this signature. The sender uses a different secret, or something changed the body on the way.',
		});
	});

	test('is answered as in production, to the letter', async () => {
		const trigger = await startTrigger({
			parameters: { ...parameters, options: {} },
			secrets: { secret },
		});
		const { headers, statusCode, text, error } = await sendForged(trigger);
		expect(error).toBeUndefined();
		const inTest = await sendForged(await listen());
		expect(inTest).toMatchObject({ statusCode, text });
		expect(Object.keys(inTest.headers)).toEqual(Object.keys(headers));
	});

	test('shows nothing of its body, its headers and the secret', async () => {
		const token = 'Bearer a-token-of-somebody';
		const { error } = await sendForged(await listen(), { Authorization: token });
		const shown = error as NodeOperationError;
		const { message, stack, cause } = shown;
		const all = Object.assign({}, shown, { message, stack, cause });
		const signature = genuineHeaders('msg_1')['webhook-signature'] ?? '';
		expect(forgedBody.toString()).toContain('order.paid');
		expect(findLeaks(all, secret, token, signature, 'order.paid')).toEqual([]);
	});

	test.each<[string, IDataObject, (trigger: Trigger) => Promise<Exchange>, RegExp]>([
		[
			'a foreign address',
			{ allowedAddresses: '203.0.113.7' },
			async (trigger) => await send(trigger),
			/address of the sender is not allowed \(forbiddenAddress\)$/,
		],
		[
			'a body that does not fit the schema',
			{ jsonSchema: '{"required":["total"]}' },
			async (trigger) => await send(trigger),
			/the body cannot be used \(badPayload\)$/,
		],
		[
			'a body without a signature',
			{},
			async (trigger) => await trigger.post('{}', {}),
			/the signature is missing \(missingHeader\)$/,
		],
		[
			'another method',
			{ healthCheck: false },
			async (trigger) => await trigger.send({ method: 'GET' }),
			/only POST requests are events \(methodNotAllowed\)$/,
		],
	])('tells about %s', async (_, options, act, message) => {
		const { error, item } = await act(await listen(options));
		expect(error).toMatchObject({ message: expect.stringMatching(message) as unknown });
		expect(item).toBeUndefined();
	});

	test('comes out of the second output instead, where that is switched on', async () => {
		const exchange = await sendForged(await listen({ outputRejected: true }));
		expect(exchange).toMatchObject(refused);
		expect(exchange.error).toBeUndefined();
		expect(exchange.rejected).toMatchObject({ outcome: 'badSignature', statusCode: 401 });
	});

	test.each<Partial<INode>>([
		{ onError: 'continueRegularOutput' },
		{ onError: 'continueErrorOutput' },
		{ continueOnFail: true },
	])('starts nothing at a node that continues after errors: %j', async (node) => {
		const exchange = await sendForged(await listen({}, node));
		expect(exchange).toMatchObject({ ...refused, result: nothingStarted });
		expect(exchange.error).toBeUndefined();
	});
});

test('what is not refused is no error while the editor listens', async () => {
	const trigger = await listen();
	expect((await send(trigger)).error).toBeUndefined();
	expect((await trigger.send({ method: 'GET' })).error).toBeUndefined();
});

describe('an event that the field Events leaves out while the editor listens', () => {
	const listenTo = async (events: string, node: Partial<INode> = {}): Promise<Trigger> =>
		await startTrigger({
			parameters: { ...parameters, events, options: {} },
			secrets: { secret },
			node,
			isTestRun: true,
		});
	const ignored = { statusCode: 200, text: '{"received":true,"ignored":true}' };

	test('is an error of the node that says which event came, and the sender gets its 200', async () => {
		const exchange = await send(await listenTo('invoice.*'));
		expect(exchange).toMatchObject(ignored);
		expect(exchange.error).toBeInstanceOf(NodeOperationError);
		expect(exchange.error).toMatchObject({
			message: `The event "order.paid" came, but the field 'Events' leaves it out (ignored)`,
			description: expect.stringMatching(
				/^It is genuine.* add it to the field 'Events'/,
			) as unknown,
		});
	});

	test('is told from one that a condition leaves out', async () => {
		const options = { onlyEventsWhere: '{"field":"event","equals":"invoice.paid"}' };
		const exchange = await send(
			await startTrigger({
				parameters: { ...parameters, options },
				secrets: { secret },
				isTestRun: true,
			}),
		);
		expect(exchange).toMatchObject(ignored);
		expect(exchange.error).toMatchObject({
			message: `The event "order.paid" came, but the option 'Only Events Where' leaves it out (ignored)`,
			description: expect.stringContaining('change the condition') as unknown,
		});
	});

	test('starts nothing at a node that continues after errors', async () => {
		const exchange = await send(await listenTo('invoice.*', { onError: 'continueRegularOutput' }));
		expect(exchange).toMatchObject({ ...ignored, result: nothingStarted });
		expect(exchange.error).toBeUndefined();
	});

	test('is forgotten when one that is wanted follows at once, and says so only once otherwise', async () => {
		const wanted = await listenTo('order.*');
		const other = Buffer.from('{"type":"invoice.paid","data":{}}');
		const [leftOut, accepted] = await Promise.all([
			wanted.post(other, genuineHeaders('msg_2', other)),
			send(wanted),
		]);
		expect(leftOut).toMatchObject({ ...ignored, result: nothingStarted });
		expect(leftOut.error).toBeUndefined();
		expect(accepted.item).toMatchObject({ event: 'order.paid' });

		const none = await listenTo('invoice.*');
		const both = await Promise.all([send(none), send(none)]);
		expect(both.filter(({ error }) => error !== undefined)).toHaveLength(1);
	});

	test('is no error in production', async () => {
		const trigger = await startTrigger({
			parameters: { ...parameters, events: 'invoice.*', options: {} },
			secrets: { secret },
		});
		const exchange = await send(trigger);
		expect(exchange).toMatchObject({ ...ignored, result: nothingStarted });
		expect(exchange.error).toBeUndefined();
	});
});
