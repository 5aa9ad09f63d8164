import type { Outcome } from './types';

/** What the caller gets. */
export interface HttpAnswer {
	readonly statusCode: number;
	/** Sent as JSON. */
	readonly body: Readonly<Record<string, unknown>>;
}

/**
 * The whole HTTP contract. Every signature failure has the same answer: a caller that cannot sign
 * learns nothing about why. Senders try again on 503, so nothing is lost while secrets are mended.
 */
export const answers: Readonly<Record<Outcome['kind'], HttpAnswer>> = {
	accepted: { statusCode: 200, body: { received: true } },
	badPayload: { statusCode: 400, body: { error: 'invalid payload' } },
	badSignature: { statusCode: 401, body: { error: 'invalid signature' } },
	internalError: { statusCode: 500, body: { error: 'internal error' } },
	notConfigured: { statusCode: 503, body: { error: 'not configured' } },
	tooLarge: { statusCode: 413, body: { error: 'payload too large' } },
};
