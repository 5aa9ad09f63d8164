import type { IWebhookFunctions } from 'n8n-workflow';
import type { KeyLookup, KeySource } from '../../../receive/keys';
import { failure } from '../../../result';
import { errorReason } from '../../../text/foreignText';
import { readTriggerKeys } from '../registration/secret';
import type { KeySettings } from '../registration/secret';
import { subscriptionMark } from '../registration/store';

// Reading a credential in a webhook can cost n8n more than the whole rest of the request.
const KEYS_FRESH_FOR_MS = 5_000;
// A wrong signature may mean that the secret is new; forged requests must not force a read each.
const REFRESH_INTERVAL_MS = 1_000;
const MAX_REMEMBERED = 1_000;

interface Remembered {
	readonly lookup: Promise<KeyLookup>;
	/** When `lookup` was read. */
	readonly readAt: number;
	/** When the credential was last asked for, with whatever result. */
	readonly triedAt: number;
}

const rememberedKeys = new Map<string, Remembered>();

function cacheKey(
	context: IWebhookFunctions,
	{ credential, registration, receive: { scheme } }: KeySettings,
): string {
	const node = context.getNode();
	const { algorithm, keyFormat } = scheme;
	return JSON.stringify([
		context.getWorkflow().id,
		node.id,
		node.credentials?.[credential.type]?.id,
		algorithm,
		keyFormat,
		// A webhook that was created again, or for the test URL, has a secret of its own.
		registration && [context.getMode(), subscriptionMark(context)],
	]);
}

async function readKeys(context: IWebhookFunctions, settings: KeySettings): Promise<KeyLookup> {
	const { type, displayName } = settings.credential;
	try {
		return readTriggerKeys(context, await context.getCredentials(type), settings);
	} catch (error) {
		return failure(
			`The credential '${displayName}' of this node could not be read (${errorReason(error)}). Choose one in the node.`,
		);
	}
}

function remember(id: string, entry: Remembered): void {
	rememberedKeys.delete(id);
	if (rememberedKeys.size >= MAX_REMEMBERED) {
		const [oldest] = rememberedKeys.keys();
		if (oldest !== undefined) rememberedKeys.delete(oldest);
	}
	rememberedKeys.set(id, entry);
}

/**
 * The keys of a trigger, remembered for some seconds per node. Only ready keys are kept, never the
 * text of a secret. A changed secret works at once, because a signature that does not match makes
 * the credential be read again, at most once a second.
 */
export function createKeySource(
	context: IWebhookFunctions,
	settings: KeySettings,
	nowMs: number,
): KeySource {
	const id = cacheKey(context, settings);
	const isWithin = (sinceMs: number | undefined, maxAgeMs: number): boolean =>
		sinceMs !== undefined && Math.abs(nowMs - sinceMs) < maxAgeMs;

	return {
		current: async () => {
			const known = rememberedKeys.get(id);
			if (known && isWithin(known.readAt, KEYS_FRESH_FOR_MS)) return await known.lookup;
			const lookup = readKeys(context, settings);
			remember(id, { lookup, readAt: nowMs, triedAt: nowMs });
			return await lookup;
		},
		refresh: async () => {
			const known = rememberedKeys.get(id);
			if (isWithin(known?.triedAt, REFRESH_INTERVAL_MS)) return undefined;
			if (known) remember(id, { ...known, triedAt: nowMs });
			const lookup = readKeys(context, settings);
			const result = await lookup;
			// A failed look, which a forged request may have caused, does not take away working keys.
			if (result.ok || !known) remember(id, { lookup, readAt: nowMs, triedAt: nowMs });
			return result;
		},
	};
}
