import { address, day, ids, listOf, now, plain, usual } from './shared';

const customer = {
	id: ids.customer,
	object: 'customer',
	address,
	balance: 0,
	currency: null,
	default_source: null,
	delinquent: false,
	description: 'Sends parcels from Lübeck',
	discount: null,
	email: 'mira.olsen@example.com',
	invoice_prefix: 'LBL7QX2N',
	invoice_settings: {
		custom_fields: null,
		default_payment_method: null,
		footer: null,
		rendering_options: null,
	},
	name: 'Mira Olsen',
	next_invoice_sequence: 1,
	phone: null,
	preferred_locales: ['de'],
	shipping: { address, name: 'Mira Olsen', phone: null },
	tax_exempt: 'none',
	...usual,
};

const quote = {
	id: 'qt_1SVc1ZJ2nKd05LxqPg5wHb',
	object: 'quote',
	amount_subtotal: 1900,
	amount_total: 1900,
	collection_method: 'send_invoice',
	currency: 'eur',
	customer: ids.customer,
	description: null,
	expires_at: now + 30 * day,
	footer: null,
	header: null,
	invoice: null,
	number: null,
	status: 'draft',
	subscription: null,
	total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
	...usual,
};

const finalized = { ...quote, number: 'QT-LBL7QX2N-0003-1', status: 'open' };

const creditNote = {
	id: 'cn_1SVcBRJ2nKd05LxqVj8yEd',
	object: 'credit_note',
	amount: 500,
	amount_shipping: 0,
	currency: 'eur',
	customer: ids.customer,
	discount_amount: 0,
	effective_at: now,
	invoice: ids.invoice,
	lines: listOf('/v1/credit_notes/cn_1SVcBRJ2nKd05LxqVj8yEd/lines', {
		id: 'cnli_1SVcBRJ2nKd05LxqMa4rTc',
		object: 'credit_note_line_item',
		amount: 500,
		description: 'Ten labels that were not printed',
		livemode: false,
		quantity: 1,
		type: 'custom_line_item',
		unit_amount: 500,
	}),
	memo: null,
	number: 'LBL-0042-CN-01',
	pdf: 'https://pay.stripe.com/credit_notes/example/pdf',
	reason: 'product_unsatisfactory',
	status: 'issued',
	subtotal: 500,
	total: 500,
	type: 'post_payment',
	voided_at: null,
	...usual,
};

/** What the events about customers, quotes and credit notes tell. */
export const customerSamples = {
	'cash_balance.funds_available': {
		object: {
			object: 'cash_balance',
			available: { eur: 3000 },
			customer: ids.customer,
			livemode: false,
			settings: { reconciliation_mode: 'automatic', using_merchant_default: true },
		},
	},
	'credit_note.created': { object: creditNote },
	'credit_note.updated': {
		object: { ...creditNote, memo: 'Sorry for the trouble' },
		previous_attributes: { memo: null },
	},
	'credit_note.voided': { object: { ...creditNote, status: 'void', voided_at: now } },
	'customer.created': { object: customer },
	'customer.deleted': { object: customer },
	'customer.updated': {
		object: { ...customer, email: 'mira@example.com' },
		previous_attributes: { email: customer.email },
	},
	'customer_cash_balance_transaction.created': {
		object: {
			id: 'ccsbtxn_1SVc7TJ2nKd05LxqRy6nQk',
			object: 'customer_cash_balance_transaction',
			currency: 'eur',
			customer: ids.customer,
			ending_balance: 3000,
			funded: {
				bank_transfer: {
					eu_bank_transfer: { bic: 'COBADEFFXXX', iban_last4: '3000', sender_name: 'Mira Olsen' },
					reference: 'A-1001',
					type: 'eu_bank_transfer',
				},
			},
			net_amount: 3000,
			type: 'funded',
			...plain,
		},
	},
	'quote.accepted': {
		object: { ...finalized, status: 'accepted', subscription: ids.subscription },
	},
	'quote.canceled': { object: { ...finalized, status: 'canceled' } },
	'quote.created': { object: quote },
	'quote.finalized': { object: finalized },
};
