import { NodeOperationError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IHookFunctions } from 'n8n-workflow';
import { ensureSubscription, isInPlace, removeSubscription } from '../../subscriptions/lifecycle';
import type { LifecycleOptions } from '../../subscriptions/lifecycle';
import { SubscriptionError } from '../../subscriptions/subscriptionError';
import type { StoredHook } from '../../subscriptions/stored';
import type { ApiClient, SubscriptionAdapter, WantedSubscription } from '../../subscriptions/types';
import { openApiClient } from '../apiClient';
import { readSigningKeys, secretsIn } from '../signingCredential';
import { catchUpWithMissed } from './catchUp';
import { openSecretKeeper, openSubscriptionStore } from './subscriptionStore';
import type { SubscriptionStore } from './subscriptionStore';
import type { ConfigChoice, TriggerConfig } from './triggerConfig';
import type { Registration } from './triggerKind';
import { readTriggerKeys } from './triggerKeys';

/** The subscription of one trigger, ready to be looked at or changed. */
interface Subscription {
	readonly client: ApiClient;
	readonly adapter: SubscriptionAdapter;
	readonly wanted: WantedSubscription;
	readonly store: SubscriptionStore;
	readonly options: LifecycleOptions;
}

type ReadConfig = () => ConfigChoice;

/** The settings of a trigger that could check what comes. */
interface Usable {
	readonly config: TriggerConfig;
	readonly data: ICredentialDataDecryptedObject;
}

/**
 * Refuses to activate a trigger that could not check anything: a workflow that looks active but
 * answers every event with an error would lose events without anyone noticing.
 *
 * @throws NodeOperationError naming the field to change
 */
async function assertUsable(context: IHookFunctions, readConfig: ReadConfig): Promise<Usable> {
	const choice = readConfig();
	if (!choice.ok) throw new NodeOperationError(context.getNode(), choice.problem);
	const { config } = choice;
	const { credential, registration, receive } = config;
	const data = await context.getCredentials(credential.type);
	// Where the trigger registers itself, a secret may come with that.
	const mayLackSecret = registration !== undefined && registration.needsSecret !== true;
	if (mayLackSecret && secretsIn(data).length === 0) return { config, data };
	const keys = readSigningKeys(data, receive.scheme, 'verify', credential);
	if (!keys.ok) throw new NodeOperationError(context.getNode(), keys.problem);
	return { config, data };
}

function webhookUrlOf(context: IHookFunctions, { request }: TriggerConfig): string {
	const url = context.getNodeWebhookUrl('default') ?? '';
	return context.getMode() === 'manual' ? url : (request.publicUrl ?? url);
}

async function openSubscription(
	context: IHookFunctions,
	{ config, data }: Usable,
	{ credential, events, createAdapter }: Registration,
): Promise<Subscription> {
	const client = await openApiClient(context, credential);
	const adapter = createAdapter(client);
	const store = openSubscriptionStore(context);
	const secret = typeof data.secret === 'string' && data.secret !== '' ? data.secret : undefined;
	return {
		client,
		adapter,
		store,
		wanted: {
			url: webhookUrlOf(context, config),
			events,
			...(adapter.takesSecret && { secret }),
		},
		options: {
			nowMs: Date.now(),
			secrets: openSecretKeeper(context, data, credential),
			save: store.save,
		},
	};
}

function toNodeError(context: IHookFunctions, error: unknown): unknown {
	if (!(error instanceof SubscriptionError)) return error;
	const { problem, advice } = error;
	return new NodeOperationError(context.getNode(), problem, { description: advice });
}

function tell(context: IHookFunctions, notices: readonly string[]): void {
	const { name } = context.getNode();
	for (const notice of notices) context.logger.warn(`The node "${name}": ${notice}`);
}

/** Begins to catch up, without having n8n wait for it. */
function startCatchingUp(
	context: IHookFunctions,
	{ config, data }: Usable,
	{ client, wanted: { url } }: Subscription,
	hook: StoredHook,
): void {
	if (context.getMode() === 'manual') return;
	const lookup = readTriggerKeys(context, data, config);
	const [key] = lookup.ok ? lookup.keys : [];
	if (!key) return;
	const place = { config, client, hook, url, key };
	void catchUpWithMissed(context, place).then((notice) => {
		if (notice !== undefined) tell(context, [notice]);
	});
}

/**
 * Whether nothing has to be done at the service: for n8n's `checkExists`.
 *
 * @throws NodeOperationError when the settings cannot be used or the service cannot be asked
 */
export async function isRegistered(
	context: IHookFunctions,
	readConfig: ReadConfig,
): Promise<boolean> {
	const usable = await assertUsable(context, readConfig);
	const { registration } = usable.config;
	// Registered by hand: nothing exists that anybody could look for.
	if (!registration) return false;
	try {
		const subscription = await openSubscription(context, usable, registration);
		const { adapter, wanted, store, options } = subscription;
		const stored = store.read();
		const inPlace = await isInPlace(adapter, wanted, stored, options);
		// Only a webhook that was there while n8n was not can have missed anything.
		if (inPlace && stored?.hook) startCatchingUp(context, usable, subscription, stored.hook);
		return inPlace;
	} catch (error) {
		throw toNodeError(context, error);
	}
}

/**
 * Has the service send its events to this trigger: for n8n's `create`.
 *
 * @throws NodeOperationError that says what to do
 */
export async function register(context: IHookFunctions, readConfig: ReadConfig): Promise<boolean> {
	const usable = await assertUsable(context, readConfig);
	const { registration } = usable.config;
	if (!registration) return true;
	try {
		const { adapter, wanted, store, options } = await openSubscription(
			context,
			usable,
			registration,
		);
		const { notices } = await ensureSubscription(adapter, wanted, store.read(), options);
		tell(context, notices);
		return true;
	} catch (error) {
		if (error instanceof SubscriptionError) tell(context, error.notices);
		throw toNodeError(context, error);
	}
}

/**
 * Ends what `register` began: for n8n's `delete`. Never throws: n8n would keep the route of the
 * webhook, and go on taking events for a workflow that is off.
 */
export async function unregister(
	context: IHookFunctions,
	readConfig: ReadConfig,
): Promise<boolean> {
	try {
		const choice = readConfig();
		if (!choice.ok || !choice.config.registration) return true;
		const { config } = choice;
		const data = await context.getCredentials(config.credential.type);
		const { adapter, wanted, store, options } = await openSubscription(
			context,
			{ config, data },
			choice.config.registration,
		);
		const { notices } = await removeSubscription(adapter, wanted.url, store.read(), options);
		tell(context, notices);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		tell(context, [
			`Its webhook may still exist at the service, since it could not be removed: ${reason}`,
		]);
	}
	return true;
}
