import fc from 'fast-check';
import { findEnvelopeProblem, findService, webhookServices } from '../../../nodes/shared/services';
import { withValueAt } from '../../../nodes/shared/signing/content/bodyValue';

const GONE = Symbol('gone');

const serviceOf = (id: string) => {
	const service = findService(id);
	if (!service) throw new Error(`There is no service ${id}`);
	return service;
};

/** The sample of an event with another value at a place, or with that place left out. */
function altered(id: string, eventName: string, place: string, value: unknown): unknown {
	const sample = serviceOf(id).events.find(({ name }) => name === eventName)?.sample;
	const path = place.split('.');
	const [last = ''] = path.slice(-1);
	const changed = withValueAt(sample, path, value);
	if (value !== GONE) return changed;
	// A symbol is no value of JSON, so writing the body leaves its place out.
	expect(JSON.stringify(sample)).toContain(`"${last}":`);
	return JSON.parse(JSON.stringify(changed)) as unknown;
}

describe.each(webhookServices)('$displayName', (service) => {
	test('every sample fits, and with fields that nobody knows yet as well', () => {
		for (const { sample } of service.events) {
			expect(findEnvelopeProblem(service, sample)).toBeUndefined();
			const more = { ...sample, brandNew: { nested: [1, null] } };
			expect(findEnvelopeProblem(service, more)).toBeUndefined();
		}
	});

	test.each([undefined, null, 'text', 42, true, []])('%p is refused as a whole', (payload) => {
		expect(findEnvelopeProblem(service, payload)).toBe(
			`The body is not an event as ${service.displayName} documents it: expected an object`,
		);
	});

	test('no value at all makes it throw', () => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				const problem = findEnvelopeProblem(service, value);
				expect(problem === undefined || problem.length > 0).toBe(true);
			}),
		);
	});

	test('a name that nobody knows yet is no problem', () => {
		const [first] = service.events;
		const [locator] = service.scheme.event.name;
		if (!first || !locator) throw new Error('There is no event');
		const named =
			'body' in locator ? withValueAt(first.sample, locator.body, 'brand.new') : first.sample;
		expect(findEnvelopeProblem(service, named)).toBeUndefined();
	});
});

test.each([
	['twig', 'interaction.completed', 'data.interaction.id', GONE, 'text'],
	['twig', 'interaction.created', 'data.interaction.id', 42, 'text'],
	['twig', 'datasource.failed', 'data.dataSource', 'ds-1', 'an object'],
	['twig', 'agent.created', 'organizationId', GONE, 'text'],
	['twig', 'agent.created', 'id', '', 'text that is not empty'],
	['twig', 'agent.created', 'data', [], 'an object'],
	['lua', 'message.read', 'eventType', GONE, 'text'],
	['lua', 'message.read', 'messageWamid', 7, 'text'],
	['joai', 'agent.message', 'data', GONE, 'an object'],
	['joai', 'agent.message', 'data.agent.id', GONE, 'text'],
	['joai', 'agent.message', 'webhook.id', null, 'text'],
	['joai', 'user.message', 'timestamp', 1_795_162_542, 'text'],
	['lvng', 'message.created', 'event', GONE, 'text'],
	['lvng', 'message.created', 'data.id', {}, 'text'],
	['clawlet', 'order.created', 'event_type', GONE, 'text'],
	['clawlet', 'order.created', 'data', 'AP-1001', 'an object'],
	['github', 'issues', 'repository.full_name', GONE, 'text'],
	['github', 'issues', 'sender', 'mira-olsen', 'an object'],
	['github', 'installation', 'installation.id', '60412895', 'a number'],
	['stripe', 'invoice.paid', 'object', 'invoice', '"event" or "v2.core.event"'],
	['stripe', 'v1.invoice.paid', 'object', GONE, '"event" or "v2.core.event"'],
	['stripe', 'v1.invoice.paid', 'created', 1_795_162_542, 'text'],
	['stripe', 'v1.invoice.paid', 'type', GONE, 'text'],
	['stripe', 'v1.invoice.paid', 'related_object.url', GONE, 'text'],
	['stripe', 'v2.core.account.closed', 'reason.type', GONE, 'text'],
	['stripe', 'invoice.paid', 'data.object.object', GONE, 'text'],
	['stripe', 'invoice.paid', 'created', '2026-11-20', 'a number'],
	['stripe', 'invoice.paid', 'livemode', 'no', 'true or false'],
] as const)('%s: %s with another %s is refused', (id, eventName, place, value, expected) => {
	const service = serviceOf(id);
	expect(findEnvelopeProblem(service, altered(id, eventName, place, value))).toBe(
		`The body is not an event as ${service.displayName} documents it: ${place}: expected ${expected}`,
	);
});

test.each([
	['joai', 'agent.message', 'webhook'],
	['lvng', 'message.created', 'data.id'],
	['lua', 'message.read', 'messageWamid'],
	['clawlet', 'order.created', 'timestamp'],
	['clawlet', 'order.created', 'data'],
	['github', 'issues', 'sender'],
	['github', 'issues', 'repository'],
	['stripe', 'v1.invoice.paid', 'related_object'],
	['stripe', 'v1.invoice.paid', 'reason'],
	['stripe', 'v1.balance.available', 'snapshot_event'],
])('%s: %s without %s is an event all the same', (id, eventName, place) => {
	const payload = altered(id, eventName, place, GONE);
	expect(findEnvelopeProblem(serviceOf(id), payload)).toBeUndefined();
});

test('what Stripe shows as an example of a thin event is one', () => {
	// https://docs.stripe.com/changelog/acacia/2024-09-30/api-v2-thin-events
	const example = {
		id: 'evt_test_65R9Ijk8dKEYZcXeRWn16R9A7j1FSQ3w3TGDPLLGSM4CW0',
		object: 'v2.core.event',
		type: 'v1.billing.meter.error_report_triggered',
		livemode: false,
		created: '2024-09-17T06:20:52.246Z',
		related_object: {
			id: 'mtr_test_61R9IeP0SgKbYROOx41PEAQhH0qO23oW',
			type: 'billing.meter',
			url: '/v1/billing/meters/mtr_test_61R9IeP0SgKbYROOx41PEAQhH0qO23oW',
		},
	};
	expect(findEnvelopeProblem(serviceOf('stripe'), example)).toBeUndefined();
	const withNulls = { ...example, context: null, reason: null, related_object: null };
	expect(findEnvelopeProblem(serviceOf('stripe'), withNulls)).toBeUndefined();
});
