import { day, ids, now, usual } from './shared';

const transitions = { canceled_at: null, failed_at: null, posted_at: null, returned_at: null };

const outbound = {
	amount: 7300,
	cancelable: true,
	currency: 'usd',
	description: 'Repair of a van',
	expected_arrival_date: now + 2 * day,
	financial_account: 'fa_1SVbvCJ2nKd05LxqWk8nTs',
	hosted_regulatory_receipt_url: 'https://payments.stripe.com/regulatory-receipt/example',
	returned_details: null,
	status: 'processing',
	status_transitions: transitions,
	tracking_details: null,
	transaction: 'trxn_1SVcJUJ2nKd05LxqNf3hKc',
	...usual,
};

const payment = {
	id: 'obp_1SVcJUJ2nKd05LxqGz8vLt',
	object: 'treasury.outbound_payment',
	customer: ids.customer,
	destination_payment_method: ids.paymentMethod,
	end_user_details: { ip_address: '203.0.113.24', present: true },
	statement_descriptor: 'payment',
	...outbound,
};

const transfer = {
	id: 'obt_1SVcJXJ2nKd05LxqMs5dPw',
	object: 'treasury.outbound_transfer',
	destination_payment_method: ids.paymentMethod,
	statement_descriptor: 'transfer',
	...outbound,
};

/** How money that goes out may end. */
const endings = {
	canceled: {
		cancelable: false,
		status: 'canceled',
		status_transitions: { ...transitions, canceled_at: now },
	},
	failed: {
		cancelable: false,
		status: 'failed',
		status_transitions: { ...transitions, failed_at: now },
	},
	posted: {
		cancelable: false,
		status: 'posted',
		status_transitions: { ...transitions, posted_at: now },
	},
	returned: {
		cancelable: false,
		returned_details: { code: 'account_closed', transaction: 'trxn_1SVcJYJ2nKd05LxqTv7xQb' },
		status: 'returned',
		status_transitions: { ...transitions, posted_at: now - day, returned_at: now },
	},
};

const delayed = { expected_arrival_date: now + 3 * day };
const before = { expected_arrival_date: outbound.expected_arrival_date };
const tracked = { tracking_details: { ach: { trace_id: '061000010004217' }, type: 'ach' } };

/** What the events about money that goes out tell. */
export const treasuryOutboundSamples = {
	'treasury.outbound_payment.canceled': { object: { ...payment, ...endings.canceled } },
	'treasury.outbound_payment.created': { object: payment },
	'treasury.outbound_payment.expected_arrival_date_updated': {
		object: { ...payment, ...delayed },
		previous_attributes: before,
	},
	'treasury.outbound_payment.failed': { object: { ...payment, ...endings.failed } },
	'treasury.outbound_payment.posted': { object: { ...payment, ...endings.posted } },
	'treasury.outbound_payment.returned': { object: { ...payment, ...endings.returned } },
	'treasury.outbound_payment.tracking_details_updated': {
		object: { ...payment, ...tracked },
		previous_attributes: { tracking_details: null },
	},
	'treasury.outbound_transfer.canceled': { object: { ...transfer, ...endings.canceled } },
	'treasury.outbound_transfer.created': { object: transfer },
	'treasury.outbound_transfer.expected_arrival_date_updated': {
		object: { ...transfer, ...delayed },
		previous_attributes: before,
	},
	'treasury.outbound_transfer.failed': { object: { ...transfer, ...endings.failed } },
	'treasury.outbound_transfer.posted': { object: { ...transfer, ...endings.posted } },
	'treasury.outbound_transfer.returned': { object: { ...transfer, ...endings.returned } },
	'treasury.outbound_transfer.tracking_details_updated': {
		object: { ...transfer, ...tracked },
		previous_attributes: { tracking_details: null },
	},
};
