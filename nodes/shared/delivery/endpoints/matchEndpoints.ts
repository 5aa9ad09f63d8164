import type { EndpointRow } from './endpointSchema';

/**
 * The endpoints that take an event: those that are switched on and whose patterns it fits.
 *
 * @param eventName `null` for events without a name, which go to endpoints without patterns, and to
 * those whose patterns only leave out
 */
export function matchEndpoints(
	endpoints: readonly EndpointRow[],
	eventName: string | null,
): EndpointRow[] {
	return endpoints.filter(({ isActive, eventFilter }) => isActive && eventFilter.passes(eventName));
}
