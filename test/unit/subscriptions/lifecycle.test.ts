import { ensureSubscription, isInPlace } from '../../../nodes/shared/subscriptions/lifecycle';
import { SubscriptionError } from '../../../nodes/shared/subscriptions/subscriptionError';
import type { StoredSubscription } from '../../../nodes/shared/subscriptions/stored';
import { MemoryService } from '../../support/services/memory';
import type { Fault, ServiceHook, ServiceKind } from '../../support/services/memory';
import { TestTrigger } from '../../support/services/trigger';

const URL = 'https://n8n.example.com/webhook/3f1c';
const OTHER_URL = 'https://n8n.example.com/webhook/9a2b';
const A = { place: 'A' };
const B = { place: 'B' };

/** Takes a secret, and can do everything. */
const full: ServiceKind = { takesSecret: true, reads: true, finds: true, updates: true };
/** Chooses the secret, and can do everything. */
const chooser: ServiceKind = { ...full, takesSecret: false };
/** Can make and remove webhooks, and nothing else. */
const minimal: ServiceKind = { takesSecret: false, reads: false, finds: false, updates: false };
/** Takes a secret, and can list webhooks but not change them. */
const lister: ServiceKind = { takesSecret: true, reads: false, finds: true, updates: false };

const kinds: ReadonlyArray<[string, ServiceKind]> = [
	['takes a secret and can do everything', full],
	['chooses the secret and can do everything', chooser],
	['can only make and remove webhooks', minimal],
	['takes a secret, lists and cannot change webhooks', lister],
	['can only show a webhook', { ...minimal, reads: true }],
	['allows one webhook for a URL', { ...lister, isUniqueByUrl: true }],
];
const finders = kinds.filter(([, { finds }]) => finds);

function setUp(kind: ServiceKind) {
	const service = new MemoryService(kind);
	const trigger = new TestTrigger({
		adapter: service.adapter(A),
		wanted: {
			url: URL,
			events: ['paid', 'failed'],
			...(kind.takesSecret && { secret: 'the first secret' }),
		},
		apiKey: 'key 1',
	});
	const want = (change: Partial<TestTrigger['settings']['wanted']>): void => {
		trigger.settings.wanted = { ...trigger.settings.wanted, ...change };
	};
	return { service, trigger, want };
}

async function activate(trigger: TestTrigger): Promise<readonly string[]> {
	const { error, notices } = await trigger.activate();
	expect(error).toBeUndefined();
	return notices;
}

async function failToActivate(trigger: TestTrigger): Promise<SubscriptionError> {
	const { error } = await trigger.activate();
	expect(error).toBeInstanceOf(SubscriptionError);
	return error as SubscriptionError;
}

/** One webhook is there, as it is wanted, and the trigger can check what it signs. */
function expectInPlace(
	service: MemoryService,
	{ settings, stored, secret }: TestTrigger,
): ServiceHook {
	expect(service.ours).toHaveLength(1);
	const [hook] = service.ours as [ServiceHook];
	expect(hook).toMatchObject({
		id: stored?.hook?.id,
		target: settings.adapter.target,
		url: settings.wanted.url,
		isActive: true,
	});
	expect(new Set(hook.events)).toEqual(new Set(settings.wanted.events));
	expect(secret).toBe(hook.secret);
	expect(stored).toMatchObject({ leftovers: [], unchecked: [] });
	return hook;
}

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
			expect(trigger.stored?.hook?.id).toBe('hook_1');
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
		expect(notices).toEqual([expect.stringMatching(/removes no webhooks.*look at the page of A/)]);
		await activate(trigger);
		expect(service.ours).toHaveLength(1);
		expect(trigger.secret).toBe(service.ours[0]?.secret);
	});

	test.each<Fault['kind']>([
		'badAnswer',
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

describe.each(kinds.filter(([, { reads, finds }]) => reads || finds))(
	'a service that %s',
	(_title, kind) => {
		test('gets a new webhook when its own was deleted there', async () => {
			const { service, trigger } = setUp(kind);
			await activate(trigger);
			service.delete('hook_1');
			expect(await activate(trigger)).toEqual([]);
			expect(expectInPlace(service, trigger).id).toBe('hook_2');
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

	test.each<Fault['kind']>(['badAnswer', 'network', 'serverError'])(
		'never has two webhooks after a creation that took effect although it failed (%s)',
		async (fault) => {
			const { service, trigger } = setUp(kind);
			service.faults = [{ kind: fault, takesEffect: true, on: 'create' }];
			expect(await activate(trigger)).toEqual([]);
			expectInPlace(service, trigger);
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

describe('another target', () => {
	test('does not keep the webhook at the old one, even when the credential lost its access', async () => {
		const { service, trigger } = setUp(full);
		await activate(trigger);
		trigger.settings.adapter = service.adapter(B);
		service.faults = [{ kind: 'forbidden', takesEffect: false, on: 'remove' }];
		expect(await activate(trigger)).toEqual([
			expect.stringMatching(/hook_1.*could not be removed.*page of A/),
		]);
		expect(trigger.stored?.hook).toMatchObject({ id: 'hook_2', target: B });
		expect(trigger.stored?.leftovers).toMatchObject([{ id: 'hook_1', target: A, url: URL }]);
		expect(await activate(trigger)).toEqual([]);
		expectInPlace(service, trigger);
	});

	test('waits for the old one to be removed when that fails for now', async () => {
		const { service, trigger } = setUp(full);
		await activate(trigger);
		trigger.settings.adapter = service.adapter(B);
		service.faults = [{ kind: 'serverError', takesEffect: false, on: 'remove' }];
		await failToActivate(trigger);
		expect(service.calls.filter(({ call }) => call === 'create')).toHaveLength(1);
	});

	test('says so when the webhook at the old one was not found', async () => {
		const { service, trigger } = setUp(full);
		await activate(trigger);
		service.delete('hook_1');
		trigger.settings.adapter = service.adapter(B);
		expect(await activate(trigger)).toEqual([
			expect.stringMatching(/hook_1.*not found any more.*lost its access.*page of A/),
		]);
	});

	test('of another service leaves the webhook alone, and says so', async () => {
		const { service, trigger } = setUp(full);
		await activate(trigger);
		const other = new MemoryService(chooser);
		trigger.settings.adapter = other.adapter({ service: 'other', place: 'A' });
		expect(await activate(trigger)).toEqual([
			expect.stringMatching(/hook_1.*made at another service.*Remove it there/),
		]);
		expect(other.ours).toHaveLength(1);
		expect(other.writes).toEqual([{ call: 'create' }]);
		await trigger.deactivate();
		expect(other.ours).toEqual([]);
		trigger.settings.adapter = service.adapter(A);
		await activate(trigger);
		expectInPlace(service, trigger);
	});
});

describe('a service that cannot be asked what it has', () => {
	test('may keep a webhook after a creation that failed, which the error says', async () => {
		const { service, trigger } = setUp(minimal);
		service.faults = [{ kind: 'network', takesEffect: true, on: 'create' }];
		const { advice } = await failToActivate(trigger);
		expect(advice).toBe(
			`The webhook may have been made all the same. Look at the page of A for one that leads to ${URL}, and remove it before you activate the workflow again.`,
		);
		expect(service.ours).toHaveLength(1);
	});

	test('keeps the old webhook besides the new one when it cannot be removed, which is said', async () => {
		const { service, trigger, want } = setUp(minimal);
		await activate(trigger);
		want({ events: ['refunded'] });
		service.faults = [{ kind: 'serverError', takesEffect: false, on: 'remove' }];
		expect(await activate(trigger)).toEqual([
			expect.stringMatching(/hook_1.*could not be removed/),
		]);
		expect(service.ours).toHaveLength(2);
		await activate(trigger);
		expectInPlace(service, trigger);
	});
});

describe('errors and notices', () => {
	const failure = async (kind: Fault['kind'], url = URL): Promise<SubscriptionError> => {
		const { service, trigger, want } = setUp(full);
		want({ url });
		service.faults = [{ kind, takesEffect: false, on: 'create' }];
		return await failToActivate(trigger);
	};

	test.each([
		['http://n8n.example.com/webhook/1', /is not HTTPS.*WEBHOOK_URL/],
		['http://localhost:5678/webhook/1', /inside of your network only.*WEBHOOK_URL/],
		['https://192.168.1.5/webhook/1', /inside of your network only.*WEBHOOK_URL/],
		['https://[::1]/webhook/1', /inside of your network only.*WEBHOOK_URL/],
		['https://n8n.internal/webhook/1', /inside of your network only.*WEBHOOK_URL/],
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
		const { ApiError } = await import('../../../nodes/shared/subscriptions/apiError');
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
		expect(trigger.stored?.leftovers.map(({ id }) => id)).toEqual([
			...leftovers.slice(1).map(({ id }) => id),
			'hook_1',
		]);
	});
});

test('each step that succeeds is stored at once', async () => {
	const { service, trigger } = setUp(chooser);
	await activate(trigger);
	trigger.settings.apiKey = 'key 2';
	service.faults = [{ kind: 'serverError', takesEffect: false, on: 'remove' }];
	const { adapter, wanted } = trigger.settings;
	let stored: StoredSubscription | undefined;
	const options = trigger.options((next) => (stored = next));
	await expect(ensureSubscription(adapter, wanted, trigger.stored, options)).rejects.toThrow(
		SubscriptionError,
	);
	expect(stored).toMatchObject({ hook: { id: 'hook_2' }, leftovers: [{ id: 'hook_1' }] });
	expect(await isInPlace(adapter, wanted, stored, options)).toBe(false);
	await ensureSubscription(adapter, wanted, stored, options);
	expect(service.ours.map(({ id }) => id)).toEqual(['hook_2']);
	expect(await isInPlace(adapter, wanted, stored, options)).toBe(true);
});
