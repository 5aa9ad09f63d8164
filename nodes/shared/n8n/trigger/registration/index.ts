import type {
	ICredentialDataDecryptedObject,
	IHookFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { SubscriptionAdapter, WantedSubscription } from '../../../subscriptions/adapter';
import { isApiFailure } from '../../../subscriptions/api/error';
import {
	ensureSubscription,
	isInPlace,
	removeSubscription,
} from '../../../subscriptions/lifecycle';
import type { LifecycleOptions } from '../../../subscriptions/lifecycle';
import { isUnsigned } from '../../../signing/unsigned';
import { SubscriptionError } from '../../../subscriptions/subscriptionError';
import { openApiClient } from '../../api/client';
import {
	findKeyProblem,
	findVerifyTokenProblem,
	readSigningKeys,
	secretsIn,
} from '../../credentials/signing';
import { startCatchingUp } from './catchUp';
import {
	isListening,
	noteListening,
	noteOwnUrl,
	openSecretKeeper,
	openSubscriptionStore,
} from './store';
import type { SubscriptionStore } from './store';
import { logNotices } from '../notices';
import type { Result } from '../../../result';
import type { TriggerConfig } from '../configuration';
import type { Registration } from '../definition';
import { operationError } from '../../messages/nodeErrors';
import { errorReason } from '../../../text/foreignText';
import type { TimeBudget } from '../../api/client';
import { createPublishingBudgets } from './publishingBudget';
import type { StepResult } from './publishingBudget';
import { findRespondProblem } from './respondNode';

type TriggerContext = IHookFunctions | IWebhookFunctions;

/** The subscription of one trigger, ready to be looked at or changed. */
export interface Subscription {
	readonly adapter: SubscriptionAdapter;
	readonly wanted: WantedSubscription;
	readonly store: SubscriptionStore;
	readonly options: LifecycleOptions;
}

type ReadConfig = () => Result<TriggerConfig>;

/** The settings of a trigger that could check what comes. */
export interface Usable {
	readonly config: TriggerConfig;
	readonly data: ICredentialDataDecryptedObject;
}

/** Whether somebody publishes or tests the workflow now, and can change it. */
const isByPerson = (context: IHookFunctions): boolean =>
	!['init', 'leadershipChange'].includes(context.getActivationMode());

/**
 * Refuses to activate a trigger that could not check anything: a workflow that looks active but
 * answers every event with an error would lose events without anyone noticing.
 *
 * @throws NodeOperationError naming the field to change
 */
async function assertUsable(context: IHookFunctions, readConfig: ReadConfig): Promise<Usable> {
	const read = readConfig();
	if (!read.ok) throw operationError(context.getNode(), read.problem);
	const respondProblem = isByPerson(context) ? findRespondProblem(context) : undefined;
	if (respondProblem !== undefined) throw operationError(context.getNode(), respondProblem);
	const config = read.value;
	const { credential, registration, receive } = config;
	if (isUnsigned(receive.scheme)) return { config, data: {} };
	const data = await context.getCredentials(credential.type);
	// Where the trigger registers itself, a secret may come with that.
	const mayLackSecret = registration !== undefined && registration.needsSecret !== true;
	if (mayLackSecret && secretsIn(data).length === 0) return { config, data };
	const keys = readSigningKeys(data, receive.scheme, 'verify', credential);
	if (!keys.ok) throw operationError(context.getNode(), keys.problem);
	const problem = findVerifyTokenProblem(data, credential);
	if (problem !== undefined) throw operationError(context.getNode(), problem);
	return { config, data };
}

function webhookUrlOf(context: TriggerContext, { request }: TriggerConfig): string {
	const url = context.getNodeWebhookUrl('default') ?? '';
	return isListening(context) ? url : (request.publicUrl ?? url);
}

/**
 * Opens what a trigger has at its service.
 *
 * @throws NodeOperationError when key or base URL cannot be used
 */
export async function openSubscription(
	context: TriggerContext,
	{ config, data }: Usable,
	{ credential, events, createAdapter }: Registration,
	budget: TimeBudget,
): Promise<Subscription> {
	const adapter = createAdapter(await openApiClient(context, credential, budget));
	const store = openSubscriptionStore(context);
	const secret = typeof data.secret === 'string' && data.secret !== '' ? data.secret : undefined;
	return {
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
			findSecretProblem: (chosen) => findKeyProblem(chosen, config.receive.scheme),
		},
	};
}

const budgets = createPublishingBudgets();

/** Which publishing a step belongs to. Listening for a test event is one of its own. */
const publishingOf = (context: IHookFunctions): string =>
	JSON.stringify([context.getWorkflow().id, context.getNode().id, isListening(context)]);

/** Takes one step of publishing, in the time that all of them have together. */
async function takeStep(
	context: IHookFunctions,
	registration: Registration,
	step: (budget: TimeBudget) => Promise<boolean>,
	resultOf: (isInPlace: boolean) => StepResult,
): Promise<boolean> {
	const budget = budgets.begin(publishingOf(context));
	const { lastError } = budget;
	try {
		if (lastError !== undefined) throw toNodeError(context, lastError, registration);
		const isInPlace = await step(budget);
		budget.end(resultOf(isInPlace));
		return isInPlace;
	} catch (error) {
		budget.end({ error });
		throw toNodeError(context, error, registration);
	}
}

/** Of an error of activation n8n shows the message alone, so that has to hold the advice, too. */
function toNodeError(
	context: IHookFunctions,
	error: unknown,
	{ credential: { serviceName, displayName, keyLabel } }: Registration,
): unknown {
	if (!(error instanceof SubscriptionError)) return error;
	const problem = error.problem.replace(/^The service/, serviceName);
	const isAboutKey = isApiFailure(error.cause, 'forbidden', 'notFound', 'unauthorized');
	const place = `The key is in the field '${keyLabel}' of the credential '${displayName}'.`;
	const sentences = [problem, error.advice, ...(isAboutKey ? [place] : [])];
	return operationError(context.getNode(), sentences.join(' '));
}

/** Modes in which n8n takes up what was published before, by itself. */
const STARTS: readonly string[] = ['init', 'leadershipChange'];

/**
 * Whether n8n takes up a trigger that has all that it had before. Nothing is checked then: an error
 * would have n8n take away the route, and with it every event, until somebody publishes the workflow.
 * The watch looks some seconds later, and requests that cannot be checked are refused one by one.
 */
function isTakenUp(context: IHookFunctions, readConfig: ReadConfig): boolean {
	if (context.getMode() === 'manual' || !STARTS.includes(context.getActivationMode())) return false;
	if (openSubscriptionStore(context).read()?.hook) return true;
	const read = readConfig();
	return !read.ok || !read.value.registration;
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
	noteListening(context);
	noteOwnUrl(context);
	if (isTakenUp(context, readConfig)) return true;
	const usable = await assertUsable(context, readConfig);
	const { registration, findWarnings } = usable.config;
	// Here alone: n8n asks whether it exists each time that it publishes, before all else.
	logNotices(context, findWarnings());
	// Registered by hand: nothing exists that anybody could look for.
	if (!registration) return false;
	const check = async (budget: TimeBudget): Promise<boolean> => {
		try {
			const subscription = await openSubscription(context, usable, registration, budget);
			const { adapter, wanted, store, options } = subscription;
			const inPlace = await isInPlace(adapter, wanted, store.read(), options);
			// Only a webhook that was there while n8n was not can have missed anything.
			if (inPlace) startCatchingUp(context, usable.config);
			return inPlace;
		} catch (error) {
			throw toNodeError(context, error, registration);
		}
	};
	return await takeStep(context, registration, check, (inPlace) => (inPlace ? 'done' : 'goesOn'));
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
	const make = async (budget: TimeBudget): Promise<boolean> => {
		try {
			const { adapter, wanted, store, options } = await openSubscription(
				context,
				usable,
				registration,
				budget,
			);
			const { notices } = await ensureSubscription(adapter, wanted, store.read(), options);
			logNotices(context, notices);
			return true;
		} catch (error) {
			if (error instanceof SubscriptionError) {
				const { notices, message, cause } = error;
				// n8n tries again, and if that goes well, nobody would learn what the first try left behind.
				logNotices(context, cause?.isAmbiguous ? [...notices, message] : notices);
			}
			throw toNodeError(context, error, registration);
		}
	};
	return await takeStep(context, registration, make, () => 'done');
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
		const read = readConfig();
		if (!read.ok) throw new Error(read.problem);
		const config = read.value;
		const { registration } = config;
		if (!registration) return true;
		const data = await context.getCredentials(config.credential.type);
		const { adapter, wanted, store, options } = await openSubscription(
			context,
			{ config, data },
			registration,
			createPublishingBudgets().begin(''),
		);
		const { notices } = await removeSubscription(adapter, wanted.url, store.read(), options);
		logNotices(context, notices);
	} catch (error) {
		// n8n calls this after an activation that failed, too: nothing may have been made at all.
		if (openSubscriptionStore(context).read() === undefined) return true;
		logNotices(context, [
			`Its webhook may still exist at the service, since it could not be removed: ${errorReason(error)}.`,
		]);
	}
	return true;
}
