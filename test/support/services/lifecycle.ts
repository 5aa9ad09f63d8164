import { SubscriptionError } from '../../../nodes/shared/subscriptions/subscriptionError';
import { MemoryService } from './memory';
import type { ServiceHook, ServiceKind } from './memory';
import { TestTrigger } from './trigger';

/** The webhook URL of the trigger. */
export const URL = 'https://n8n.example.com/webhook/3f1c';
/** Another one. */
export const OTHER_URL = 'https://n8n.example.com/webhook/9a2b';
/** Where webhooks are made. */
export const A = { place: 'A' };
/** Another place. */
export const B = { place: 'B' };

/** Takes a secret, and can do everything. */
export const full: ServiceKind = { takesSecret: true, reads: true, finds: true, updates: true };
/** Chooses the secret, and can do everything. */
export const chooser: ServiceKind = { ...full, takesSecret: false };
/** Can make and remove webhooks, and nothing else. */
export const minimal: ServiceKind = {
	takesSecret: false,
	reads: false,
	finds: false,
	updates: false,
};
/** Takes a secret, and can list webhooks but not change them. */
export const lister: ServiceKind = { takesSecret: true, reads: false, finds: true, updates: false };

/** Services by what their API offers. */
export const kinds: ReadonlyArray<[string, ServiceKind]> = [
	['takes a secret and can do everything', full],
	['chooses the secret and can do everything', chooser],
	['can only make and remove webhooks', minimal],
	['takes a secret, lists and cannot change webhooks', lister],
	['can only show a webhook', { ...minimal, reads: true }],
	['allows one webhook for a URL', { ...lister, isUniqueByUrl: true }],
];
/** Those that list what we made. */
export const finders = kinds.filter(([, { finds }]) => finds);

/** A service, and a trigger that uses it. `want` changes what the trigger wants. */
export function setUp(kind: ServiceKind) {
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

/** Activates a trigger, and answers the notices. */
export async function activate(trigger: TestTrigger): Promise<readonly string[]> {
	const { error, notices } = await trigger.activate();
	expect(error).toBeUndefined();
	return notices;
}

/** Activates a trigger, which fails, and answers the error. */
export async function failToActivate(trigger: TestTrigger): Promise<SubscriptionError> {
	const { error } = await trigger.activate();
	expect(error).toBeInstanceOf(SubscriptionError);
	return error as SubscriptionError;
}

/** One webhook is there, as it is wanted, and the trigger can check what it signs. */
export function expectInPlace(
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
