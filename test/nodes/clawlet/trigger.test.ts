import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { ClawletWebhookApi } from '../../../credentials/ClawletWebhookApi.credentials';
import { useClock } from '../../support/n8n/clock';
import { StoredApiCredential } from '../../support/n8n/credential';
import { accepted, outcomeOf, PublishedTrigger, refused } from '../registration/publishing';

/* The Clawlet Trigger: each handler of Clawlet's document, with a secret. */

useClock();

const SECRET = 'secret of the handler';
const hmac = (text: string): string => createHmac('sha256', SECRET).update(text).digest('hex');
const json = { 'Content-Type': 'application/json' };
const ignored = { statusCode: 200, started: false };

const start = async (parameters: IDataObject = {}): Promise<PublishedTrigger> =>
	await PublishedTrigger.start({
		type: 'clawletTrigger',
		credential: new StoredApiCredential(new ClawletWebhookApi(), { secret: SECRET }),
		parameters,
	});

interface SignedRequest {
	readonly body: string;
	readonly headers: Readonly<Record<string, string>>;
}

const custom = (type: string, more: IDataObject = {}): SignedRequest => {
	const body = JSON.stringify({
		event_type: type,
		timestamp: '2026-11-20T08:15:42Z',
		data: { user_id: '123' },
		...more,
	});
	return { body, headers: { ...json, 'X-Signature': `sha256=${hmac(body)}` } };
};

const github = (event: string): SignedRequest => {
	const body = JSON.stringify({ action: 'opened', repository: { full_name: 'acme/parcels' } });
	return {
		body,
		headers: {
			...json,
			'X-GitHub-Event': event,
			'X-GitHub-Delivery': `delivery-${event}`,
			'X-Hub-Signature-256': `sha256=${hmac(body)}`,
		},
	};
};

const stripe = (type: string, ageSeconds = 0): SignedRequest => {
	const body = JSON.stringify({ id: `evt_${type}`, object: 'event', type, data: { object: {} } });
	const seconds = Math.floor(Date.now() / 1000) - ageSeconds;
	return {
		body,
		headers: { ...json, 'Stripe-Signature': `t=${seconds},v1=${hmac(`${seconds}.${body}`)}` },
	};
};

const handlers = [
	{ handler: 'custom', request: custom, source: 'clawlet', wanted: 'user.created' },
	{ handler: 'github', request: github, source: 'github', wanted: 'pull_request' },
	{ handler: 'stripe', request: stripe, source: 'stripe', wanted: 'invoice.paid' },
];

describe.each(handlers)('the handler $handler', ({ handler, request, source, wanted }) => {
	test('takes genuine events, all of them where none is chosen', async () => {
		const trigger = await start({ handler });
		expect((await trigger.publish()).error).toBeUndefined();
		const { body, headers } = request(wanted);
		const exchange = await trigger.post(body, headers);
		expect(outcomeOf(exchange)).toEqual(accepted);
		expect(exchange.item).toMatchObject({
			event: wanted,
			source,
			body: JSON.parse(body) as unknown,
			verification: { scheme: source, secret: 'current' },
		});
	});

	test('refuses what is not signed, or for another body', async () => {
		const trigger = await start({ handler });
		const { body, headers } = request(wanted);
		expect(outcomeOf(await trigger.post(body, json))).toEqual(refused);
		expect(outcomeOf(await trigger.post(`${body} `, headers))).toEqual(refused);
	});

	test('is not opened by what another handler takes', async () => {
		const trigger = await start({ handler });
		for (const other of handlers.filter((each) => each.handler !== handler)) {
			const { body, headers } = other.request(other.wanted);
			expect(outcomeOf(await trigger.post(body, headers))).toEqual(refused);
		}
	});

	test('starts nothing when an event comes again', async () => {
		const trigger = await start({ handler });
		const { body, headers } = request(wanted);
		await trigger.post(body, headers);
		expect(outcomeOf(await trigger.post(body, headers))).toEqual(ignored);
	});

	test('cannot be published without a secret', async () => {
		const trigger = await PublishedTrigger.start({
			type: 'clawletTrigger',
			credential: new StoredApiCredential(new ClawletWebhookApi(), {}),
			parameters: { handler },
		});
		expect((await trigger.publish()).error?.message).toContain(
			"The field 'Secret' of the credential 'Clawlet Webhook API' is empty.",
		);
	});
});

describe('events', () => {
	const send = async (trigger: PublishedTrigger, { body, headers }: SignedRequest) =>
		outcomeOf(await trigger.post(body, headers));

	test('of GitHub are chosen from the list, and more can be typed', async () => {
		const trigger = await start({
			handler: 'github',
			gitHubEvents: ['push', 'issues'],
			events: 'workflow_*, !workflow_job',
		});
		expect(await send(trigger, github('push'))).toEqual(accepted);
		expect(await send(trigger, github('workflow_run'))).toEqual(accepted);
		expect(await send(trigger, github('workflow_job'))).toEqual(ignored);
		expect(await send(trigger, github('star'))).toEqual(ignored);
	});

	test('of Stripe are chosen from their own list, whatever is left in the other', async () => {
		const trigger = await start({
			handler: 'stripe',
			gitHubEvents: ['push'],
			stripeEvents: ['invoice.paid'],
		});
		expect(await send(trigger, stripe('invoice.paid'))).toEqual(accepted);
		expect(await send(trigger, stripe('customer.created'))).toEqual(ignored);
	});

	test('of own systems are typed', async () => {
		const trigger = await start({ events: 'user.*' });
		expect(await send(trigger, custom('user.created'))).toEqual(accepted);
		expect(await send(trigger, custom('order.created'))).toEqual(ignored);
	});

	test('a late one of Stripe is refused', async () => {
		const trigger = await start({ handler: 'stripe' });
		expect(await send(trigger, stripe('invoice.paid', 3600))).toEqual(refused);
	});
});

test('the response is text or JSON, as the handler is set up', async () => {
	const { body, headers } = custom('user.created');
	const asText = await start({ options: { responseType: 'text', responseBody: 'received' } });
	expect((await asText.post(body, headers)).text).toBe('received');
	const asJson = await start({ options: { responseType: 'json' } });
	expect((await asJson.post(body, headers)).answer).toEqual({ received: true });
});

test('no more events than Maximum Events are taken in a window', async () => {
	const trigger = await start({ options: { maxEvents: 2, maxEventsWindowSeconds: 60 } });
	const statusCodes: number[] = [];
	for (const type of ['a', 'b', 'c']) {
		const { body, headers } = custom(type);
		statusCodes.push((await trigger.post(body, headers)).statusCode);
	}
	expect(statusCodes).toEqual([200, 200, 429]);
});

test.each([
	[{ handler: 'gitlab' }, "The field 'Handler' must be one of: Custom, GitHub, Stripe."],
	[{ handler: 'constructor' }, "The field 'Handler' must be one of: Custom, GitHub, Stripe."],
	[{ authentication: 'nobody' }, "The field 'Authentication' must be one of: Secret, None."],
])('%j cannot be published, and takes nothing', async (parameters, message) => {
	const trigger = await start(parameters);
	expect((await trigger.publish()).error?.message).toContain(message);
	const { body, headers } = custom('user.created');
	expect(outcomeOf(await trigger.post(body, headers))).toEqual({ statusCode: 503, started: false });
});
