import type { INodeProperties } from 'n8n-workflow';
import { readText } from '../../shared/n8n/parameters';
import type { ParameterReader } from '../../shared/n8n/parameters';
import type { Registration } from '../../shared/n8n/trigger/definition';
import { failure, success } from '../../shared/result';
import type { Result } from '../../shared/result';
import { eventEntries } from '../../shared/events/eventFilter';
import { stripeEvents } from '../../shared/events/stripe';
import { isThinEvent, stripeThinEvents } from '../../shared/events/stripe/thin';
import { subscribedEvents } from '../../shared/receive/subscribedEvents';
import { stripeCredential } from '../../shared/services/credentials';
import {
	createStripeAdapter,
	stripeTarget,
	stripeThinTarget,
} from '../../shared/subscriptions/adapters/stripe';
import { listUndelivered } from '../../shared/subscriptions/adapters/stripe/events';
import { readsMissed } from './catchUp';

/** How Stripe writes its events. */
export const stripeProperties: INodeProperties[] = [
	{
		displayName: 'Stripe API Version',
		name: 'stripeApiVersion',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. 2026-10-28.endive',
		description:
			"API version that Stripe uses for the events. Leave it empty for your account's default. Thin events have no version.",
		displayOptions: { show: { scheme: ['stripe'], registration: ['automatic'] } },
	},
];

/** What Stripe is asked for: snapshot events or thin ones, which come to different places. */
interface WantedEvents {
	readonly isThin: boolean;
	readonly events: readonly string[];
}

/**
 * Tells thin events from snapshot events by how an entry begins. What only leaves out, and a pattern
 * for everything, are about snapshot events.
 */
function readWanted(patterns: string): Result<WantedEvents> {
	const chosen = eventEntries(patterns).filter((entry) => !entry.startsWith('!'));
	const isThin = chosen.some(isThinEvent);
	if (!isThin) return success({ isThin, events: subscribedEvents(patterns, stripeEvents) });
	if (!chosen.every(isThinEvent)) {
		return failure(
			"The field 'Events' chooses thin events, such as v1.invoice.paid, and snapshot events, such as invoice.paid. Stripe sends the two kinds to different endpoints, each with a secret of its own. Use two triggers, one for each kind.",
		);
	}
	const events = subscribedEvents(patterns, stripeThinEvents);
	return success({ isThin, events: events.length > 0 ? events : stripeThinEvents });
}

const API_VERSION = /^\d{4}-\d{2}-\d{2}(?:\.[a-z]+)?$/;

/** Reads how the endpoint is made. */
export function readStripeRegistration(
	parameter: ParameterReader,
	patterns: string,
): Result<Registration> {
	const version = readText(parameter('stripeApiVersion'));
	if (version !== '' && !API_VERSION.test(version)) {
		return failure(
			`The field 'Stripe API Version' holds '${version}', which is not a version. Enter one such as 2026-10-28.endive, or leave it empty for your account's default.`,
		);
	}
	const wanted = readWanted(patterns);
	if (!wanted.ok) return wanted;
	const { events, isThin } = wanted.value;
	const target = isThin ? stripeThinTarget : stripeTarget(version);
	return success({
		credential: stripeCredential,
		events,
		createAdapter: (client) => createStripeAdapter(client, target),
		// Of thin events, Stripe does not tell which were not delivered; it tries them for three days.
		...(readsMissed(parameter) &&
			!isThin && {
				catchUp: {
					kind: 'list',
					list: async (client, { sinceMs, isWanted }) => {
						const found = await listUndelivered(client, sinceMs, events);
						const wanted = found.events.filter(({ type }) => isWanted(type));
						return {
							events: wanted.map(({ id, type, event }) => ({ id, name: type, event })),
							isComplete: found.isComplete,
						};
					},
				},
			}),
	});
}
