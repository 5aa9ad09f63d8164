import { clawletGitHubEvents, clawletStripeEvents } from '../shared/events/clawlet';
import { clawlet } from '../shared/services/clawlet';
import { gitHub } from '../shared/services/github';
import { stripe } from '../shared/services/stripe';
import type { WebhookService } from '../shared/services/types';

/** One of Clawlet's handlers: how its senders sign, and which of their events it lists. */
export interface Handler {
	readonly title: string;
	readonly description: string;
	readonly service: WebhookService;
	/** The field in which its events are chosen; absent where events can have any name. */
	readonly eventList?: { readonly field: string; readonly names: readonly string[] };
	/** Whether Clawlet runs it without a secret, too. */
	readonly secretIsOptional?: boolean;
}

/** Values of the field `Handler`. Public: they never change. */
export type HandlerId = 'custom' | 'github' | 'stripe';

/** Clawlet's handlers, in the order of its documentation but with the one of any sender first. */
export const handlers: Readonly<Record<HandlerId, Handler>> = {
	custom: {
		title: 'Custom',
		description: 'Your own systems: X-Signature with sha256= and hex, or no secret at all',
		service: clawlet,
		secretIsOptional: true,
	},
	github: {
		title: 'GitHub',
		description: 'X-Hub-Signature-256 with sha256= and hex',
		service: gitHub,
		eventList: { field: 'gitHubEvents', names: clawletGitHubEvents },
	},
	stripe: {
		title: 'Stripe',
		description: 'Stripe-Signature: signature and timestamp are checked',
		service: stripe,
		eventList: { field: 'stripeEvents', names: clawletStripeEvents },
	},
};

/** The handlers with their ids, as pairs. */
export const handlerEntries = Object.entries(handlers) as ReadonlyArray<[HandlerId, Handler]>;
