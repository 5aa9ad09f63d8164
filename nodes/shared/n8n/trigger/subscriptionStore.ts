import type {
	ICredentialDataDecryptedObject,
	IHookFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { ApiCredentialDefinition } from '../../services/credentials';
import { createSecretKeeper } from '../../subscriptions/sealedSecret';
import type { SecretKeeper } from '../../subscriptions/sealedSecret';
import { readStored } from '../../subscriptions/stored';
import type { StoredSubscription } from '../../subscriptions/stored';

type TriggerContext = IHookFunctions | IWebhookFunctions;

/** What a trigger remembers of its subscription, in n8n's static data of the node. */
export interface SubscriptionStore {
	readonly read: () => StoredSubscription | undefined;
	readonly save: (stored: StoredSubscription | undefined) => void;
}

/**
 * The store of a trigger. The test URL has one of its own: listening for a test event must never
 * touch the webhook that the published workflow lives on.
 */
export function openSubscriptionStore(context: TriggerContext): SubscriptionStore {
	const field = context.getMode() === 'manual' ? 'testSubscription' : 'subscription';
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
	return createSecretKeeper(typeof key === 'string' ? key : '', owner);
}
