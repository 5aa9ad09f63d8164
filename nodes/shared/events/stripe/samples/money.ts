import { day, ids, listOf, now, usual } from './shared';

const payout = {
	id: 'po_1SVc3RJ2nKd05LxqNw8bTf',
	object: 'payout',
	amount: 98_140,
	arrival_date: now + 2 * day,
	automatic: true,
	balance_transaction: ids.transaction,
	currency: 'eur',
	description: 'STRIPE PAYOUT',
	destination: 'ba_1RwT7pQm8ZbN4xYeGd3vKc',
	failure_balance_transaction: null,
	failure_code: null,
	failure_message: null,
	method: 'standard',
	reconciliation_status: 'in_progress',
	source_type: 'card',
	statement_descriptor: null,
	status: 'pending',
	type: 'bank_account',
	...usual,
};

const arrived = { ...payout, arrival_date: now, status: 'paid' };

const topup = {
	id: 'tu_1SVc2XJ2nKd05LxqRv5gJm',
	object: 'topup',
	amount: 50_000,
	balance_transaction: null,
	currency: 'usd',
	description: 'For the payouts of December',
	expected_availability_date: now + 5 * day,
	failure_code: null,
	failure_message: null,
	source: null,
	statement_descriptor: 'TOPUP',
	status: 'pending',
	transfer_group: null,
	...usual,
};

const transfer = {
	id: 'tr_3SVc8YJ2nKd05Lxq1xLzE4Ks',
	object: 'transfer',
	amount: 3825,
	amount_reversed: 0,
	balance_transaction: ids.transaction,
	currency: 'eur',
	description: null,
	destination: ids.account,
	destination_payment: 'py_1SVc8aQm8ZbN4xYeVt7cHd',
	reversals: listOf('/v1/transfers/tr_3SVc8YJ2nKd05Lxq1xLzE4Ks/reversals'),
	reversed: false,
	source_transaction: ids.charge,
	source_type: 'card',
	transfer_group: 'group_A-1001',
	...usual,
};

/** What the events about balances, payouts and reserves tell. */
export const moneySamples = {
	'balance.available': {
		object: {
			object: 'balance',
			available: [{ amount: 98_140, currency: 'eur', source_types: { card: 98_140 } }],
			livemode: false,
			pending: [{ amount: 4096, currency: 'eur', source_types: { card: 4096 } }],
		},
	},
	'balance_settings.updated': {
		object: {
			object: 'balance_settings',
			payments: {
				debit_negative_balances: true,
				payouts: {
					minimum_balance_by_currency: { eur: 10_000 },
					schedule: { interval: 'weekly', weekly_payout_days: ['friday'] },
					statement_descriptor: null,
					status: 'enabled',
				},
				settlement_timing: { delay_days: 3 },
			},
		},
		previous_attributes: { payments: { payouts: { schedule: { interval: 'daily' } } } },
	},
	'payout.canceled': { object: { ...payout, automatic: false, status: 'canceled' } },
	'payout.created': { object: payout },
	'payout.failed': {
		object: {
			...arrived,
			failure_balance_transaction: ids.transaction,
			failure_code: 'account_closed',
			failure_message: 'The bank account has been closed.',
			status: 'failed',
		},
	},
	'payout.paid': { object: arrived },
	'payout.reconciliation_completed': {
		object: { ...arrived, reconciliation_status: 'completed' },
	},
	'payout.updated': {
		object: { ...payout, metadata: { week: '47' } },
		previous_attributes: { metadata: {} },
	},
	'topup.canceled': { object: { ...topup, status: 'canceled' } },
	'topup.created': { object: topup },
	'topup.failed': {
		object: {
			...topup,
			failure_code: 'insufficient_funds',
			failure_message: 'The bank account has insufficient funds.',
			status: 'failed',
		},
	},
	'topup.reversed': { object: { ...topup, status: 'reversed' } },
	'topup.succeeded': {
		object: { ...topup, balance_transaction: ids.transaction, status: 'succeeded' },
	},
	'transfer.created': { object: transfer },
	'transfer.reversed': { object: { ...transfer, amount_reversed: 3825, reversed: true } },
	'transfer.updated': {
		object: { ...transfer, description: 'Order A-1001' },
		previous_attributes: { description: null },
	},
};
