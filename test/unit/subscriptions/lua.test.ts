import fc from 'fast-check';
import { ApiError } from '../../../nodes/shared/subscriptions/api/error';
import type { ApiFailure } from '../../../nodes/shared/subscriptions/api/error';
import type { CreatedHook, KnownHook } from '../../../nodes/shared/subscriptions/adapter';
import { ALL, createWorld, target, TRACKER } from '../../support/services/lua/memory';

const wanted = (...events: string[]) => ({ url: 'https://n8n.example.com/webhook/1', events });

const remember = ({ id, details }: CreatedHook, ...events: string[]): KnownHook => ({
	id,
	target,
	url: wanted().url,
	events,
	...(details && { details }),
});

const known = (added: readonly string[], ...events: string[]): KnownHook =>
	remember({ id: TRACKER, details: { added } }, ...events);

const LIST = 'GET /developer/webhooks/agent_1';
const patchOf = (...eventSubscriptions: string[]): string =>
	`PATCH /developer/webhooks/agent_1/${TRACKER} ${JSON.stringify({ eventSubscriptions })}`;

const failure = (kind: ApiFailure, text = ''): unknown =>
	expect.objectContaining({
		name: 'ApiError',
		facts: expect.objectContaining({ kind }) as unknown,
		message: expect.stringContaining(text) as unknown,
	});

const deactivated: unknown = expect.objectContaining({
	name: 'SubscriptionError',
	problem: "The Lua webhook 'delivery-tracker' is deactivated, so it gets no events.",
	advice: expect.stringContaining(
		'Activate it with the node Lua, or with: lua webhooks activate --webhook-name delivery-tracker.',
	) as unknown,
});

describe('create', () => {
	test('adds what is missing behind what is there, and remembers only what it added', async () => {
		const { adapter, calls } = createWorld();
		expect(await adapter.create(wanted('message.read', 'message.failed', 'message.sent'))).toEqual({
			id: TRACKER,
			details: { added: ['message.failed', 'message.sent'] },
		});
		expect(calls).toEqual([LIST, patchOf('message.read', 'message.failed', 'message.sent')]);
	});

	test('changes nothing when everything is there already', async () => {
		const { adapter, calls } = createWorld();
		expect(await adapter.create(wanted('message.read'))).toEqual({
			id: TRACKER,
			details: { added: [] },
		});
		expect(calls).toEqual([LIST]);
	});

	test('subscribes to all events when none is named', async () => {
		const { adapter, webhook } = createWorld();
		await adapter.create(wanted());
		expect(webhook.eventSubscriptions.toSorted()).toEqual(ALL.toSorted());
	});

	test('finds the webhook by its name', async () => {
		const { adapter } = createWorld({ ...target, webhookId: 'delivery-tracker' });
		expect(await adapter.create(wanted('message.sent'))).toMatchObject({ id: TRACKER });
	});

	test('a deactivated webhook: says how to activate it, and changes nothing', async () => {
		const { adapter, webhook, calls } = createWorld();
		webhook.active = false;
		await expect(adapter.create(wanted('message.sent'))).rejects.toEqual(deactivated);
		expect(calls).toEqual([LIST]);
	});

	test('a webhook that is not there', async () => {
		const { adapter } = createWorld({ ...target, webhookId: 'nope' });
		const said = "the agent has no webhook 'nope'";
		await expect(adapter.create(wanted())).rejects.toEqual(failure('notFound', said));
	});

	test('an agent that is not there', async () => {
		const { adapter } = createWorld({ ...target, agentId: 'agent_9' });
		await expect(adapter.create(wanted())).rejects.toEqual(failure('notFound'));
	});

	test.each(['network', 'serverError', 'badResponse'] as const)(
		'a change that took effect although it ended with %s is remembered',
		async (kind) => {
			const { adapter, troubles } = createWorld();
			troubles.set(2, { kind, takesEffect: true });
			expect(await adapter.create(wanted('message.sent'))).toMatchObject({
				details: { added: ['message.sent'] },
			});
		},
	);

	test('a change that failed is an error', async () => {
		const { adapter, troubles, webhook } = createWorld();
		troubles.set(2, { kind: 'serverError' });
		await expect(adapter.create(wanted('message.sent'))).rejects.toEqual(failure('serverError'));
		expect(webhook.eventSubscriptions).toEqual(['message.read']);
	});

	test('a refused change is not looked after', async () => {
		const { adapter, troubles, calls } = createWorld();
		troubles.set(2, { kind: 'forbidden' });
		await expect(adapter.create(wanted('message.sent'))).rejects.toEqual(failure('forbidden'));
		expect(calls).toHaveLength(2);
	});

	test('when looking after a failed change fails too, the first error counts', async () => {
		const { adapter, troubles } = createWorld();
		troubles.set(2, { kind: 'serverError' }).set(3, { kind: 'network' });
		const creating = adapter.create(wanted('message.sent'));
		await expect(creating).rejects.toEqual(failure('serverError'));
	});
});

describe('read', () => {
	test('a webhook with all of our events looks as it was wanted', async () => {
		const { adapter } = createWorld();
		expect(await adapter.read?.(known([], 'message.read'))).toEqual({
			id: TRACKER,
			events: ['message.read'],
			isActive: true,
		});
	});

	test('events of others are not shown', async () => {
		const { adapter, webhook } = createWorld();
		webhook.eventSubscriptions = ['message.sent', 'message.read', 'message.played'];
		expect(await adapter.read?.(known([], 'message.read'))).toMatchObject({
			events: ['message.read'],
		});
	});

	test('events that somebody took away are missing', async () => {
		const { adapter } = createWorld();
		expect(await adapter.read?.(known([], 'message.read', 'message.sent'))).toMatchObject({
			events: ['message.read'],
		});
	});

	test('all events are shown as all', async () => {
		const { adapter, webhook } = createWorld();
		webhook.eventSubscriptions = [...ALL];
		expect(await adapter.read?.(known([]))).toMatchObject({ events: [] });
	});

	test('a webhook with none of our events is not ours any more', async () => {
		const { adapter } = createWorld();
		expect(await adapter.read?.(known(['message.sent'], 'message.sent'))).toBeUndefined();
	});

	test('a deactivated webhook is inactive', async () => {
		const { adapter, webhook } = createWorld();
		webhook.active = false;
		expect(await adapter.read?.(known([], 'message.read'))).toMatchObject({ isActive: false });
	});

	test('a webhook, or an agent, that is gone', async () => {
		const { adapter, vanish } = createWorld();
		const elsewhere = { ...known([], 'message.read'), target: { agentId: 'agent_9' } };
		expect(await adapter.read?.(elsewhere)).toBeUndefined();
		vanish();
		expect(await adapter.read?.(known([], 'message.read'))).toBeUndefined();
	});

	test('a service that cannot be asked is an error', async () => {
		const { adapter, troubles } = createWorld();
		troubles.set(1, { kind: 'unauthorized' });
		await expect(adapter.read?.(known([]))).rejects.toEqual(failure('unauthorized'));
	});
});

describe('update', () => {
	test('adds and removes what changed, and keeps in mind what is ours', async () => {
		const { adapter, webhook, calls } = createWorld();
		webhook.eventSubscriptions = ['message.read', 'message.sent', 'message.delivered'];
		const before = known(['message.sent', 'message.delivered'], 'message.sent');
		expect(
			await adapter.update?.(before, wanted('message.delivered', 'message.failed')),
		).toMatchObject({ details: { added: ['message.delivered', 'message.failed'] } });
		expect(calls).toEqual([LIST, patchOf('message.read', 'message.delivered', 'message.failed')]);
	});

	test('what others have subscribed to stays, although it is no longer wanted', async () => {
		const { adapter, webhook } = createWorld();
		await adapter.update?.(known([], 'message.read'), wanted('message.sent'));
		expect(webhook.eventSubscriptions).toEqual(['message.read', 'message.sent']);
	});

	test('what somebody took away is added again, and is ours', async () => {
		const { adapter } = createWorld();
		const before = known(['message.sent'], 'message.sent');
		expect(await adapter.update?.(before, wanted('message.sent'))).toMatchObject({
			details: { added: ['message.sent'] },
		});
	});

	test('a deactivated webhook: says how to activate it', async () => {
		const { adapter, webhook } = createWorld();
		webhook.active = false;
		await expect(adapter.update?.(known([]), wanted('message.sent'))).rejects.toEqual(deactivated);
	});
});

describe('remove', () => {
	test('takes away what was added, and nothing else', async () => {
		const { adapter, webhook, calls } = createWorld();
		webhook.eventSubscriptions = ['message.sent', 'message.read', 'message.failed'];
		expect(await adapter.remove(known(['message.sent'], 'message.read'))).toBe('removed');
		expect(calls).toEqual([LIST, patchOf('message.read', 'message.failed')]);
	});

	test('changes nothing when nothing of ours is left', async () => {
		const { adapter, calls } = createWorld();
		expect(await adapter.remove(known(['message.sent'], 'message.sent'))).toBe('removed');
		expect(calls).toEqual([LIST]);
	});

	test.each([undefined, {}, { added: 'message.read' }, { added: [1] }])(
		'without a memory of what was added (%j), nothing is removed',
		async (details) => {
			const { adapter, calls } = createWorld();
			const forgetful: KnownHook = { ...known([], 'message.read'), ...(details && { details }) };
			expect(await adapter.remove(forgetful)).toBe('removed');
			expect(calls).toEqual([LIST]);
		},
	);

	test('a webhook that is gone, whenever that happens', async () => {
		const { adapter, troubles, vanish } = createWorld();
		troubles.set(2, { kind: 'notFound' });
		expect(await adapter.remove(known(['message.read'], 'message.read'))).toBe('gone');
		vanish();
		expect(await adapter.remove(known(['message.read'], 'message.read'))).toBe('gone');
	});

	test('a deactivated webhook is unsubscribed as well', async () => {
		const { adapter, webhook } = createWorld();
		webhook.active = false;
		expect(await adapter.remove(known(['message.read'], 'message.read'))).toBe('removed');
		expect(webhook.eventSubscriptions).toEqual([]);
	});

	test('a removal that took effect although it failed is done', async () => {
		const { adapter, troubles } = createWorld();
		troubles.set(2, { kind: 'network', takesEffect: true });
		expect(await adapter.remove(known(['message.read'], 'message.read'))).toBe('removed');
	});

	test('a removal that failed is an error', async () => {
		const { adapter, troubles } = createWorld();
		troubles.set(2, { kind: 'serverError' });
		await expect(adapter.remove(known(['message.read'], 'message.read'))).rejects.toEqual(
			failure('serverError'),
		);
	});
});

const someEvents = fc.uniqueArray(fc.constantFrom(...ALL), { minLength: 1 });

test('whatever others change in between, only events that we added are ever taken away', async () => {
	await fc.assert(
		fc.asyncProperty(
			someEvents,
			fc.array(fc.record({ events: someEvents, isOurs: fc.boolean() }), { maxLength: 8 }),
			async (first, steps) => {
				const { adapter, webhook } = createWorld();
				const added = new Set<string>();
				/** Does something of ours, and checks it against the list before and after. */
				const ours = async <Result>(act: () => Promise<Result>): Promise<Result> => {
					const before = webhook.eventSubscriptions;
					const result = await act();
					const after = webhook.eventSubscriptions;
					for (const event of before) expect(added.has(event) || after.includes(event)).toBe(true);
					for (const event of after) if (!before.includes(event)) added.add(event);
					return result;
				};
				let hook = remember(await ours(() => adapter.create(wanted(...first))), ...first);
				for (const { events, isOurs } of steps) {
					if (isOurs) {
						const { details } =
							(await ours(async () => {
								return await adapter.update?.(hook, wanted(...events));
							})) ?? {};
						for (const event of events) expect(webhook.eventSubscriptions).toContain(event);
						hook = remember({ id: hook.id, ...(details && { details }) }, ...events);
					} else webhook.eventSubscriptions = [...events];
				}
				expect(await ours(() => adapter.remove(hook))).toBe('removed');
			},
		),
	);
});

test('without anybody else, nothing is left of ours in the end', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(someEvents, { minLength: 1, maxLength: 8 }), async (choices) => {
			const { adapter, webhook } = createWorld();
			const [first = [], ...further] = choices;
			let hook = remember(await adapter.create(wanted(...first)), ...first);
			for (const events of further) {
				const { details } = (await adapter.update?.(hook, wanted(...events))) ?? {};
				hook = remember({ id: hook.id, ...(details && { details }) }, ...events);
			}
			await adapter.remove(hook);
			expect(webhook.eventSubscriptions).toEqual(['message.read']);
		}),
	);
});

test('ids with special characters stay within their part of the path', async () => {
	const { adapter, calls } = createWorld({ agentId: 'a/b?c', webhookId: 'd' });
	await expect(adapter.create(wanted())).rejects.toEqual(failure('notFound'));
	expect(calls).toEqual(['GET /developer/webhooks/a%2Fb%3Fc']);
});

describe('what people are told', () => {
	const { adapter } = createWorld();
	const refusal = (kind: ApiFailure, reason: string): ApiError =>
		new ApiError({ kind, call: LIST, reason });

	test('where to look', () => {
		expect(adapter.whereToLook?.(target)).toContain('agent_1');
	});

	test('a stranger to the agent is not told that the key is wrong', () => {
		const error = refusal('unauthorized', 'User is not an admin of the agent');
		expect(adapter.adviceFor?.(error)).toContain("'Agent'");
	});

	test('general advice will do for everything else', () => {
		expect(adapter.adviceFor?.(refusal('unauthorized', 'Unauthorized'))).toBeUndefined();
		expect(adapter.adviceFor?.(refusal('invalid', 'not an admin'))).toBeUndefined();
	});
});
