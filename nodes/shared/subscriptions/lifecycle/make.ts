import { ApiError, isApiFailure } from '../api/error';
import { attempt } from '../../result';
import { GENERAL_ADVICE, placeName, SubscriptionError } from '../subscriptionError';
import type { CreatedHook, KnownHook, RemoteHook } from '../adapter';
import { changeHook } from './change';
import { toAdoptedHook, toKnownHook, toSend, toStoredHook } from './hooks';
import { discard } from './removal';
import type { Activation } from './types';

/** After a call that may have made a webhook and that told us of none. */
const maybeMade = ({ adapter, wanted, record }: Activation, error: ApiError): SubscriptionError =>
	new SubscriptionError(
		error.message,
		`The service may have created the webhook anyway. Look at ${placeName(adapter, adapter.target)} for one that leads to ${wanted.url}, and remove it before you publish the workflow again.`,
		record.notices,
		error,
	);

/** Webhooks of ours for the URL, but those that were there before; none when looking fails. */
async function findNew(
	{ adapter, wanted }: Activation,
	known: readonly KnownHook[],
): Promise<readonly RemoteHook[]> {
	const found = await attempt(
		async () => (await adapter.findOurs?.(wanted.url, adapter.target)) ?? [],
	);
	if (!found.ok) return [];
	return found.value.filter(({ id }) => !known.some((hook) => hook.id === id));
}

type Made = { readonly created: CreatedHook } | { readonly found: RemoteHook };

/**
 * Makes a webhook, or finds the one that a failed call made all the same.
 *
 * @returns `undefined` when such a one had to be removed again, because its secret is not known
 */
async function tryToMake(
	activation: Activation,
	secret: string | undefined,
	known: readonly KnownHook[],
	isLastTry: boolean,
): Promise<Made | undefined> {
	const { adapter, wanted, record } = activation;
	const made = await attempt(async () => await adapter.create(toSend(activation, secret)));
	if (made.ok) return { created: made.value };
	const { problem: error } = made;
	const isAmbiguous = error instanceof ApiError && error.isAmbiguous;
	if (!isAmbiguous && !isApiFailure(error, 'conflict')) throw error;
	if (!adapter.findOurs) throw isAmbiguous ? maybeMade(activation, error) : error;
	const hooks = await findNew(activation, known);
	const [first] = hooks;
	if (!first) {
		// It may appear later, or looking failed: the next activation or deactivation looks again.
		if (isAmbiguous) record.addUnchecked({ target: adapter.target, url: wanted.url });
		throw error;
	}
	if (adapter.takesSecret && adapter.update) return { found: first };
	const knownHooks = hooks.map((remote) => toKnownHook(remote, wanted.url, adapter.target));
	await discard(adapter, record, knownHooks, wanted.url);
	if (isLastTry) throw error;
	return undefined;
}

async function makeOrFind(
	activation: Activation,
	secret: string | undefined,
	known: readonly KnownHook[],
): Promise<Made> {
	return (
		(await tryToMake(activation, secret, known, false)) ??
		((await tryToMake(activation, secret, known, true)) as Made)
	);
}

/** Remembers what was made, or takes over what was found. Answers its secret, if there is one. */
async function useMade(
	activation: Activation,
	made: Made,
	given: string | undefined,
): Promise<string | undefined> {
	const { adapter, record, options } = activation;
	const findProblem = options.findSecretProblem ?? (() => undefined);
	if ('created' in made) {
		const secret = adapter.takesSecret ? given : made.created.secret;
		const hook = toStoredHook(activation, made.created, secret);
		const problem = adapter.takesSecret || secret === undefined ? undefined : findProblem(secret);
		if (problem !== undefined) {
			await discard(adapter, record, [hook]);
			throw new SubscriptionError(
				`The secret that the service chose ${problem}.`,
				GENERAL_ADVICE.badResponse,
				record.notices,
			);
		}
		record.setHook(hook);
		return secret;
	}
	if ((await changeHook(activation, toAdoptedHook(activation, made.found), given)) === 'changed')
		return given;
	throw new SubscriptionError(
		'The service no longer had the webhook right after it was created.',
		'Publish the workflow again.',
		record.notices,
	);
}

/**
 * Makes a webhook and remembers it, then removes those that it replaces; first them where the
 * service allows only one for a URL.
 *
 * @returns the secret that the webhook signs with, if the trigger can know it
 */
export async function makeHook(
	activation: Activation,
	secret: string | undefined,
	replaced: readonly KnownHook[],
): Promise<string | undefined> {
	const { adapter, record, wanted } = activation;
	let inTheWay = replaced;
	let made = await attempt(async () => await makeOrFind(activation, secret, inTheWay));
	if (!made.ok && isApiFailure(made.problem, 'conflict') && replaced.length > 0) {
		record.setHook(undefined);
		await discard(adapter, record, replaced, wanted.url);
		inTheWay = [];
		made = await attempt(async () => await makeOrFind(activation, secret, inTheWay));
	}
	if (!made.ok) throw made.problem;
	// Before the new one takes its place, so that it is remembered all the time.
	inTheWay.forEach((hook) => record.addLeftover(hook));
	const known = await useMade(activation, made.value, secret);
	await discard(adapter, record, inTheWay, wanted.url);
	return known;
}
