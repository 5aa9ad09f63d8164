import { billingDetails, ids, now, usual } from './shared';

const charge = {
	id: ids.charge,
	object: 'charge',
	amount: 4250,
	amount_captured: 4250,
	amount_refunded: 0,
	balance_transaction: ids.transaction,
	billing_details: billingDetails,
	captured: true,
	currency: 'eur',
	customer: ids.customer,
	description: 'Order A-1001',
	disputed: false,
	failure_code: null,
	failure_message: null,
	outcome: {
		network_status: 'approved_by_network',
		reason: null,
		risk_level: 'normal',
		risk_score: 11,
		seller_message: 'Payment complete.',
		type: 'authorized',
	},
	paid: true,
	payment_intent: ids.paymentIntent,
	payment_method: ids.paymentMethod,
	payment_method_details: {
		card: {
			brand: 'visa',
			country: 'DE',
			exp_month: 9,
			exp_year: 2029,
			funding: 'debit',
			last4: '4242',
		},
		type: 'card',
	},
	receipt_email: 'mira.olsen@example.com',
	receipt_url: 'https://pay.stripe.com/receipts/payment/example',
	refunded: false,
	statement_descriptor: null,
	status: 'succeeded',
	...usual,
	metadata: { order_id: 'A-1001' },
};

const failure = {
	failure_code: 'card_declined',
	failure_message: 'Your card has insufficient funds.',
	outcome: {
		network_decline_code: '51',
		network_status: 'declined_by_network',
		reason: 'insufficient_funds',
		risk_level: 'normal',
		risk_score: 34,
		seller_message: 'The bank returned the decline code `insufficient_funds`.',
		type: 'issuer_declined',
	},
};

const refund = {
	id: 're_3SVc8YJ2nKd05Lxq1kYv6NwG',
	object: 'refund',
	amount: 4250,
	balance_transaction: 'txn_3SVc8YJ2nKd05Lxq1hDs8RmP',
	charge: ids.charge,
	currency: 'eur',
	destination_details: {
		card: {
			reference_status: 'pending',
			reference_type: 'acquirer_reference_number',
			type: 'refund',
		},
		type: 'card',
	},
	payment_intent: ids.paymentIntent,
	reason: 'requested_by_customer',
	receipt_number: null,
	status: 'succeeded',
	created: now,
	metadata: {},
};

/** What the events about charges, refunds and disputes tell. */
export const chargeSamples = {
	'charge.captured': { object: charge },
	'charge.expired': { object: { ...charge, amount_captured: 0, captured: false } },
	'charge.failed': {
		object: {
			...charge,
			...failure,
			amount_captured: 0,
			balance_transaction: null,
			captured: false,
			paid: false,
			receipt_url: null,
			status: 'failed',
		},
	},
	'charge.pending': { object: { ...charge, balance_transaction: null, status: 'pending' } },
	'charge.refunded': {
		object: { ...charge, amount_refunded: 4250, refunded: true },
		previous_attributes: { amount_refunded: 0, refunded: false },
	},
	'charge.succeeded': { object: charge },
	'charge.updated': {
		object: charge,
		previous_attributes: { description: null, metadata: {} },
	},
	'charge.refund.updated': {
		object: { ...refund, metadata: { reason: 'too late' } },
		previous_attributes: { metadata: {} },
	},
	'refund.created': { object: refund },
	'refund.updated': {
		object: refund,
		previous_attributes: { status: 'pending' },
	},
	'refund.failed': {
		object: {
			...refund,
			failure_balance_transaction: ids.transaction,
			failure_reason: 'expired_or_canceled_card',
			status: 'failed',
		},
	},
};
