import { z } from 'zod';
import { isObject } from '../json';
import { failure, success } from '../result';
import type { Result } from '../result';
import { hasConfigurableHeader, isHeaderName, withSignatureHeader } from '../signing/headers';
import type { SignatureScheme } from '../signing/scheme';
import { findScheme } from '../signing/schemes';
import { batchForms } from './batch/form';
import type { Delivery, Endpoint, OutboundMessage } from './delivery';
import { retryPolicySchema } from './policy/retryPolicySchema';
import { withoutLogin } from '../http/sentUrl';
import { sendingMethods } from '../http/transport';

/** Encrypts what is stored with a delivery, and opens it again. */
export interface Sealer {
	readonly seal: (text: string, context: string) => string;
	/** `undefined` when it was sealed with another key or for another context. */
	readonly open: (sealed: string, context: string) => string | undefined;
}

const VERSION = 1;

/**
 * By its id, so that a later version of the package signs by its own definition; a scheme that a
 * user described is stored whole.
 */
const schemeSchema = z.union([
	z
		.object({ id: z.string(), signatureHeader: z.string().refine(isHeaderName).optional() })
		.strict(),
	z.object({ custom: z.record(z.unknown()) }).strict(),
]);

const batchSchema = z.object({
	form: z.enum(batchForms),
	splitsWhenTooLarge: z.boolean(),
	items: z.array(z.object({ id: z.string(), bytes: z.number().int().nonnegative() })),
});

const messageSchema = z.object({
	id: z.string().min(1),
	event: z.string().optional(),
	body: z.string(),
	bodyEncoding: z.enum(['utf8', 'base64']),
	contentType: z.string().min(1),
	scheme: schemeSchema,
	/** Absent where the message is one item. */
	batch: batchSchema.optional(),
});

const endpointSchema = z.object({
	name: z.string().optional(),
	/** Without user name and password. */
	url: z.string().url(),
	/** Absent for POST. */
	method: z.enum(sendingMethods).optional(),
	attemptHeaders: z
		.object({
			number: z.string().refine(isHeaderName).optional(),
			firstAttempt: z.string().refine(isHeaderName).optional(),
		})
		.strict()
		.optional(),
	/** Absent where no authentication is used; which one, the node says that sends. */
	isAuthenticated: z.boolean().optional(),
	timeoutMs: z.number().positive(),
	verifyCertificate: z.boolean(),
	publicAddressOnly: z.boolean(),
	/** Absent where whoever made the workflow chose the URL. */
	isFromData: z.boolean().optional(),
	/** What may be secret, encrypted; absent when there is nothing of that kind. */
	sealed: z.string().optional(),
});

/** What of an endpoint may be secret: header values often are. */
const privatePartSchema = z.object({
	headers: z.record(z.string()).default({}),
	secret: z.string().optional(),
	username: z.string().optional(),
	password: z.string().optional(),
});

/** All that is needed to make a delivery again, as JSON without any secret that could be read. */
export const storedDeliverySchema = z.object({
	version: z.literal(VERSION),
	message: messageSchema,
	endpoint: endpointSchema,
	policy: retryPolicySchema,
	/** Milliseconds since 1970. */
	queuedAtMs: z.number(),
	firstAttemptAtMs: z.number().optional(),
	/** Of the next attempt; absent when no more is planned. */
	dueAtMs: z.number().optional(),
	/** Under what it can be cancelled; absent when it cannot. */
	cancelKey: z.string().optional(),
	/** Shows that message, endpoint and policy are as they were stored. */
	proof: z.string(),
});

/** A delivery as it is stored: while it waits, and in the record of one that failed. */
export type StoredDelivery = z.infer<typeof storedDeliverySchema>;

type StoredScheme = z.infer<typeof schemeSchema>;

function storeScheme(scheme: SignatureScheme): StoredScheme {
	const known = findScheme(scheme.id);
	if (known === undefined) return { custom: { ...scheme } };
	return {
		id: scheme.id,
		...(hasConfigurableHeader(scheme.signature) && { signatureHeader: scheme.signature.header }),
	};
}

function restoreScheme(stored: StoredScheme): SignatureScheme | undefined {
	// It was checked when the user described it, and nobody but n8n had it since.
	if ('custom' in stored) return stored.custom as unknown as SignatureScheme;
	const scheme = findScheme(stored.id);
	if (scheme === undefined || stored.signatureHeader === undefined) return scheme;
	const { signature } = scheme;
	return hasConfigurableHeader(signature)
		? withSignatureHeader(scheme, signature, stored.signatureHeader)
		: scheme;
}

function storeBody(body: Buffer): Pick<StoredDelivery['message'], 'body' | 'bodyEncoding'> {
	const text = body.toString('utf8');
	return Buffer.from(text, 'utf8').equals(body)
		? { body: text, bodyEncoding: 'utf8' }
		: { body: body.toString('base64'), bodyEncoding: 'base64' };
}

function sealPrivatePart({ url, headers, secret }: Endpoint, sealer: Sealer): string | undefined {
	const { username, password } = new URL(url);
	const part = {
		...(Object.keys(headers).length > 0 && { headers }),
		...(secret !== undefined && { secret }),
		...(username !== '' && { username }),
		...(password !== '' && { password }),
	};
	if (Object.keys(part).length === 0) return undefined;
	return sealer.seal(JSON.stringify(part), withoutLogin(url));
}

function storeEndpoint(endpoint: Endpoint, sealer: Sealer): StoredDelivery['endpoint'] {
	const { name, url, timeoutMs, verifyCertificate, publicAddressOnly, isFromData } = endpoint;
	const { method = 'POST', attemptHeaders, isAuthenticated } = endpoint;
	const sealed = sealPrivatePart(endpoint, sealer);
	return {
		...(name !== undefined && { name }),
		url: withoutLogin(url),
		...(method !== 'POST' && { method }),
		...(attemptHeaders && { attemptHeaders }),
		...(isAuthenticated === true && { isAuthenticated }),
		timeoutMs,
		verifyCertificate,
		publicAddressOnly,
		...(isFromData === true && { isFromData }),
		...(sealed !== undefined && { sealed }),
	};
}

type ProvenParts = Pick<StoredDelivery, 'endpoint' | 'message' | 'policy'>;

const sortKeys = (_: string, value: unknown): unknown =>
	isObject(value)
		? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
		: value;

// Whoever keeps a record may order its keys anew, as some databases do.
const proofContext = ({ message, endpoint, policy }: ProvenParts): string =>
	`record ${JSON.stringify({ message, endpoint, policy }, sortKeys)}`;

function storeParts({ message, endpoint, policy }: Delivery, sealer: Sealer): ProvenParts {
	const { id, eventName, body, contentType, scheme, batch } = message;
	return {
		message: {
			id,
			...(eventName !== undefined && { event: eventName }),
			...storeBody(body),
			contentType,
			scheme: storeScheme(scheme),
			...(batch && { batch: { ...batch, items: [...batch.items] } }),
		},
		endpoint: storeEndpoint(endpoint, sealer),
		policy,
	};
}

/**
 * The delivery as JSON. Its attempts and its last answer are in the record beside it.
 *
 * @param previous what it was restored from: that is kept as it is, whatever became of the secret
 *   since then. Default: it has never been stored.
 * @throws Error when there is no secret to seal with
 */
export function storeDelivery(
	delivery: Delivery,
	sealer: Sealer,
	previous?: StoredDelivery,
): StoredDelivery {
	const { message, endpoint, policy } = previous ?? storeParts(delivery, sealer);
	const parts: ProvenParts = { message, endpoint, policy };
	const { queuedAtMs, firstAttemptAtMs, dueAtMs, status, cancelKey } = delivery;
	return {
		version: VERSION,
		...parts,
		queuedAtMs,
		...(firstAttemptAtMs !== undefined && { firstAttemptAtMs }),
		...(status === 'pending' && { dueAtMs }),
		...(status === 'pending' && cancelKey !== undefined && { cancelKey }),
		proof: previous?.proof ?? sealer.seal('', proofContext(parts)),
	};
}

/**
 * Whether message, endpoint and policy are as they were stored. To be asked for whatever comes from
 * outside: a record says what is signed and where it goes, and with another scheme or another URL
 * its sender would give the secret away.
 */
export function isUnchanged(stored: StoredDelivery, sealer: Sealer): boolean {
	return sealer.open(stored.proof, proofContext(stored)) === '';
}

/** What is sent and where to, or the sentence that says why it cannot be known any more. */
export type RestoredParts = Result<{
	readonly message: OutboundMessage;
	readonly endpoint: Endpoint;
}>;

// Left as it is without them: some schemes sign the URL, and to write it anew may change it.
function withLogin(text: string, username = '', password = ''): string {
	if (username === '' && password === '') return text;
	const url = new URL(text);
	url.username = username;
	url.password = password;
	return url.href;
}

function restoreEndpoint(stored: StoredDelivery['endpoint'], sealer: Sealer): Endpoint | undefined {
	const { sealed, ...rest } = stored;
	if (sealed === undefined) return { ...rest, headers: {} };
	const opened = sealer.open(sealed, stored.url);
	if (opened === undefined) return undefined;
	const { headers, secret, username, password } = privatePartSchema.parse(JSON.parse(opened));
	return { ...rest, url: withLogin(stored.url, username, password), headers, secret };
}

/** The parts of a stored delivery again. */
export function restoreParts(stored: StoredDelivery, sealer: Sealer): RestoredParts {
	const { message } = stored;
	const scheme = restoreScheme(message.scheme);
	if (scheme === undefined) {
		return failure(
			'Its signature scheme is unknown to this version of the package. Install the version that stored it, or a newer one.',
		);
	}
	const endpoint = restoreEndpoint(stored.endpoint, sealer);
	if (endpoint === undefined) {
		return failure(
			"Its headers or its secret were encrypted when the credential had a different secret. Enter that earlier secret in the credential's field 'Previous Secret'.",
		);
	}
	return success({
		message: {
			id: message.id,
			eventName: message.event,
			body: Buffer.from(message.body, message.bodyEncoding),
			contentType: message.contentType,
			scheme,
			...(message.batch && { batch: message.batch }),
		},
		endpoint,
	});
}
