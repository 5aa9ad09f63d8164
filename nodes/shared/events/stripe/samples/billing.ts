import { day, ids, listOf, now, plain, usual } from './shared';

const METER_ID = 'mtr_test_61TqM6LdZk0vXr9Nb41J2nKd05LxqC8e';

const meter = {
	id: METER_ID,
	object: 'billing.meter',
	customer_mapping: { event_payload_key: 'stripe_customer_id', type: 'by_id' },
	default_aggregation: { formula: 'sum' },
	display_name: 'Printed labels',
	event_name: 'label.printed',
	event_time_window: null,
	status: 'active',
	status_transitions: { deactivated_at: null },
	updated: now,
	value_settings: { event_payload_key: 'labels' },
	...plain,
};

const amount = { monetary: { currency: 'eur', value: 1000 }, type: 'monetary' };

const creditGrant = {
	id: 'credgr_test_61TqM7XsYw4pHc2Vn41J2nKd05Lxq6Fa',
	object: 'billing.credit_grant',
	amount,
	applicability_config: { scope: { price_type: 'metered' } },
	category: 'promotional',
	customer: ids.customer,
	effective_at: now,
	expires_at: now + 90 * day,
	name: 'Labels to begin with',
	priority: 50,
	test_clock: null,
	updated: now,
	voided_at: null,
	...usual,
};

const configuration = {
	id: 'bpc_1SVc0PJ2nKd05LxqBn7sGz',
	object: 'billing_portal.configuration',
	active: true,
	application: null,
	business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
	default_return_url: 'https://shop.example.com/account',
	features: {
		customer_update: { allowed_updates: ['address', 'email'], enabled: true },
		invoice_history: { enabled: true },
		payment_method_update: { enabled: true },
		subscription_cancel: { enabled: true, mode: 'at_period_end', proration_behavior: 'none' },
		subscription_update: { default_allowed_updates: [], enabled: false, products: null },
	},
	is_default: true,
	login_page: { enabled: false, url: null },
	updated: now,
	...usual,
};

/** What the events about usage, credits and the customer portal tell. */
export const billingSamples = {
	'billing.alert.triggered': {
		object: {
			object: 'billing.alert_triggered',
			alert: {
				id: 'alrt_test_61TqM5QkBd8wLz3Rx41J2nKd05Lxq9Ht',
				object: 'billing.alert',
				alert_type: 'usage_threshold',
				livemode: false,
				status: 'active',
				title: 'More than 500 labels',
				usage_threshold: { filters: null, gte: 500, meter: METER_ID, recurrence: 'one_time' },
			},
			customer: ids.customer,
			value: 512,
			...plain,
		},
	},
	'billing.credit_balance_transaction.created': {
		object: {
			id: 'cbtxn_test_61TqM8RvTe6nKb5Wd41J2nKd05Lxq3Yp',
			object: 'billing.credit_balance_transaction',
			credit: { amount, credits_application_invoice_voided: null, type: 'credits_granted' },
			credit_grant: creditGrant.id,
			debit: null,
			effective_at: now,
			test_clock: null,
			type: 'credit',
			...plain,
		},
	},
	'billing.credit_grant.created': { object: creditGrant },
	'billing.credit_grant.updated': {
		object: { ...creditGrant, expires_at: now + 120 * day },
		previous_attributes: { expires_at: creditGrant.expires_at },
	},
	'billing.meter.created': { object: meter },
	'billing.meter.deactivated': {
		object: { ...meter, status: 'inactive', status_transitions: { deactivated_at: now } },
	},
	'billing.meter.reactivated': { object: meter },
	'billing.meter.updated': {
		object: meter,
		previous_attributes: { display_name: 'Labels' },
	},
	'billing_portal.configuration.created': { object: configuration },
	'billing_portal.configuration.updated': {
		object: { ...configuration, active: false },
		previous_attributes: { active: true },
	},
	'billing_portal.session.created': {
		object: {
			id: 'bps_1SVcCFJ2nKd05LxqTz2mKr',
			object: 'billing_portal.session',
			configuration: configuration.id,
			customer: ids.customer,
			flow: null,
			locale: null,
			on_behalf_of: null,
			return_url: 'https://shop.example.com/account',
			url: 'https://billing.stripe.com/p/session/example',
			...plain,
		},
	},
	'entitlements.active_entitlement_summary.updated': {
		object: {
			object: 'entitlements.active_entitlement_summary',
			customer: ids.customer,
			entitlements: listOf(`/v1/customer/${ids.customer}/entitlements`, {
				id: 'ent_test_61TqM9FxUh1cPd7Sj41J2nKd05Lxq0Vk',
				object: 'entitlements.active_entitlement',
				feature: 'feat_test_61TqM2LdZk0vXr9Nb41J2nKd05LxqE4w',
				livemode: false,
				lookup_key: 'labels',
			}),
			livemode: false,
		},
		previous_attributes: { entitlements: { data: [] } },
	},
};
