import { day, ids, now, plain } from './shared';

const account = {
	id: 'fca_1SVbuLJ2nKd05LxqSt6nEv',
	object: 'financial_connections.account',
	account_holder: { customer: ids.customer, type: 'customer' },
	account_numbers: null,
	balance: null,
	balance_refresh: null,
	category: 'cash',
	display_name: 'Business Checking',
	institution_name: 'Test Institution',
	last4: '6789',
	ownership: null,
	ownership_refresh: null,
	permissions: ['balances', 'payment_method', 'transactions'],
	status: 'active',
	subcategory: 'checking',
	subscriptions: [],
	supported_payment_method_types: ['us_bank_account'],
	transaction_refresh: null,
	...plain,
};

const refresh = { last_attempted_at: now, next_refresh_available_at: now + day };

const ending = {
	...account,
	status_details: {
		active: {
			action: 'relink_required',
			cause: 'access_expired',
			expected_deactivation_date: now + 14 * day,
		},
	},
};

const authorization = {
	id: 'fcauth_1SVbuKJ2nKd05LxqDg2rWm',
	object: 'financial_connections.authorization',
	institution_name: 'Test Institution',
	livemode: false,
	status: 'active',
	status_details: {
		active: { action: 'relink_required', expected_deactivation_date: now + 14 * day },
	},
};

/** What the events about linked bank accounts tell. */
export const financialConnectionSamples = {
	'financial_connections.account.account_numbers_updated': {
		object: {
			...account,
			account_numbers: [
				{
					expected_expiry_date: null,
					identifier_type: 'tokenized_account_number',
					status: 'transactable',
					supported_networks: ['ach'],
				},
			],
		},
	},
	'financial_connections.account.created': { object: account },
	'financial_connections.account.deactivated': { object: { ...account, status: 'inactive' } },
	'financial_connections.account.disconnected': { object: { ...account, status: 'disconnected' } },
	'financial_connections.account.expected_deactivation_date_updated': { object: ending },
	'financial_connections.account.reactivated': { object: account },
	'financial_connections.account.refreshed_balance': {
		object: {
			...account,
			balance: {
				as_of: now,
				cash: { available: { usd: 250_000 } },
				current: { usd: 250_000 },
				type: 'cash',
			},
			balance_refresh: { ...refresh, status: 'succeeded' },
		},
	},
	'financial_connections.account.refreshed_ownership': {
		object: {
			...account,
			ownership: 'fcaowns_1SVcKVJ2nKd05LxqBh9wYc',
			ownership_refresh: { ...refresh, status: 'succeeded' },
		},
	},
	'financial_connections.account.refreshed_transactions': {
		object: {
			...account,
			transaction_refresh: {
				id: 'fctxnref_1SVcKXJ2nKd05LxqLm4sRf',
				...refresh,
				status: 'succeeded',
			},
		},
	},
	'financial_connections.account.supported_payment_method_types_updated': {
		object: { ...account, supported_payment_method_types: ['link', 'us_bank_account'] },
		previous_attributes: { supported_payment_method_types: ['us_bank_account'] },
	},
	'financial_connections.account.upcoming_account_number_expiry': {
		object: {
			...account,
			account_numbers: [
				{
					expected_expiry_date: now + 30 * day,
					identifier_type: 'tokenized_account_number',
					status: 'transactable',
					supported_networks: ['ach'],
				},
			],
		},
	},
	'financial_connections.account.upcoming_deactivation': { object: ending },
	'financial_connections.authorization.expected_deactivation_date_updated': {
		object: authorization,
	},
	'financial_connections.authorization.upcoming_deactivation': { object: authorization },
};
