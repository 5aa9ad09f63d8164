import { ensureSubscription, isInPlace } from '../../../nodes/shared/subscriptions/lifecycle';
import type { StoredSubscription } from '../../../nodes/shared/subscriptions/stored';
import { SubscriptionError } from '../../../nodes/shared/subscriptions/subscriptionError';
import {
	A,
	OTHER_URL,
	URL,
	activate,
	chooser,
	expectInPlace,
	finders,
	full,
	minimal,
	setUp,
} from '../../support/services/lifecycle';
import type { TestTrigger } from '../../support/services/trigger';

describe('what is stored while an activation goes on', () => {
	/** Runs `ensureSubscription`, and answers what was stored, step by step, and the error. */
	async function ensure(trigger: TestTrigger, stored: StoredSubscription | undefined) {
		const steps: Array<StoredSubscription | undefined> = [];
		const { adapter, wanted } = trigger.settings;
		const options = trigger.options((step) => steps.push(step));
		const error: unknown = await ensureSubscription(adapter, wanted, stored, options).then(
			() => undefined,
			(reason: unknown) => reason,
		);
		return { steps, last: steps.at(-1), error };
	}

	const idsIn = (stored: StoredSubscription | undefined): string[] =>
		[stored?.hook, ...(stored?.leftovers ?? [])].flatMap((hook) => hook?.id ?? []);

	test('never lacks a webhook that exists', async () => {
		const { service, trigger } = setUp(chooser);
		await activate(trigger);
		trigger.settings.apiKey = 'key 2';
		const { steps } = await ensure(trigger, trigger.stored);
		const known = steps.map(idsIn);
		expect(known.at(-1)).toEqual(['hook_2']);
		const withBoth = known.findIndex((ids) => ids.includes('hook_2'));
		expect(known.slice(0, withBoth).every((ids) => ids.includes('hook_1'))).toBe(true);
		expect(new Set(known[withBoth])).toEqual(new Set(['hook_1', 'hook_2']));
		expect(service.ours.map(({ id }) => id)).toEqual(['hook_2']);
	});

	test('is right when the old webhook cannot be removed after the new one was made', async () => {
		const { service, trigger } = setUp(chooser);
		await activate(trigger);
		trigger.settings.apiKey = 'key 2';
		service.faults = [{ kind: 'serverError', takesEffect: false, on: 'remove' }];
		const { last, error } = await ensure(trigger, trigger.stored);
		expect(error).toBeInstanceOf(SubscriptionError);
		expect(last).toMatchObject({ hook: { id: 'hook_2' }, leftovers: [{ id: 'hook_1' }] });
		const { adapter, wanted } = trigger.settings;
		const options = trigger.options(() => undefined);
		expect(await isInPlace(adapter, wanted, last, options)).toBe(false);
		const again = await ensure(trigger, last);
		expect(service.ours.map(({ id }) => id)).toEqual(['hook_2']);
		expect(await isInPlace(adapter, wanted, again.last, options)).toBe(true);
	});

	test('tells of a second webhook that cannot be removed', async () => {
		const { service, trigger } = setUp(full);
		await activate(trigger);
		service.add({ target: A, url: URL });
		service.faults = [{ kind: 'forbidden', takesEffect: false, on: 'remove' }];
		const { last } = await ensure(trigger, trigger.stored);
		expect(idsIn(last)).toEqual(['hook_1', 'hook_2']);
	});

	test('holds a doubt while a webhook is being changed', async () => {
		const { service, trigger, want } = setUp(full);
		await activate(trigger);
		want({ secret: 'the second secret' });
		service.faults = [{ kind: 'network', takesEffect: true, on: 'update' }];
		const { last } = await ensure(trigger, trigger.stored);
		expect(last?.hook).toMatchObject({ id: 'hook_1', isInDoubt: true });
		want({ secret: 'the first secret' });
		await ensure(trigger, last);
		expect(service.ours).toMatchObject([{ id: 'hook_1', secret: 'the first secret' }]);
	});

	test('names the place where a webhook may have been made unseen', async () => {
		const { service, trigger } = setUp(full);
		service.faults = [
			{ kind: 'network', takesEffect: true, on: 'create' },
			{ kind: 'network', takesEffect: false, on: 'find', skips: 1 },
		];
		const { last } = await ensure(trigger, undefined);
		expect(last).toEqual({ leftovers: [], unchecked: [{ target: A, url: URL }] });
		await ensure(trigger, last);
		expect(service.ours.map(({ id }) => id)).toEqual(['hook_1']);
		expect(service.writes.map(({ call }) => call)).toEqual(['create', 'update']);
	});
});

describe('no call is made that is not needed', () => {
	test('a look at what is in place takes one call', async () => {
		for (const [, kind] of finders) {
			const { service, trigger } = setUp(kind);
			await activate(trigger);
			const { length } = service.calls;
			const { adapter, wanted } = trigger.settings;
			const options = trigger.options(() => undefined);
			expect(await isInPlace(adapter, wanted, trigger.stored, options)).toBe(true);
			expect(service.calls.slice(length)).toEqual([{ call: 'find' }]);
		}
	});

	test('a webhook that was gone when it was to be changed is made anew', async () => {
		const { service, trigger, want } = setUp({ ...minimal, takesSecret: true, updates: true });
		await activate(trigger);
		service.delete('hook_1');
		want({ events: ['refunded'] });
		await activate(trigger);
		expectInPlace(service, trigger);
		expect(service.writes.map(({ call }) => call)).toEqual(['create', 'update', 'create']);
	});

	test('leftovers are not tried any further once one was out of reach', async () => {
		const { service, trigger } = setUp(full);
		await activate(trigger);
		const leftovers = ['x', 'y'].map((id) => ({ id, target: A, url: OTHER_URL, events: [] }));
		trigger.stored = { ...(trigger.stored as StoredSubscription), leftovers };
		service.faults = [{ kind: 'unauthorized', takesEffect: false, on: 'remove', skips: 1 }];
		expect((await trigger.deactivate()).notices).toHaveLength(1);
		expect(service.writes.map(({ id }) => id)).toEqual([undefined, 'hook_1', 'x']);
		expect(trigger.stored).toEqual({ leftovers, unchecked: [] });
	});
});
