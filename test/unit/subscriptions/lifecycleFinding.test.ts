import {
	A,
	OTHER_URL,
	URL,
	activate,
	expectInPlace,
	failToActivate,
	finders,
	kinds,
	setUp,
} from '../../support/services/lifecycle';
import type { Fault, ServiceHook } from '../../support/services/memory';

describe.each(kinds.filter(([, { reads, finds }]) => reads || finds))(
	'a service that %s',
	(_title, kind) => {
		test('gets a new webhook when its own was deleted there', async () => {
			const { service, trigger } = setUp(kind);
			await activate(trigger);
			service.delete('hook_1');
			expect(await activate(trigger)).toEqual([]);
			expect(expectInPlace(service, trigger).id).toBe('hook_2');
			expect(service.writes.map(({ call }) => call)).toEqual(['create', 'create']);
		});

		test('is told to send again when the webhook was disabled there', async () => {
			const { service, trigger } = setUp(kind);
			await activate(trigger);
			(service.hooks[0] as ServiceHook).isActive = false;
			await activate(trigger);
			expectInPlace(service, trigger);
		});

		test('is corrected when the events were changed there', async () => {
			const { service, trigger } = setUp(kind);
			await activate(trigger);
			(service.hooks[0] as ServiceHook).events = ['paid'];
			await activate(trigger);
			expectInPlace(service, trigger);
		});

		test('is asked before anything is said to be in place', async () => {
			const { service, trigger } = setUp(kind);
			await activate(trigger);
			service.faults = [{ kind: 'serverError', takesEffect: false }];
			expect((await failToActivate(trigger)).problem).toMatch(/failed/);
		});
	},
);

describe.each(finders)('a service that %s', (_title, kind) => {
	test('has a forgotten webhook adopted or replaced', async () => {
		const { service, trigger } = setUp(kind);
		await activate(trigger);
		trigger.stored = undefined;
		expect(await activate(trigger)).toEqual([]);
		const { id } = expectInPlace(service, trigger);
		expect(id).toBe(kind.takesSecret && kind.updates ? 'hook_1' : 'hook_2');
	});

	test('has a forgotten webhook removed on deactivation', async () => {
		const { service, trigger } = setUp(kind);
		await activate(trigger);
		trigger.stored = undefined;
		await trigger.deactivate();
		expect(service.ours).toEqual([]);
	});

	test('keeps one of several webhooks', async () => {
		const { service, trigger } = setUp(kind);
		service.add({ target: A, url: URL });
		await activate(trigger);
		const { id } = expectInPlace(service, trigger);
		service.add({ target: A, url: URL });
		service.add({ target: A, url: URL });
		await activate(trigger);
		expect(expectInPlace(service, trigger).id).toBe(id);
	});

	test('loses all of several webhooks on deactivation', async () => {
		const { service, trigger } = setUp(kind);
		await activate(trigger);
		service.add({ target: A, url: URL });
		await trigger.deactivate();
		expect(service.ours).toEqual([]);
		expect(trigger.stored).toBeUndefined();
	});

	test.each<Fault['kind']>(['badResponse', 'network', 'serverError'])(
		'never has two webhooks after a creation that took effect although it failed (%s)',
		async (fault) => {
			const { service, trigger } = setUp(kind);
			service.faults = [{ kind: fault, takesEffect: true, on: 'create' }];
			expect(await activate(trigger)).toEqual([]);
			const { id } = expectInPlace(service, trigger);
			expect(id).toBe(kind.takesSecret && kind.updates ? 'hook_1' : 'hook_2');
		},
	);

	test('has none left when every creation takes effect and fails', async () => {
		const { service, trigger } = setUp(kind);
		const fault = { kind: 'serverError', takesEffect: true } as const;
		service.faults = [
			{ ...fault, on: 'create' },
			{ ...fault, on: 'create' },
			{ kind: 'serverError', takesEffect: false, on: 'update' },
		];
		await failToActivate(trigger);
		expect(service.ours).toEqual([]);
		expect(trigger.stored).toBeUndefined();
	});

	test('is looked at later when nothing could be seen after a creation that failed', async () => {
		const { service, trigger, want } = setUp(kind);
		const unseen = { kind: 'network', takesEffect: false, on: 'find' } as const;
		service.faults = [
			{ kind: 'network', takesEffect: true, on: 'create' },
			// The look before the creation goes well, those after it and when n8n cleans up do not.
			{ ...unseen, skips: 1 },
			unseen,
		];
		await failToActivate(trigger);
		expect(service.ours).toHaveLength(1);
		expect(trigger.stored).toEqual({ leftovers: [], unchecked: [{ target: A, url: URL }] });
		want({ url: OTHER_URL });
		await activate(trigger);
		expectInPlace(service, trigger);
	});

	test('ends the activation when a second webhook for the URL cannot be removed', async () => {
		const { service, trigger } = setUp(kind);
		await activate(trigger);
		service.add({ target: A, url: URL });
		service.faults = [{ kind: 'forbidden', takesEffect: false, on: 'remove' }];
		const { cause } = await failToActivate(trigger);
		expect(cause?.facts.kind).toBe('forbidden');
		expect(service.ours).toEqual([]);
	});
});
