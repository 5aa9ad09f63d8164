import type { Delivery } from '../delivery';
import { splitMessage } from './message';

/** A delivery that ended because its message is split, and those that go on with its items. */
export interface SplitDelivery {
	readonly whole: Delivery;
	readonly parts: readonly Delivery[];
}

/**
 * Goes on with the items of a message that was too large for the receiver, in two messages with ids of
 * their own. Each has the retries of a new delivery.
 */
export function splitDelivery(delivery: Delivery, nowMs: number): SplitDelivery {
	const { endpoint, policy, cancelKey } = delivery;
	const messages = splitMessage(delivery.message);
	return {
		whole: { ...delivery, splitInto: messages.map(({ id }) => id) },
		parts: messages.map((message) => ({
			message,
			endpoint,
			policy,
			queuedAtMs: nowMs,
			dueAtMs: nowMs,
			status: 'pending',
			attempts: [],
			...(cancelKey !== undefined && { cancelKey }),
		})),
	};
}
