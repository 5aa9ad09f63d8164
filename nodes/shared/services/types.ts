import type { ZodType } from 'zod';
import type { EventDefinition } from '../events/types';
import type { BodyPath } from '../signing/content/bodyValue';
import type { SignatureScheme } from '../signing/scheme';

/** The time and the chance with which a test event is made. */
export interface Moment {
	/** In milliseconds since 1970. */
	readonly nowMs: number;
	/** Gives a number from 0 up to, but not including, 1. */
	readonly random: () => number;
}

/** A value in the body that differs from event to event. Put in only where the sample has one. */
export interface FreshValue {
	readonly path: BodyPath;
	/** @param sampled the value in the sample, for services that write it in more than one way */
	readonly make: (moment: Moment, sampled: unknown) => number | string;
}

/** A service as data: how it signs, what it sends, and what its events look like. */
export interface WebhookService {
	/** Stable identifier, the one of its scheme. */
	readonly id: string;
	readonly displayName: string;
	/** Signature, handshakes, addresses, and where id and name of an event are found. */
	readonly scheme: SignatureScheme;
	/**
	 * Every event that the service documents, in the order of its documentation. Where the scheme has
	 * no catalog, the service takes events of any name, and these are examples.
	 */
	readonly events: readonly EventDefinition[];
	/** What every event has in common. Fields beyond it are always allowed: services add some. */
	readonly envelope: ZodType<unknown>;
	/** The service's own page about its webhooks. */
	readonly documentationUrl: string;
	/** Makes an id as the service does; absent where its events have none. */
	readonly makeId?: (moment: Moment) => string;
	/** What else a test event needs so that no two of them are the same. */
	readonly freshValues: readonly FreshValue[];
}
