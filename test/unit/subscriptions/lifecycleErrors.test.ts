import { ApiError } from '../../../nodes/shared/subscriptions/api/error';
import type { StoredSubscription } from '../../../nodes/shared/subscriptions/stored';
import type { SubscriptionError } from '../../../nodes/shared/subscriptions/subscriptionError';
import {
	A,
	B,
	OTHER_URL,
	URL,
	activate,
	failToActivate,
	full,
	setUp,
} from '../../support/services/lifecycle';
import type { Fault } from '../../support/services/memory';

describe('errors and notices', () => {
	const failure = async (kind: Fault['kind'], url = URL): Promise<SubscriptionError> => {
		const { service, trigger, want } = setUp(full);
		want({ url });
		service.faults = [{ kind, takesEffect: false, on: 'create' }];
		return await failToActivate(trigger);
	};

	test.each([
		['http://n8n.example.com/webhook/1', /is not HTTPS.*WEBHOOK_URL/],
		['http://localhost:5678/webhook/1', /only be reached from inside your network.*WEBHOOK_URL/],
		['https://192.168.1.5/webhook/1', /only be reached from inside your network.*WEBHOOK_URL/],
		['https://[::1]/webhook/1', /only be reached from inside your network.*WEBHOOK_URL/],
		['https://n8n.internal/webhook/1', /only be reached from inside your network.*WEBHOOK_URL/],
		[URL, /^Check the events and settings/],
	])('a service that refuses the URL %s', async (url, advice) => {
		expect((await failure('invalid', url)).advice).toMatch(advice);
	});

	test('an error says what the adapter knows better', async () => {
		const { service, trigger } = setUp(full);
		const adapter = trigger.settings.adapter;
		trigger.settings.adapter = { ...adapter, adviceFor: ({ facts }) => `Mind the ${facts.kind}.` };
		service.faults = [{ kind: 'forbidden', takesEffect: false, on: 'create' }];
		expect((await failToActivate(trigger)).advice).toBe('Mind the forbidden.');
	});

	test('an error never repeats the secret', async () => {
		const { trigger } = setUp(full);
		trigger.settings.adapter = {
			...trigger.settings.adapter,
			create: async ({ secret = '' }) => {
				const reason = `weak: ${secret}`;
				throw new ApiError({ kind: 'invalid', call: 'POST /', reason });
			},
		};
		const { message, cause } = await failToActivate(trigger);
		expect(`${message} ${JSON.stringify(cause?.facts)}`).not.toContain('the first secret');
		expect(message).toContain('weak: [hidden]');
	});

	test('an error that is no failed call comes out as it is', async () => {
		const { trigger } = setUp(full);
		const bug = new TypeError('not ours');
		trigger.settings.adapter = {
			...trigger.settings.adapter,
			create: async () => await Promise.reject(bug),
		};
		expect((await trigger.activate()).error).toBe(bug);
	});

	test('a removal never throws, whatever is thrown at it', async () => {
		const { trigger } = setUp(full);
		await activate(trigger);
		const fail = async (): Promise<never> => await Promise.reject(new TypeError('password 1234'));
		trigger.settings.adapter = { ...trigger.settings.adapter, remove: fail, findOurs: fail };
		const { notices } = await trigger.deactivate();
		expect(notices).toHaveLength(2);
		expect(notices.join(' ')).toContain('An unexpected error occurred.');
		expect(notices.join(' ')).not.toContain('1234');
		expect(trigger.stored?.hook?.id).toBe('hook_1');
	});

	test('no further calls are made once the service is out of reach', async () => {
		const { service, trigger } = setUp(full);
		await activate(trigger);
		const leftovers = ['x', 'y'].map((id) => ({ id, target: A, url: URL, events: [] }));
		trigger.stored = { ...(trigger.stored as StoredSubscription), leftovers };
		service.faults = [{ kind: 'network', takesEffect: false }];
		const { length } = service.calls;
		expect((await trigger.deactivate()).notices).toHaveLength(1);
		expect(service.calls).toHaveLength(length + 1);
		expect(trigger.stored).toMatchObject({ hook: { id: 'hook_1' }, leftovers });
	});

	test('the oldest of too many leftovers is given up, which is said', async () => {
		const { service, trigger } = setUp(full);
		await activate(trigger);
		const leftovers = Array.from({ length: 20 }, (_, index) => ({
			id: `old_${index}`,
			target: A,
			url: OTHER_URL,
			events: [],
		}));
		trigger.stored = { ...(trigger.stored as StoredSubscription), leftovers };
		service.faults = Array.from({ length: 21 }, () => ({
			kind: 'forbidden' as const,
			takesEffect: false,
			on: 'remove' as const,
		}));
		trigger.settings.adapter = service.adapter(B);
		const notices = await activate(trigger);
		expect(notices[0]).toMatch(/The oldest, old_0, .* will not be tried again: remove it/);
		const kept = trigger.stored;
		expect(kept.leftovers.map(({ id }) => id)).toEqual([
			...leftovers.slice(1).map(({ id }) => id),
			'hook_1',
		]);
	});
});
