import { parseJson } from '../../json';
import type { OutboundMessage } from '../delivery';
import type { EndpointRow } from './endpointSchema';

/** What conditions of endpoints look at: the message as receivers get it. */
function factsOf({ id, eventName, body }: OutboundMessage): unknown {
	const text = body.toString('utf8');
	const json = parseJson(text);
	return { id, event: eventName, body: json.ok ? json.value : text };
}

/**
 * The endpoints that take an event, whether they are switched on or not: those whose patterns and
 * conditions it fits. An event without a name goes to endpoints without patterns, and to those whose
 * patterns only leave out.
 */
export function matchEndpoints(
	endpoints: readonly EndpointRow[],
	message: OutboundMessage,
): EndpointRow[] {
	let facts: unknown;
	return endpoints.filter(({ condition, eventFilter }) => {
		if (!eventFilter.passes(message.eventName ?? null)) return false;
		if (condition === undefined) return true;
		facts ??= factsOf(message);
		return condition(facts);
	});
}
