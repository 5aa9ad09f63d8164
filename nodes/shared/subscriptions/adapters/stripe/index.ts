import type { ApiError } from '../../api/error';
import { callToRead, callToRemove } from '../../outcomes';
import type { ApiClient } from '../../api/client';
import type { SubscriptionAdapter, SubscriptionTarget } from '../../adapter';
import { eventDestinations } from './eventDestinations';
import { findMarked } from './ours';
import type { EndpointApi } from './ours';
import { webhookEndpoints } from './webhookEndpoints';

const THIN = 'thin';

function adviceFor({ facts: { kind, reason = '' } }: ApiError): string | undefined {
	if (kind === 'forbidden') {
		return 'Give the restricted key of the credential the permission to write Webhook Endpoints and Event Destinations, or use a secret key.';
	}
	return kind === 'invalid' && /maximum|limit/i.test(reason)
		? 'Remove a webhook endpoint at Stripe that is not needed any more, then publish the workflow again.'
		: undefined;
}

/**
 * Where endpoints for snapshot events are made. The version of their events cannot be changed later,
 * so another one counts as another place: it needs a new endpoint.
 *
 * @param apiVersion for example `2026-10-28.endive`; empty for the default of the account
 */
export const stripeTarget = (apiVersion: string): SubscriptionTarget => ({
	service: 'stripe',
	...(apiVersion.trim() !== '' && { apiVersion: apiVersion.trim() }),
});

/**
 * Where endpoints for thin events are made: as event destinations. What kind of events an endpoint
 * gets cannot be changed later, so they are another place, too.
 */
export const stripeThinTarget: SubscriptionTarget = { service: 'stripe', payload: THIN };

/** Webhook endpoints and event destinations of a Stripe account, which is that of the key. */
export function createStripeAdapter(
	client: ApiClient,
	target: SubscriptionTarget,
): SubscriptionAdapter {
	const apiOf = ({ payload }: SubscriptionTarget): EndpointApi =>
		payload === THIN ? eventDestinations(client) : webhookEndpoints(client);

	return {
		target,
		takesSecret: false,
		create: async (wanted) => await apiOf(target).create(wanted, target),
		read: async (known) => await callToRead(async () => await apiOf(known.target).read(known.id)),
		findOurs: async (url, at) => await findMarked(apiOf(at), url),
		update: async (known, wanted) => {
			await apiOf(known.target).update(known.id, wanted);
			return {};
		},
		remove: async (known) =>
			await callToRemove(async () => {
				await apiOf(known.target).remove(known.id);
			}),
		whereToLook: () => 'https://dashboard.stripe.com/webhooks',
		adviceFor,
	};
}
