import { readScheme } from '../shared/n8n/fields/scheme/read';
import type { TriggerDefinition } from '../shared/n8n/trigger/definition';
import { readEventPatterns } from './events';
import { readCredential, readRegistration } from './registration';

/** How the Signed Webhook Trigger differs from other triggers: the user chooses the scheme. */
export const signedWebhookTrigger: TriggerDefinition = {
	readScheme,
	readEvents: readEventPatterns,
	readCredential,
	readRegistration,
};
