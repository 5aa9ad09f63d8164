import type {
	ICredentialDataDecryptedObject,
	IHookFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { KeyLookup } from '../../../receive/keys';
import { failure, success } from '../../../result';
import { parseKey } from '../../../signing/keys';
import type { SigningKey } from '../../../signing/keys';
import { readSigningKeys, secretsIn } from '../../credentials/signing';
import type { TriggerConfig } from '../configuration';
import { openSecretKeeper, openSubscriptionStore } from './store';

/** What says where the keys of a trigger are and what they look like. */
export type KeySettings = Pick<TriggerConfig, 'credential' | 'registration'> & {
	readonly receive: Pick<TriggerConfig['receive'], 'scheme'>;
};

const REGISTERED = 'registered';

/** The keys of the secret that came with the registration; `undefined` when there was none. */
function readRegisteredKeys(
	context: IHookFunctions | IWebhookFunctions,
	data: ICredentialDataDecryptedObject,
	{ registration, receive: { scheme } }: KeySettings,
): readonly SigningKey[] | { readonly problem: string } | undefined {
	const sealed = openSubscriptionStore(context).read()?.hook?.sealedSecret;
	if (registration === undefined || sealed === undefined) return undefined;
	const secret = openSecretKeeper(context, data, registration.credential).open(sealed);
	if (secret === undefined) {
		const { keyLabel, displayName } = registration.credential;
		return {
			problem: `The secret of the registered webhook can no longer be read, because the field '${keyLabel}' of the credential '${displayName}' has changed. Unpublish the workflow and publish it again.`,
		};
	}
	const { algorithm, keyFormat } = scheme;
	const parsed = parseKey(secret, { format: keyFormat, algorithm, purpose: 'verify' });
	return parsed.ok
		? parsed.value.map((key) => ({ name: REGISTERED, key }))
		: { problem: 'The service chose a secret in an undocumented form.' };
}

/**
 * The keys by which a trigger checks its requests: the secret that came with its registration, and
 * those of the credential.
 *
 * @param data the credential's
 */
export function readTriggerKeys(
	context: IHookFunctions | IWebhookFunctions,
	data: ICredentialDataDecryptedObject,
	settings: KeySettings,
): KeyLookup {
	const registered = readRegisteredKeys(context, data, settings);
	// With the keys of the credential alone, genuine events would be called forged, and be lost.
	if (registered !== undefined && 'problem' in registered) {
		return failure(registered.problem);
	}
	if (registered !== undefined && secretsIn(data).length === 0) {
		return success({ keys: registered, verifyToken: '' });
	}
	const given = readSigningKeys(data, settings.receive.scheme, 'verify', settings.credential);
	if (!given.ok) return given;
	const keys = [...(registered ?? []), ...given.value.keys];
	return success({ keys, verifyToken: given.value.verifyToken });
}
