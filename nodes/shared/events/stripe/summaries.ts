import { stripeEvents } from '../stripe';
import type { StripeEvent } from '../stripe';
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

const WORDS = { '3ds': '3D Secure', async: 'Delayed', id: 'ID', invoiceitem: 'Invoice Item' };

/** Every event of Stripe, sorted by name, as Stripe lists them. */
export const stripeSummaries: ReadonlyArray<EventSummary<StripeEvent>> = stripeEvents.map(
	(name) => ({
		name,
		title: titleOf(name.replace('three_d_secure', '3ds'), WORDS),
		description: descriptions[name],
	}),
);
