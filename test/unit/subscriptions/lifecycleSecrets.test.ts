import { ensureSubscription } from '../../../nodes/shared/subscriptions/lifecycle';
import {
	activate,
	chooser,
	expectInPlace,
	failToActivate,
	full,
	lister,
	setUp,
} from '../../support/services/lifecycle';

describe('a new secret', () => {
	test('is given to a webhook that can be changed', async () => {
		const { service, trigger, want } = setUp(full);
		await activate(trigger);
		want({ secret: 'the second secret' });
		await activate(trigger);
		expect(expectInPlace(service, trigger)).toMatchObject({
			id: 'hook_1',
			secret: 'the second secret',
		});
	});

	test('comes with a new webhook where none can be changed', async () => {
		const { service, trigger, want } = setUp(lister);
		await activate(trigger);
		want({ secret: 'the second secret' });
		await activate(trigger);
		expect(expectInPlace(service, trigger)).toMatchObject({
			id: 'hook_2',
			secret: 'the second secret',
		});
	});

	test('is made up and sealed where the user gives none, and stays the same', async () => {
		const { service, trigger, want } = setUp(full);
		want({ secret: undefined });
		await activate(trigger);
		expect(expectInPlace(service, trigger).secret).toBe('made up 1');
		const { length } = service.writes;
		await activate(trigger);
		expect(service.writes).toHaveLength(length);
		want({ secret: 'from the user' });
		await activate(trigger);
		expect(expectInPlace(service, trigger).secret).toBe('from the user');
		expect(trigger.stored?.hook?.sealedSecret).toBeUndefined();
		want({ secret: undefined });
		await activate(trigger);
		expect(expectInPlace(service, trigger).secret).toBe('made up 2');
	});

	test('is told to the caller unless the user knows it', async () => {
		for (const [kind, secret] of [
			[full, undefined],
			[chooser, 'secret of hook_1'],
		] as const) {
			const { trigger } = setUp(kind);
			const { adapter, wanted } = trigger.settings;
			const ensured = await ensureSubscription(
				adapter,
				wanted,
				undefined,
				trigger.options(() => undefined),
			);
			expect(ensured.secret).toBe(secret);
		}
	});

	test('is tried again when nobody knows whether the service has it', async () => {
		const { service, trigger, want } = setUp(full);
		await activate(trigger);
		want({ secret: 'the second secret' });
		service.faults = [
			{ kind: 'network', takesEffect: true, on: 'update' },
			{ kind: 'network', takesEffect: false, on: 'remove' },
		];
		await failToActivate(trigger);
		expect(service.ours[0]?.secret).toBe('the second secret');
		want({ secret: 'the first secret' });
		await activate(trigger);
		expect(expectInPlace(service, trigger)).toMatchObject({
			id: 'hook_1',
			secret: 'the first secret',
		});
	});
});

describe('a sealed secret that cannot be opened any more', () => {
	test('leads to a new webhook, and the old one is removed after it', async () => {
		const { service, trigger } = setUp(chooser);
		await activate(trigger);
		trigger.settings.apiKey = 'key 2';
		await activate(trigger);
		expect(expectInPlace(service, trigger).id).toBe('hook_2');
		expect(service.writes.map(({ call, id }) => [call, id])).toEqual([
			['create', undefined],
			['create', undefined],
			['remove', 'hook_1'],
		]);
	});

	test('leads to a new webhook after the old one where only one is allowed', async () => {
		const { service, trigger } = setUp({ ...chooser, isUniqueByUrl: true });
		await activate(trigger);
		trigger.settings.apiKey = 'key 2';
		await activate(trigger);
		expect(expectInPlace(service, trigger).id).toBe('hook_2');
		expect(service.writes.map(({ call }) => call)).toEqual([
			'create',
			'create',
			'remove',
			'create',
		]);
	});
});
