import { stripeEvents } from './index';
import type { StripeEvent } from './index';
import { titleOf } from '../titleOf';
import type { EventSummary } from '../types';
import { bankingDescriptions } from './descriptions/banking';
import { billingDescriptions } from './descriptions/billing';
import { paymentDescriptions } from './descriptions/payments';
import { platformDescriptions } from './descriptions/platform';

const descriptions: Readonly<Record<StripeEvent, string>> = {
	...bankingDescriptions,
	...billingDescriptions,
	...paymentDescriptions,
	...platformDescriptions,
};

/** How words in the names of Stripe's events are written that are no plain ones. */
export const STRIPE_WORDS = {
	'3ds': '3D Secure',
	async: 'Delayed',
	id: 'ID',
	invoiceitem: 'Invoice Item',
};

/** Every snapshot event of Stripe, sorted by name, as Stripe lists them. */
export const stripeSummaries: ReadonlyArray<EventSummary<StripeEvent>> = stripeEvents.map(
	(name) => ({
		name,
		title: titleOf(name.replace('three_d_secure', '3ds'), STRIPE_WORDS),
		description: descriptions[name],
	}),
);
