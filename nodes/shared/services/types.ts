import type { ZodType } from 'zod';
import type { EventDefinition } from '../events/types';
import type { SignatureScheme } from '../signing/scheme';

/** A service as data: how it signs, what it sends, and what its events look like. */
export interface WebhookService {
	/** Stable identifier, the one of its scheme. */
	readonly id: string;
	readonly displayName: string;
	/** Signature, handshakes, addresses, and where id and name of an event are found. */
	readonly scheme: SignatureScheme;
	/** Every event that the service documents, in the order of its documentation. */
	readonly events: readonly EventDefinition[];
	/** What every event has in common. Fields beyond it are always allowed: services add some. */
	readonly envelope: ZodType<unknown>;
	/** The service's own page about its webhooks. */
	readonly documentationUrl: string;
}
