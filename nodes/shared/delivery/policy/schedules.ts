import type { Jitter } from './jitter';

/** A retry schedule that a service or a specification has published. */
export interface PublishedSchedule {
	readonly id: string;
	readonly displayName: string;
	/** How often and how long it tries, in words. */
	readonly description: string;
	/** Waits before the first, second, … retry. */
	readonly delaysMs: readonly number[];
	readonly jitter: Jitter;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * The example schedule of Standard Webhooks 1.0.0. It asks for "some level of random jitter" and
 * does not say how much; we vary by 20 %, as the authors of the specification do in their own
 * product.
 */
const standardWebhooks: PublishedSchedule = {
	id: 'standard-webhooks',
	displayName: 'Standard Webhooks',
	description:
		'10 attempts over about 3 days: after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h',
	delaysMs: [
		5 * SECOND_MS,
		5 * MINUTE_MS,
		30 * MINUTE_MS,
		2 * HOUR_MS,
		5 * HOUR_MS,
		10 * HOUR_MS,
		14 * HOUR_MS,
		20 * HOUR_MS,
		24 * HOUR_MS,
	],
	jitter: 'twentyPercent',
};

/** From docs.svix.com/retries; the jitter from its open-source server. */
const svix: PublishedSchedule = {
	id: 'svix',
	displayName: 'Svix',
	description: '8 attempts over about 28 hours: after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h',
	delaysMs: [
		5 * SECOND_MS,
		5 * MINUTE_MS,
		30 * MINUTE_MS,
		2 * HOUR_MS,
		5 * HOUR_MS,
		10 * HOUR_MS,
		10 * HOUR_MS,
	],
	jitter: 'twentyPercent',
};

/** From the retry table of Twig's webhook documentation, which knows no jitter. */
const twig: PublishedSchedule = {
	id: 'twig',
	displayName: 'Twig AI',
	description: '5 attempts over about 1 hour: after 5 s, 30 s, 5 min and 1 h',
	delaysMs: [5 * SECOND_MS, 30 * SECOND_MS, 5 * MINUTE_MS, HOUR_MS],
	jitter: 'none',
};

/** Every published schedule that users can choose, by name. */
export const publishedSchedules: readonly PublishedSchedule[] = [standardWebhooks, svix, twig];
