import type { StripeEvent } from '../index';
import type { SampleObject } from '../../types';
import { accountSamples } from './accounts';
import { authenticationSamples } from './authentications';
import { billingSamples } from './billing';
import { catalogItemSamples } from './catalogItems';
import { chargeSamples } from './charges';
import { checkoutSamples } from './checkout';
import { customerSamples } from './customers';
import { discountSamples } from './discounts';
import { disputeSamples } from './disputes';
import { financialConnectionSamples } from './financialConnections';
import { intentSamples } from './intents';
import { invoiceSamples } from './invoices';
import { issuingSamples } from './issuing';
import { issuingDisputeSamples } from './issuingDisputes';
import { issuingPurchaseSamples } from './issuingPurchases';
import { moneySamples } from './money';
import { paymentMethodSamples } from './paymentMethods';
import { reserveSamples } from './reserves';
import { serviceSamples } from './services';
import type { StripeEventData } from './shared';
import { now } from './shared';
import { sourceSamples } from './sources';
import { subscriptionSamples } from './subscriptions';
import { toolSamples } from './tools';
import { treasurySamples } from './treasury';
import { treasuryOutboundSamples } from './treasuryOutbound';

const data: Readonly<Record<StripeEvent, StripeEventData>> = {
	...accountSamples,
	...authenticationSamples,
	...billingSamples,
	...catalogItemSamples,
	...chargeSamples,
	...checkoutSamples,
	...customerSamples,
	...discountSamples,
	...disputeSamples,
	...financialConnectionSamples,
	...intentSamples,
	...invoiceSamples,
	...issuingDisputeSamples,
	...issuingPurchaseSamples,
	...issuingSamples,
	...moneySamples,
	...paymentMethodSamples,
	...reserveSamples,
	...serviceSamples,
	...sourceSamples,
	...subscriptionSamples,
	...toolSamples,
	...treasuryOutboundSamples,
	...treasurySamples,
};

/** A whole body of an event. */
export const stripeSample = (type: StripeEvent): SampleObject => ({
	id: 'evt_1SVc8aJ2nKd05LxqUk7zWq4T',
	object: 'event',
	api_version: '2026-10-28.endive',
	created: now,
	data: data[type],
	livemode: false,
	pending_webhooks: 1,
	request: { id: 'req_Xr9LdZk0vTqM4b', idempotency_key: null },
	type,
});
