import { ids } from '../samples/shared';
import type { SampleObject } from '../../types';
import type { StripeThinEvent } from './index';

/** What an event is about: the type of the object, and where it is fetched. */
type About = readonly [type: string, url: string];

/** By what the name of the event begins with; the longest beginning counts. */
const objects: Readonly<Record<string, About>> = {
	'v1.account': ['account', `/v1/accounts/${ids.account}`],
	'v1.application_fee': ['application_fee', `/v1/application_fees/${ids.applicationFee}`],
	'v1.application_fee.refund': [
		'fee_refund',
		`/v1/application_fees/${ids.applicationFee}/refunds/fr_1SVc9DJ2nKd05LxqRk`,
	],
	'v1.billing.alert': [
		'billing.alert',
		'/v1/billing/alerts/alrt_test_61TqM5QkBd8wLz3Rx41J2nKd05Lxq9Ht',
	],
	'v1.billing.credit_balance_transaction': [
		'billing.credit_balance_transaction',
		'/v1/billing/credit_balance_transactions/cbtxn_test_61TqM8RvTe6nKb5Wd41J2nKd05Lxq3Yp',
	],
	'v1.billing.credit_grant': [
		'billing.credit_grant',
		'/v1/billing/credit_grants/credgr_test_61TqM7XsYw4pHc2Vn41J2nKd05Lxq6Fa',
	],
	'v1.billing.meter': [
		'billing.meter',
		'/v1/billing/meters/mtr_test_61TqM6LdZk0vXr9Nb41J2nKd05LxqC8e',
	],
	'v1.billing_portal.configuration': [
		'billing_portal.configuration',
		'/v1/billing_portal/configurations/bpc_1SVc0PJ2nKd05LxqBn7sGz',
	],
	'v1.capability': ['capability', `/v1/accounts/${ids.account}/capabilities/card_payments`],
	'v1.charge': ['charge', `/v1/charges/${ids.charge}`],
	'v1.charge.dispute': ['dispute', '/v1/disputes/du_1SVcAKJ2nKd05LxqWm4tLp'],
	'v1.charge.refund': ['refund', '/v1/refunds/re_3SVc8YJ2nKd05Lxq1vKs8Hd'],
	'v1.checkout.session': [
		'checkout.session',
		'/v1/checkout/sessions/cs_test_a1TqM4kZ8vXr0Nb7Wd5Lxq2Yp',
	],
	'v1.climate.order': ['climate.order', '/v1/climate/orders/climorder_test_61TqMBnK4vZ7'],
	'v1.climate.product': [
		'climate.product',
		'/v1/climate/products/climsku_frontier_offtake_portfolio_2027',
	],
	'v1.coupon': ['coupon', '/v1/coupons/Tq4Zk8Nb'],
	'v1.credit_note': ['credit_note', '/v1/credit_notes/cn_1SVcBEJ2nKd05LxqHt6vNs'],
	'v1.customer': ['customer', `/v1/customers/${ids.customer}`],
	'v1.customer.subscription': ['subscription', `/v1/subscriptions/${ids.subscription}`],
	'v1.customer.tax_id': [
		'tax_id',
		`/v1/customers/${ids.customer}/tax_ids/txi_1SVcBQJ2nKd05LxqKd3mZw`,
	],
	'v1.customer_cash_balance_transaction': [
		'customer_cash_balance_transaction',
		`/v1/customers/${ids.customer}/cash_balance_transactions/ccsbtxn_1SVcBWJ2nKd05LxqGh`,
	],
	'v1.file': ['file', '/v1/files/file_1SVcC2J2nKd05LxqVb8rQe'],
	'v1.financial_connections.account': [
		'financial_connections.account',
		'/v1/financial_connections/accounts/fca_1SVcC8J2nKd05LxqMz5kTy',
	],
	'v1.identity.verification_session': [
		'identity.verification_session',
		'/v1/identity/verification_sessions/vs_1SVcCCJ2nKd05LxqXp2wLn',
	],
	'v1.invoice': ['invoice', `/v1/invoices/${ids.invoice}`],
	'v1.invoice_payment': ['invoice_payment', '/v1/invoice_payments/inpay_1SVc8YJ2nKd05LxqEt9bRk'],
	'v1.invoiceitem': ['invoiceitem', '/v1/invoiceitems/ii_1SVc8XJ2nKd05LxqUw4cHs'],
	'v1.issuing_authorization': [
		'issuing.authorization',
		'/v1/issuing/authorizations/iauth_1SVcCKJ2nKd05LxqNd7vFg',
	],
	'v1.issuing_card': ['issuing.card', '/v1/issuing/cards/ic_1SVcCNJ2nKd05LxqBt3zKw'],
	'v1.issuing_cardholder': [
		'issuing.cardholder',
		'/v1/issuing/cardholders/ich_1SVcCQJ2nKd05LxqLm8nRd',
	],
	'v1.issuing_dispute': ['issuing.dispute', '/v1/issuing/disputes/idp_1SVcCTJ2nKd05LxqHq5xPs'],
	'v1.issuing_personalization_design': [
		'issuing.personalization_design',
		'/v1/issuing/personalization_designs/ipd_1SVcCWJ2nKd05LxqZk',
	],
	'v1.issuing_token': ['issuing.token', '/v1/issuing/tokens/intok_1SVcCZJ2nKd05LxqCd6vBn'],
	'v1.issuing_transaction': [
		'issuing.transaction',
		'/v1/issuing/transactions/ipi_1SVcCcJ2nKd05LxqWt2mKz',
	],
	'v1.mandate': ['mandate', '/v1/mandates/mandate_1SVcCfJ2nKd05LxqRs'],
	'v1.payment_intent': ['payment_intent', `/v1/payment_intents/${ids.paymentIntent}`],
	'v1.payment_link': ['payment_link', '/v1/payment_links/plink_1SVcCiJ2nKd05LxqPv4kHt'],
	'v1.payment_method': ['payment_method', `/v1/payment_methods/${ids.paymentMethod}`],
	'v1.payout': ['payout', '/v1/payouts/po_1SVcClJ2nKd05LxqMb7zLd'],
	'v1.person': ['person', `/v1/accounts/${ids.account}/persons/person_1SVcCoQm8ZbN4xYeTk`],
	'v1.plan': ['plan', `/v1/plans/${ids.price}`],
	'v1.price': ['price', `/v1/prices/${ids.price}`],
	'v1.product': ['product', `/v1/products/${ids.product}`],
	'v1.promotion_code': ['promotion_code', '/v1/promotion_codes/promo_1SVcCrJ2nKd05LxqNw'],
	'v1.quote': ['quote', '/v1/quotes/qt_1SVcCuJ2nKd05LxqKs5bVd'],
	'v1.radar.early_fraud_warning': [
		'radar.early_fraud_warning',
		'/v1/radar/early_fraud_warnings/issfr_1SVcCxJ2nKd05LxqHz',
	],
	'v1.refund': ['refund', '/v1/refunds/re_3SVc8YJ2nKd05Lxq1vKs8Hd'],
	'v1.review': ['review', '/v1/reviews/prv_1SVcD0J2nKd05LxqTm6nGk'],
	'v1.setup_intent': ['setup_intent', '/v1/setup_intents/seti_1SVcD3J2nKd05LxqVd8wBs'],
	'v1.sigma.scheduled_query_run': [
		'scheduled_query_run',
		'/v1/sigma/scheduled_query_runs/sqr_1SVcD6J2nKd05LxqLp',
	],
	'v1.source': ['source', '/v1/sources/src_1SVcD9J2nKd05LxqZr3kMt'],
	'v1.subscription_schedule': [
		'subscription_schedule',
		'/v1/subscription_schedules/sub_sched_1SVcDCJ2nKd05LxqGw',
	],
	'v1.tax_rate': ['tax_rate', '/v1/tax_rates/txr_1SVcDFJ2nKd05LxqBk7vNd'],
	'v1.terminal.reader': ['terminal.reader', '/v1/terminal/readers/tmr_TqMDHk5LxqZb8v'],
	'v1.test_helpers.test_clock': [
		'test_helpers.test_clock',
		'/v1/test_helpers/test_clocks/clock_1SVcDLJ2nKd05LxqRt',
	],
	'v1.topup': ['topup', '/v1/topups/tu_1SVcDOJ2nKd05LxqMd4zHs'],
	'v1.transfer': ['transfer', '/v1/transfers/tr_1SVcDRJ2nKd05LxqWk9nBv'],
	'v2.commerce.product_catalog.imports': [
		'v2.commerce.product_catalog_import',
		'/v2/commerce/product_catalog/imports/pcimprt_test_61TqMDTkZ8vXr0',
	],
	'v2.core.account': ['v2.core.account', `/v2/core/accounts/${ids.account}`],
	'v2.core.account_person': [
		'v2.core.account_person',
		`/v2/core/accounts/${ids.account}/persons/person_test_61TqMDWnKd05Lxq`,
	],
	'v2.core.event_destination': [
		'v2.core.event_destination',
		'/v2/core/event_destinations/ed_test_61TqMDZvZk8Nb7Wd',
	],
	'v2.money_management.adjustment': [
		'v2.money_management.adjustment',
		'/v2/money_management/adjustments/adj_test_61TqMDcRt4wLz3',
	],
	'v2.money_management.financial_account': [
		'v2.money_management.financial_account',
		'/v2/money_management/financial_accounts/fa_test_61TqMDfXs9pHc2',
	],
	'v2.money_management.financial_address': [
		'v2.money_management.financial_address',
		'/v2/money_management/financial_addresses/finaddr_test_61TqMDiTe6nKb5',
	],
	'v2.money_management.inbound_transfer': [
		'v2.money_management.inbound_transfer',
		'/v2/money_management/inbound_transfers/ibt_test_61TqMDlYw4pVn1',
	],
	'v2.money_management.outbound_payment': [
		'v2.money_management.outbound_payment',
		'/v2/money_management/outbound_payments/obp_test_61TqMDoLd0vNb4',
	],
	'v2.money_management.payout_intent': [
		'v2.money_management.payout_intent',
		'/v2/money_management/payout_intents/pi_test_61TqMDrKd8wRx3',
	],
	'v2.money_management.payout_method': [
		'v2.money_management.payout_method',
		'/v2/money_management/payout_methods/pm_test_61TqMDuHc2zWd5',
	],
	'v2.money_management.received_credit': [
		'v2.money_management.received_credit',
		'/v2/money_management/received_credits/rc_test_61TqMDxBd7mFa6',
	],
	'v2.money_management.recipient_verification': [
		'v2.money_management.recipient_verification',
		'/v2/money_management/recipient_verifications/recver_test_61TqME0Zk9sC8e',
	],
	'v2.money_management.transaction': [
		'v2.money_management.transaction',
		'/v2/money_management/transactions/trxn_test_61TqME3Nb4kYp3',
	],
};

/** Objects that there is one of, so that they have no id. */
const singletons: Readonly<Record<string, About>> = {
	'v1.balance': ['balance', '/v1/balance'],
	'v1.balance_settings': ['balance_settings', '/v1/balance_settings'],
	'v1.cash_balance': ['cash_balance', `/v1/customers/${ids.customer}/cash_balance`],
	'v1.customer.discount': ['discount', `/v1/customers/${ids.customer}/discount`],
	'v1.tax.settings': ['tax.settings', '/v1/tax/settings'],
};

/** Events that name no object. */
const aboutNothing: readonly string[] = [
	'v1.account.application',
	'v1.account.external_account',
	'v1.billing.meter.no_meter_found',
	'v1.billing_portal.session',
	'v1.customer.discount.source_changed',
	'v1.entitlements',
	'v1.invoice.upcoming',
	'v2.core.account_link',
];

const beginnings = [...Object.keys(objects), ...Object.keys(singletons), ...aboutNothing].sort(
	(one, other) => other.length - one.length,
);

const lastOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

/** The object that an event is about; `undefined` where it names none. */
export function relatedObjectOf(name: StripeThinEvent): SampleObject | undefined {
	const beginning =
		beginnings.find((text) => /^$|^[.[]/.test(name.slice(text.length)) && name.startsWith(text)) ??
		'';
	const single = singletons[beginning];
	if (single) return { type: single[0], url: single[1] };
	const about = objects[beginning];
	return about && { id: lastOf(about[1]), type: about[0], url: about[1] };
}
