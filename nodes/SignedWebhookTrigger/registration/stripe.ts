import type { INodeProperties } from 'n8n-workflow';
import { readText } from '../../shared/n8n/parameters';
import type { ParameterReader } from '../../shared/n8n/parameters';
import type { RegistrationChoice } from '../../shared/n8n/trigger/triggerKind';
import { stripeEvents } from '../../shared/events/stripe';
import { subscribedEvents } from '../../shared/receive/subscribedEvents';
import { stripeCredential } from '../../shared/services/credentials';
import { createStripeAdapter, stripeTarget } from '../../shared/subscriptions/adapters/stripe';
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
			"In which version of its API Stripe writes the events. Leave it empty for your account's default.",
		displayOptions: { show: { scheme: ['stripe'], registration: ['automatic'] } },
	},
];

const API_VERSION = /^\d{4}-\d{2}-\d{2}(?:\.[a-z]+)?$/;

/** Reads how the endpoint is made. */
export function readStripeRegistration(
	parameter: ParameterReader,
	patterns: string,
): RegistrationChoice {
	const version = readText(parameter('stripeApiVersion'));
	if (version !== '' && !API_VERSION.test(version)) {
		return {
			ok: false,
			problem: `The field 'Stripe API Version' holds '${version}', which is no version. It must look like 2026-10-28.endive; empty means your account's default.`,
		};
	}
	const events = subscribedEvents(patterns, stripeEvents);
	const target = stripeTarget(version);
	return {
		ok: true,
		registration: {
			credential: stripeCredential,
			events,
			createAdapter: (client) => createStripeAdapter(client, target),
			...(readsMissed(parameter) && {
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
		},
	};
}
