import { ensureSubscription } from '../../../nodes/shared/subscriptions/lifecycle';
import {
	A,
	B,
	OTHER_URL,
	URL,
	activate,
	expectInPlace,
	failToActivate,
	kinds,
	setUp,
} from '../../support/services/lifecycle';
import type { Fault, ServiceHook } from '../../support/services/memory';

describe.each(kinds)('a service that %s', (_title, kind) => {
	test('gets a webhook on activation and loses it on deactivation', async () => {
		const { service, trigger } = setUp(kind);
		expect(await activate(trigger)).toEqual([]);
		expectInPlace(service, trigger);
		expect((await trigger.deactivate()).notices).toEqual([]);
		expect(service.hooks).toEqual([]);
		expect(trigger.stored).toBeUndefined();
	});

	test('is not written to when everything is in place', async () => {
		const { service, trigger } = setUp(kind);
		await activate(trigger);
		const writes = service.writes.length;
		await activate(trigger);
		const { adapter, wanted } = trigger.settings;
		const options = trigger.options(() => undefined);
		await ensureSubscription(adapter, wanted, trigger.stored, options);
		expect(service.writes).toHaveLength(writes);
		expectInPlace(service, trigger);
	});

	test('is not written to when only the order of the events is another', async () => {
		const { service, trigger, want } = setUp(kind);
		await activate(trigger);
		const writes = service.writes.length;
		want({ events: ['failed', 'paid'] });
		await activate(trigger);
		expect(service.writes).toHaveLength(writes);
	});

	test.each<[string, (given: ReturnType<typeof setUp>) => void]>([
		['another URL', ({ want }) => want({ url: OTHER_URL })],
		['other events', ({ want }) => want({ events: ['refunded'] })],
		['all events', ({ want }) => want({ events: [] })],
		['another target', ({ service, trigger }) => (trigger.settings.adapter = service.adapter(B))],
		[
			'everything new',
			({ service, trigger, want }) => {
				want({ url: OTHER_URL, events: ['refunded'] });
				trigger.settings.adapter = service.adapter(B);
			},
		],
		['another API key', ({ trigger }) => (trigger.settings.apiKey = 'key 2')],
	])('follows when the trigger wants %s', async (_change, change) => {
		const given = setUp(kind);
		await activate(given.trigger);
		change(given);
		expect(await activate(given.trigger)).toEqual([]);
		expectInPlace(given.service, given.trigger);
	});

	test('keeps nothing of the secret in what is stored', async () => {
		const { service, trigger } = setUp(kind);
		await activate(trigger);
		const [hook] = service.hooks as [ServiceHook];
		expect(JSON.stringify(trigger.stored)).not.toContain(hook.secret);
	});

	test('keeps foreign webhooks whatever happens', async () => {
		const { service, trigger, want } = setUp({ ...kind, isUniqueByUrl: false });
		const foreign = service.add({ target: A, url: URL, isOurs: false });
		await activate(trigger);
		want({ events: ['refunded'] });
		await activate(trigger);
		trigger.stored = undefined;
		await trigger.deactivate();
		expect(service.hooks).toContain(foreign);
		expect(foreign).toMatchObject({ events: [], isActive: true, secret: 'secret of hook_1' });
	});

	test.each<Fault['kind']>(['network', 'serverError', 'unauthorized', 'forbidden', 'rateLimited'])(
		'is tried again after a deactivation that failed (%s), and its webhook is used or replaced',
		async (fault) => {
			const { service, trigger } = setUp(kind);
			await activate(trigger);
			service.faults = [{ kind: fault, takesEffect: false, on: 'remove' }];
			const { notices } = await trigger.deactivate();
			expect(notices).toEqual([expect.stringMatching(/hook_1.*could not be removed.*page of A/)]);
			expect(trigger.stored).toMatchObject({ hook: { id: 'hook_1' }, leftovers: [] });
			expect(service.ours).toHaveLength(1);
			expect(await activate(trigger)).toEqual([]);
			expectInPlace(service, trigger);
			await trigger.deactivate();
			expect(service.ours).toEqual([]);
			expect(trigger.stored).toBeUndefined();
		},
	);

	test('gets a new webhook when the removal took effect although it failed', async () => {
		const { service, trigger } = setUp(kind);
		await activate(trigger);
		service.faults = [{ kind: 'network', takesEffect: true, on: 'remove' }];
		await trigger.deactivate();
		expect(service.ours).toEqual([]);
		expect(await activate(trigger)).toEqual([]);
		expectInPlace(service, trigger);
	});

	test('has nothing to remove when the webhook is gone', async () => {
		const { service, trigger } = setUp(kind);
		await activate(trigger);
		service.delete('hook_1');
		expect((await trigger.deactivate()).notices).toEqual([]);
		expect(trigger.stored).toBeUndefined();
	});

	test('keeps its webhook, which is used again, when its API removes none', async () => {
		const { service, trigger } = setUp({ ...kind, removes: false });
		await activate(trigger);
		const { notices } = await trigger.deactivate();
		expect(notices).toEqual([
			expect.stringMatching(/cannot remove webhooks.*look at the page of A/),
		]);
		await activate(trigger);
		expect(service.ours).toHaveLength(1);
		expect(trigger.secret).toBe(service.ours[0]?.secret);
	});

	test.each<Fault['kind']>([
		'badResponse',
		'conflict',
		'forbidden',
		'invalid',
		'network',
		'notFound',
		'notOffered',
		'rateLimited',
		'redirected',
		'serverError',
		'unauthorized',
	])('that refuses to make a webhook (%s) ends the activation with advice', async (fault) => {
		const { service, trigger } = setUp(kind);
		service.faults = [{ kind: fault, takesEffect: false, on: 'create' }];
		const error = await failToActivate(trigger);
		expect(error.message).toMatch(/^The service .*\. [A-Z].*\.$/);
		expect(error.cause?.facts.kind).toBe(fault);
		expect(service.hooks).toEqual([]);
		await activate(trigger);
		expectInPlace(service, trigger);
	});
});
