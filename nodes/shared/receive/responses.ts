import type { Outcome } from './outcome';

/** What the caller gets. */
export interface HttpResponse {
	readonly statusCode: number;
	/** Sent as JSON. */
	readonly body: Readonly<Record<string, unknown>>;
}

/**
 * The whole HTTP contract, but for handshakes, whose response the provider prescribes. Every signature
 * failure has the same response: a caller that cannot sign learns nothing about why.
 *
 * What a sender must not try again is answered with 200, what it must try again with 429 or 5xx.
 */
export const responses: Readonly<Record<Exclude<Outcome['kind'], 'handshake'>, HttpResponse>> = {
	accepted: { statusCode: 200, body: { received: true } },
	badPayload: { statusCode: 400, body: { error: 'invalid payload' } },
	badSignature: { statusCode: 401, body: { error: 'invalid signature' } },
	busy: { statusCode: 503, body: { error: 'busy' } },
	duplicate: { statusCode: 200, body: { received: true, duplicate: true } },
	forbiddenAddress: { statusCode: 403, body: { error: 'forbidden' } },
	healthy: { statusCode: 200, body: { status: 'ok' } },
	ignored: { statusCode: 200, body: { received: true, ignored: true } },
	internalError: { statusCode: 500, body: { error: 'internal error' } },
	methodNotAllowed: { statusCode: 405, body: { error: 'method not allowed' } },
	notConfigured: { statusCode: 503, body: { error: 'not configured' } },
	rateLimited: { statusCode: 429, body: { error: 'too many requests' } },
	tooLarge: { statusCode: 413, body: { error: 'payload too large' } },
};
