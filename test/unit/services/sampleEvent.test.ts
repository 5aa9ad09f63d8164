import Stripe from 'stripe';
import { receive } from '../../support/receive';
import {
	buildSampleEvent,
	findEnvelopeProblem,
	findService,
	webhookServices,
} from '../../../nodes/shared/services';
import type { SampleEvent } from '../../../nodes/shared/services/sampleEvent';
import type { WebhookService } from '../../../nodes/shared/services/types';
import { signMessage } from '../../../nodes/shared/signing/sign';
import { inboundRequest, keySource, receiveConfig, receiveState } from '../../support/receive';
import { keysOf, PUBLIC_URL, secretFor, signingKeysOf } from '../../support/schemes';

const nowMs = Date.parse('2027-02-03T04:05:06.789Z');

/** Chance that can be repeated: a linear congruential generator, after Numerical Recipes. */
function createRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

function build(service: WebhookService, eventName: string, random = createRandom(1)): SampleEvent {
	const built = buildSampleEvent(service, eventName, { nowMs, random });
	if (!built) throw new Error(`${service.id} has no event ${eventName}`);
	return built;
}

const serviceOf = (id: string): WebhookService => {
	const service = findService(id);
	if (!service) throw new Error(`There is no service ${id}`);
	return service;
};

async function deliver(
	service: WebhookService,
	{ eventName, id, payload, headers }: SampleEvent,
	state = receiveState(),
) {
	const { scheme } = service;
	const body = Buffer.from(JSON.stringify(payload));
	const signed = signMessage(scheme, signingKeysOf(scheme, secretFor(scheme)), {
		body,
		id: id ?? '',
		nowMs,
		eventName,
		url: PUBLIC_URL,
		contentType: 'application/json',
	});
	const request = inboundRequest({
		rawHeaders: Object.entries({ ...signed.headers, ...headers }).flat(),
		body,
		receivedAt: nowMs,
	});
	const findProblem = (value: unknown) => findEnvelopeProblem(service, value);
	const outcome = await receive(
		request,
		receiveConfig(scheme, { findEnvelopeProblem: findProblem }),
		keySource(keysOf(scheme, secretFor(scheme))),
		state,
	);
	if (outcome.kind === 'accepted') outcome.settle('done');
	return outcome;
}

const everyEvent = webhookServices.flatMap((service) =>
	service.events.map(({ name }) => ({ service, id: service.id, name })),
);

test.each(everyEvent)('$id: $name is accepted with its name and id', async ({ service, name }) => {
	const built = build(service, name);
	const outcome = await deliver(service, built);
	expect(outcome).toMatchObject({
		kind: 'accepted',
		event: { id: built.id ?? null, event: name, body: built.payload },
	});
});

test.each(everyEvent)('$id: $name can be sent twice in one moment', async ({ service, name }) => {
	const state = receiveState();
	const random = createRandom(7);
	for (let count = 0; count < 3; count += 1) {
		const outcome = await deliver(service, build(service, name, random), state);
		expect(outcome.kind).toBe('accepted');
	}
});

test.each(everyEvent)('$id: building $name leaves its sample as it is', ({ service, name }) => {
	const sample = service.events.find((event) => event.name === name)?.sample;
	const before = JSON.stringify(sample);
	const { payload } = build(service, name);
	for (const key of Object.keys(payload)) (payload as Record<string, unknown>)[key] = 'changed';
	expect(JSON.stringify(sample)).toBe(before);
});

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test.each([
	['twig', 'user.created', /^evt_[0-9A-Za-z]{12}$/],
	['stripe', 'invoice.paid', /^evt_[0-9A-Za-z]{24}$/],
	['lvng', 'message.created', uuid],
	['github', 'push', uuid],
])("%s: ids are in the service's style", (id, eventName, style) => {
	expect(build(serviceOf(id), eventName).id).toMatch(style);
});

test.each([
	['lua', 'message.read'],
	['joai', 'user.message'],
	['clawlet', 'order.created'],
	['lvng', 'member.joined'],
])('%s: %s has no id', (id, eventName) => {
	expect(build(serviceOf(id), eventName).id).toBeUndefined();
});

test('times are those of now, as each service writes them', () => {
	const time = '2027-02-03T04:05:06';
	expect(build(serviceOf('twig'), 'user.created').payload).toMatchObject({ timestamp: `${time}Z` });
	expect(build(serviceOf('lvng'), 'agent.error').payload).toMatchObject({ timestamp: `${time}Z` });
	for (const [id, name] of [
		['joai', 'user.message'],
		['clawlet', 'order.created'],
	] as const) {
		expect(build(serviceOf(id), name).payload.timestamp).toMatch(
			/^2027-02-03T04:05:06\.789\d{3}Z$/,
		);
	}
	expect(build(serviceOf('stripe'), 'invoice.paid').payload).toMatchObject({
		created: 1_801_627_506,
	});
});

test('GitHub gets the headers that name the event and the delivery', () => {
	const { headers, id } = build(serviceOf('github'), 'issues');
	expect(headers).toEqual({ 'X-GitHub-Event': 'issues', 'X-GitHub-Delivery': id });
	expect(build(serviceOf('stripe'), 'invoice.paid').headers).toEqual({});
});

test('Clawlet takes an event that nobody thought of, the others do not', async () => {
	const clawlet = serviceOf('clawlet');
	const built = build(clawlet, 'door.opened');
	expect(built.payload).toMatchObject({ event_type: 'door.opened' });
	expect(await deliver(clawlet, built)).toMatchObject({ event: { event: 'door.opened' } });
	const moment = { nowMs, random: createRandom(1) };
	for (const service of webhookServices.filter((each) => each !== clawlet)) {
		expect(buildSampleEvent(service, 'door.opened', moment)).toBeUndefined();
	}
});

test("a thin event that is made up is one to Stripe's own package", () => {
	const service = serviceOf('stripe');
	const { payload, eventName } = build(service, 'v1.billing.meter.error_report_triggered');
	const body = JSON.stringify(payload);
	const secret = secretFor(service.scheme);
	const { headers } = signMessage(service.scheme, signingKeysOf(service.scheme, secret), {
		body: Buffer.from(body),
		id: '',
		nowMs,
		eventName,
		url: PUBLIC_URL,
		contentType: 'application/json',
	});
	const notification = new Stripe('sk_test_1').parseEventNotification(
		body,
		headers['Stripe-Signature'] ?? '',
		secret,
		undefined,
		undefined,
		nowMs,
	);
	expect(notification).toMatchObject({
		type: 'v1.billing.meter.error_report_triggered',
		created: '2027-02-03T04:05:06.789Z',
		related_object: { type: 'billing.meter' },
	});
});
