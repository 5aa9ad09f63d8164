import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { SecretKeeper } from '../../../sealing';
import { readStored } from '../../../subscriptions/stored';
import type { ApiCredentialDefinition } from '../../../services/credentials';
import type { TriggerConfig } from '../configuration';
import { isListening, openSecretKeeper, storeRepair } from '../registration/store';
import { CHECK_TIMEOUT_MS, checkWebhook } from './check';
import { OWN_CALL_HEADER, readOwnCall } from './ownCall';
import type { OwnCall } from './ownCall';
import { reportItems } from './reportItem';

const KEEPER_FRESH_FOR_MS = 5_000;
const MAX_REMEMBERED = 1_000;

const keepers = new Map<
	string,
	{ readonly readAt: number; readonly keeper: Promise<SecretKeeper | undefined> }
>();

async function readKeeper(
	context: IWebhookFunctions,
	credential: ApiCredentialDefinition,
): Promise<SecretKeeper | undefined> {
	try {
		const data = await context.getCredentials(credential.type);
		return openSecretKeeper(context, data, credential, 'ownCall');
	} catch {
		// Without a key nothing can have been sealed.
		return undefined;
	}
}

/** Reading a credential costs n8n more than a request, and anybody can send the header. */
async function keeperOf(
	context: IWebhookFunctions,
	credential: ApiCredentialDefinition,
): Promise<SecretKeeper | undefined> {
	const id = `${context.getWorkflow().id ?? ''} ${context.getNode().id} ${credential.type}`;
	const known = keepers.get(id);
	const nowMs = Date.now();
	if (known && Math.abs(nowMs - known.readAt) < KEEPER_FRESH_FOR_MS) return await known.keeper;
	const keeper = readKeeper(context, credential);
	const [oldest] = keepers.keys();
	if (!known && keepers.size >= MAX_REMEMBERED && oldest !== undefined) keepers.delete(oldest);
	keepers.set(id, { readAt: nowMs, keeper });
	return await keeper;
}

const answer = (context: IWebhookFunctions, body: unknown): IWebhookResponseData => {
	context.getResponseObject().status(200).json(body);
	return { noWebhookResponse: true };
};

async function obey(
	context: IWebhookFunctions,
	config: TriggerConfig,
	keeper: SecretKeeper,
	call: OwnCall,
): Promise<IWebhookResponseData> {
	switch (call.kind) {
		case 'check': {
			const url = context.getNodeWebhookUrl('default') ?? '';
			const own = { url, keeper, timeoutMs: CHECK_TIMEOUT_MS };
			return answer(context, await checkWebhook(context, config, own, call.missedSince));
		}
		case 'save': {
			const state = storeRepair(context, call.replaced, readStored(call.stored));
			return answer(context, { state });
		}
		case 'report':
			return {
				...answer(context, {}),
				...(config.outputRejected && { workflowData: reportItems(config, call) }),
			};
	}
}

/**
 * Does what the trigger asks of itself, if the request is one of its own calls.
 *
 * @returns `undefined` for every other request, which is then treated like any
 */
export async function receiveOwnCall(
	context: IWebhookFunctions,
	config: TriggerConfig,
): Promise<IWebhookResponseData | undefined> {
	const { registration } = config;
	if (context.getHeaderData()[OWN_CALL_HEADER] === undefined) return undefined;
	if (!registration || isListening(context)) return undefined;
	const keeper = await keeperOf(context, registration.credential);
	const call = keeper && readOwnCall(context.getBodyData(), keeper, Date.now());
	return call && (await obey(context, config, keeper, call));
}
