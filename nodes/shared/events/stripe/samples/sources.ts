import { address, ids, plain, usual } from './shared';

const card = {
	id: ids.card,
	object: 'card',
	address_city: address.city,
	address_country: address.country,
	address_line1: address.line1,
	address_zip: address.postal_code,
	brand: 'Visa',
	country: 'DE',
	customer: ids.customer,
	cvc_check: 'pass',
	exp_month: 12,
	exp_year: 2026,
	fingerprint: 'Kd8sQz3LmV0wXrTn',
	funding: 'credit',
	last4: '4242',
	metadata: {},
	name: 'Mira Olsen',
};

const source = {
	id: 'src_1SVc7PJ2nKd05LxqUf8zGw',
	object: 'source',
	amount: 4250,
	currency: 'eur',
	flow: 'redirect',
	owner: { address: null, email: 'mira.olsen@example.com', name: 'Mira Olsen', phone: null },
	redirect: {
		failure_reason: null,
		return_url: 'https://shop.example.com/thanks',
		status: 'succeeded',
		url: 'https://pay.stripe.com/redirect/example',
	},
	statement_descriptor: null,
	status: 'chargeable',
	type: 'bancontact',
	usage: 'single_use',
	...usual,
};

const sourceTransaction = {
	id: 'srctxn_1SVc7QJ2nKd05LxqHr5kDv',
	object: 'source_transaction',
	amount: 4250,
	currency: 'eur',
	sepa_credit_transfer: {
		reference: 'A-1001',
		sender_iban: 'DE89370400440532013000',
		sender_name: 'Mira Olsen',
	},
	source: source.id,
	status: 'succeeded',
	type: 'sepa_credit_transfer',
	...plain,
};

/** What the events about sources, the means of payment of old, tell. */
export const sourceSamples = {
	'customer.source.created': { object: card },
	'customer.source.deleted': { object: card },
	'customer.source.expiring': { object: card },
	'customer.source.updated': {
		object: { ...card, exp_year: 2029 },
		previous_attributes: { exp_year: 2026 },
	},
	'source.canceled': { object: { ...source, status: 'canceled' } },
	'source.chargeable': { object: source },
	'source.failed': { object: { ...source, status: 'failed' } },
	'source.mandate_notification': {
		object: {
			id: 'srcmn_1SVc7RJ2nKd05LxqBx3pYa',
			object: 'source_mandate_notification',
			amount: 4250,
			reason: 'debit_initiated',
			sepa_debit: {
				creditor_identifier: 'DE98ZZZ09999999999',
				last4: '3000',
				mandate_reference: 'NXDSYREGC9PSMKWY',
			},
			source: { ...source, flow: 'none', type: 'sepa_debit' },
			status: 'submitted',
			type: 'sepa_debit',
			...plain,
		},
	},
	'source.refund_attributes_required': {
		object: { ...source, flow: 'receiver', type: 'multibanco' },
	},
	'source.transaction.created': { object: sourceTransaction },
	'source.transaction.updated': {
		object: sourceTransaction,
		previous_attributes: { status: 'pending' },
	},
};
