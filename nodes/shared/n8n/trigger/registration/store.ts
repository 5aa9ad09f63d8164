import { createHash } from 'crypto';
import type {
	ICredentialDataDecryptedObject,
	IHookFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { ApiCredentialDefinition } from '../../../services/credentials';
import { createSecretKeeper } from '../../../sealing';
import type { SealingUse, SecretKeeper } from '../../../sealing';
import { readStored } from '../../../subscriptions/stored';
import type { StoredSubscription } from '../../../subscriptions/stored';

type TriggerContext = IHookFunctions | IWebhookFunctions;

const TEST_URL = 'testUrl';

/** What a trigger remembers of its subscription, in n8n's static data of the node. */
export interface SubscriptionStore {
	readonly read: () => StoredSubscription | undefined;
	readonly save: (stored: StoredSubscription | undefined) => void;
}

/**
 * Notes that a trigger begins to listen for a test event. n8n says so at the beginning alone: when
 * the listening ends, it calls the trigger in the same mode as for production.
 */
export function noteListening(context: IHookFunctions): void {
	if (context.getMode() !== 'manual') return;
	context.getWorkflowStaticData('node')[TEST_URL] = context.getNodeWebhookUrl('default');
}

/** Whether a trigger is called for its test URL, and not for production. */
export function isListening(context: TriggerContext): boolean {
	if (context.getMode() === 'manual') return true;
	const testUrl = context.getWorkflowStaticData('node')[TEST_URL];
	return testUrl !== undefined && testUrl === context.getNodeWebhookUrl('default');
}

const ownUrls = new Map<string, string>();
const MAX_URLS = 10_000;

/** Remembers the production URL, which n8n tells a trigger's webhook but not what runs by the clock. */
export function noteOwnUrl(context: IHookFunctions): void {
	const url = context.getNodeWebhookUrl('default');
	if (context.getMode() === 'manual' || url === undefined) return;
	const [oldest] = ownUrls.keys();
	if (ownUrls.size >= MAX_URLS && oldest !== undefined) ownUrls.delete(oldest);
	ownUrls.set(ownerOf(context), url);
}

/** The production URL of a trigger; `undefined` when n8n has not said it to this process yet. */
export const ownUrlOf = (
	context: Pick<TriggerContext, 'getNode' | 'getWorkflow'>,
): string | undefined => ownUrls.get(ownerOf(context));

/** By which a state of a subscription is known again. */
export const stateMark = (stored: unknown): string =>
	// Read first, since that brings its fields into one order, whatever the database made of it.
	createHash('sha256')
		.update(JSON.stringify(readStored(stored) ?? null))
		.digest('base64');

const NOTHING = stateMark(undefined);

/** What a repair put in place of earlier states. */
interface Repaired {
	/** Marks of the states that it replaced. */
	readonly replaced: ReadonlySet<string>;
	readonly stored: StoredSubscription | undefined;
}

// n8n writes static data back as a whole, when a request ends: one that began before a repair puts
// the state from before back, some seconds or even minutes later. So the repair is remembered here.
const repairs = new Map<string, Repaired>();
const MAX_REPAIRS = 1_000;
const MAX_REPLACED = 50;

const ownerOf = (context: Pick<TriggerContext, 'getNode' | 'getWorkflow'>): string =>
	`${context.getWorkflow().id ?? ''}/${context.getNode().id}`;

/** Remembers what a repair has made of earlier states, for as long as n8n runs. */
export function noteRepair(
	context: TriggerContext,
	replaced: readonly string[],
	stored: StoredSubscription | undefined,
): void {
	const owner = ownerOf(context);
	const earlier = repairs.get(owner)?.replaced ?? [];
	// Nothing may come of a workflow that is unpublished, too.
	const kept = [stateMark(stored), NOTHING];
	const all = [...earlier, ...replaced].filter((mark) => !kept.includes(mark));
	const [oldest] = repairs.keys();
	if (repairs.size >= MAX_REPAIRS && oldest !== undefined) repairs.delete(oldest);
	repairs.set(owner, { replaced: new Set(all.slice(-MAX_REPLACED)), stored });
}

/** The state that a trigger lives with: what n8n has stored, unless a repair has replaced that. */
function newestOf<Stored>(
	context: TriggerContext,
	stored: Stored,
): Stored | StoredSubscription | undefined {
	const repaired = repairs.get(ownerOf(context));
	if (!repaired || isListening(context)) return stored;
	return repaired.replaced.has(stateMark(stored)) ? repaired.stored : stored;
}

/**
 * Stores what a repair has made of earlier states, unless something else is stored by now, for example
 * because the workflow was published again.
 *
 * @param replaced marks of the states that it replaces
 */
export function storeRepair(
	context: TriggerContext,
	replaced: readonly string[],
	stored: StoredSubscription | undefined,
): 'changed' | 'same' | 'stored' {
	const field = fieldFor(context);
	const data = context.getWorkflowStaticData('node');
	const now = stateMark(data[field]);
	if (now !== stateMark(stored) && !replaced.includes(now)) return 'changed';
	noteRepair(context, replaced, stored);
	if (now === stateMark(stored)) return 'same';
	data[field] = stored;
	return 'stored';
}

/** Marks of what n8n has stored, and of the newest state. */
export function currentMarks(context: TriggerContext): string[] {
	const stored = context.getWorkflowStaticData('node')[fieldFor(context)];
	return [stateMark(stored), stateMark(newestOf(context, stored))];
}

/** Whether n8n's database holds another state than the newest. */
export const isBehind = (context: TriggerContext): boolean => {
	const stored = context.getWorkflowStaticData('node')[fieldFor(context)];
	return newestOf(context, stored) !== stored;
};

/** Stores the newest state once more where n8n has put an earlier one back. */
export function restoreRepair(context: TriggerContext): void {
	const field = fieldFor(context);
	const data = context.getWorkflowStaticData('node');
	const stored: unknown = data[field];
	const newest = newestOf(context, stored);
	if (newest !== stored) data[field] = newest as StoredSubscription;
}

// The test URL has a store of its own: listening for a test event must never touch the webhook
// that the published workflow lives on.
const fieldFor = (context: TriggerContext): string =>
	isListening(context) ? 'testSubscription' : 'subscription';

/** By which it is noticed, at little cost, that a trigger has another webhook than before. */
export function subscriptionMark(context: TriggerContext): unknown {
	const stored = newestOf(context, context.getWorkflowStaticData('node')[fieldFor(context)]);
	return (stored as Partial<StoredSubscription> | undefined)?.hook?.sealedSecret;
}

/** The store of a trigger. */
export function openSubscriptionStore(context: TriggerContext): SubscriptionStore {
	const field = fieldFor(context);
	const data = context.getWorkflowStaticData('node');
	return {
		read: () => readStored(newestOf(context, data[field])),
		save: (stored) => {
			data[field] = stored;
		},
	};
}

/**
 * Keeps what others may not read, for example the secrets that a service chose: readable with the key
 * in the credential only.
 */
export function openSecretKeeper(
	context: Pick<TriggerContext, 'getNode' | 'getWorkflow'>,
	credential: ICredentialDataDecryptedObject,
	{ keyField }: ApiCredentialDefinition,
	use: SealingUse = 'subscription',
): SecretKeeper {
	const key = credential[keyField];
	return createSecretKeeper(use, typeof key === 'string' ? key : '', ownerOf(context));
}
