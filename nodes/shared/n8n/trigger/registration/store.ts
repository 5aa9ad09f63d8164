import type {
	ICredentialDataDecryptedObject,
	IHookFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { ApiCredentialDefinition } from '../../../services/credentials';
import { createSecretKeeper } from '../../../sealing';
import type { SecretKeeper } from '../../../sealing';
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

// The test URL has a store of its own: listening for a test event must never touch the webhook
// that the published workflow lives on.
const fieldFor = (context: TriggerContext): string =>
	isListening(context) ? 'testSubscription' : 'subscription';

/** By which it is noticed, at little cost, that a trigger has another webhook than before. */
export function subscriptionMark(context: TriggerContext): unknown {
	const stored = context.getWorkflowStaticData('node')[fieldFor(context)];
	return (stored as Partial<StoredSubscription> | undefined)?.hook?.sealedSecret;
}

/** The store of a trigger. */
export function openSubscriptionStore(context: TriggerContext): SubscriptionStore {
	const field = fieldFor(context);
	const data = context.getWorkflowStaticData('node');
	return {
		read: () => readStored(data[field]),
		save: (stored) => {
			data[field] = stored;
		},
	};
}

/** Keeps the secrets that a service chose: readable with the key in the credential only. */
export function openSecretKeeper(
	context: TriggerContext,
	credential: ICredentialDataDecryptedObject,
	{ keyField }: ApiCredentialDefinition,
): SecretKeeper {
	const key = credential[keyField];
	const owner = `${context.getWorkflow().id ?? ''}/${context.getNode().id}`;
	return createSecretKeeper('subscription', typeof key === 'string' ? key : '', owner);
}
