import { generateKeyPairSync } from 'node:crypto';
import { openBody } from '../../nodes/shared/receive/payload';
import { readPresentedSignature } from '../../nodes/shared/signing/verify/presentedSignature';
import { headersFromRawList } from '../../nodes/shared/signing/headers';
import { parseKey } from '../../nodes/shared/signing/keys';
import type { SignatureScheme } from '../../nodes/shared/signing/scheme';
import { signMessage } from '../../nodes/shared/signing/sign';
import type { KeyPurpose } from '../../nodes/shared/signing/keys/problems';
import type { Match } from '../../nodes/shared/signing/verify/match';
import { isRejection } from '../../nodes/shared/signing/rejection';
import type { Rejection } from '../../nodes/shared/signing/rejection';
import type { SignedRequest } from '../../nodes/shared/signing/request';
import type { SigningKey } from '../../nodes/shared/signing/keys';
import { matchSignature } from '../../nodes/shared/signing/verify';

const KEY_NAMES = ['current', 'previous', 'previous2'];

/** Where the requests of these tests are sent to, unless they say otherwise. */
export const PUBLIC_URL = 'https://n8n.example.com/webhook/orders?source=shop';

function readKeys(scheme: SignatureScheme, secrets: string[], purpose: KeyPurpose): SigningKey[] {
	return secrets.flatMap((secret, index) => {
		const { keyFormat: format, algorithm } = scheme;
		const result = parseKey(secret, { format, algorithm, purpose });
		if (!result.ok) throw new Error(`Secret ${index} cannot be used: ${result.problem}`);
		return result.value.map((key) => ({ name: KEY_NAMES[index] as string, key }));
	});
}

/** Ready keys of a scheme for verifying, the current one first. */
export function keysOf(
	scheme: SignatureScheme,
	...secrets: string[]
): [SigningKey, ...SigningKey[]] {
	return readKeys(scheme, secrets, 'verify') as [SigningKey, ...SigningKey[]];
}

/** Ready keys of a scheme for signing, the current one first. */
export function signingKeysOf(
	scheme: SignatureScheme,
	...secrets: string[]
): [SigningKey, ...SigningKey[]] {
	return readKeys(scheme, secrets, 'sign') as [SigningKey, ...SigningKey[]];
}

const privateKeys = new Map<string, string>();

function privateKeyFor(kind: string, number: number): string {
	const name = `${kind} ${number}`;
	let pem = privateKeys.get(name);
	if (pem === undefined) {
		const { privateKey } =
			kind === 'rsa'
				? generateKeyPairSync('rsa', { modulusLength: 2048 })
				: kind === 'ecdsa'
					? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
					: generateKeyPairSync('ed25519');
		pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
		privateKeys.set(name, pem);
	}
	return pem;
}

/**
 * A secret that the scheme takes, different for each number. For asymmetric schemes it is a private
 * key, from which the public one follows.
 */
export function secretFor(scheme: SignatureScheme, number = 1): string {
	const bytes = Buffer.alloc(32, number);
	switch (scheme.keyFormat) {
		case 'whsec':
		case 'whsecOrText':
			return `whsec_${bytes.toString('base64')}`;
		case 'base64':
			return bytes.toString('base64');
		case 'hex':
			return bytes.toString('hex');
		case 'asymmetric':
			return privateKeyFor(scheme.algorithm.kind, number);
		case 'text':
			return `secret ${number}`;
	}
}

/** A request as it reaches the verification. Everything but headers, body and time may be left out. */
export interface TestRequest {
	rawHeaders: readonly string[];
	body: Buffer;
	nowMs: number;
	method?: string;
	url?: string;
}

/** How a check ended: what it found, or why the request is rejected. */
export type Checked = ({ readonly ok: true } & Match) | ({ readonly ok: false } & Rejection);

/** The same told apart by a flag, so that expectations can name it. */
export const checked = (result: Match | Rejection): Checked =>
	isRejection(result) ? { ok: false, ...result } : { ok: true, ...result };

/** Verifies a request as the trigger does, in one call. */
export function verify(
	scheme: SignatureScheme,
	keys: readonly SigningKey[],
	request: TestRequest,
): Checked {
	const headers = headersFromRawList(request.rawHeaders);
	const presented = readPresentedSignature(scheme, headers, request.nowMs);
	if (isRejection(presented)) return checked(presented);
	const url = (): string => request.url ?? PUBLIC_URL;
	const { payload, formBytes } = openBody(scheme, { body: request.body, url });
	const signed: SignedRequest = {
		headers,
		body: request.body,
		method: request.method ?? 'POST',
		url,
		payload,
		formBytes,
		receivedAt: request.nowMs,
	};
	return checked(matchSignature(scheme, presented, signed, keys));
}

/** The headers of a genuine request, as Node's raw list. */
export function signedRawHeaders(
	scheme: SignatureScheme,
	keys: readonly [SigningKey, ...SigningKey[]],
	message: {
		body: Buffer;
		id: string;
		nowMs: number;
		url?: string;
		contentType?: string;
		eventName?: string;
	},
): string[] {
	const { headers } = signMessage(scheme, keys, {
		url: PUBLIC_URL,
		contentType: 'application/json',
		...message,
	});
	return Object.entries(headers).flat();
}
