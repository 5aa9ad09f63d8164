import { price } from './catalogItems';
import { address, day, ids, listOf, now, plain, usual } from './shared';

const month = { end: now + 30 * day, start: now };

const line = {
	id: 'il_1SVc8XJ2nKd05LxqWr4bKs',
	object: 'line_item',
	amount: 1900,
	currency: 'eur',
	description: '1 × Label Plan (at €19.00 / month)',
	discountable: true,
	discounts: [],
	invoice: ids.invoice,
	period: month,
	quantity: 1,
	subtotal: 1900,
	livemode: false,
	metadata: {},
};

/** The invoice to come, which has no ID yet. */
const preview = {
	object: 'invoice',
	account_country: 'DE',
	account_name: 'Acme Parcels',
	amount_due: 1900,
	amount_overpaid: 0,
	amount_paid: 0,
	amount_remaining: 1900,
	attempt_count: 0,
	attempted: false,
	auto_advance: true,
	automatic_tax: { disabled_reason: null, enabled: false, liability: null, status: null },
	billing_reason: 'subscription_cycle',
	collection_method: 'charge_automatically',
	currency: 'eur',
	customer: ids.customer,
	customer_address: address,
	customer_email: 'mira.olsen@example.com',
	customer_name: 'Mira Olsen',
	description: null,
	due_date: null,
	ending_balance: null,
	hosted_invoice_url: null,
	invoice_pdf: null,
	lines: listOf(`/v1/invoices/${ids.invoice}/lines`, line),
	next_payment_attempt: now + 3600,
	number: null,
	parent: {
		quote_details: null,
		subscription_details: { metadata: {}, subscription: ids.subscription },
		type: 'subscription_details',
	},
	period_end: now,
	period_start: now - 30 * day,
	starting_balance: 0,
	status: 'draft',
	subtotal: 1900,
	total: 1900,
	...usual,
};

const draft = { id: ids.invoice, ...preview };

const open = {
	...draft,
	hosted_invoice_url: 'https://invoice.stripe.com/i/example',
	invoice_pdf: 'https://pay.stripe.com/invoice/example/pdf',
	number: 'LBL-0042',
	status: 'open',
};

const paid = {
	...open,
	amount_paid: 1900,
	amount_remaining: 0,
	attempt_count: 1,
	attempted: true,
	ending_balance: 0,
	next_payment_attempt: null,
	status: 'paid',
};

const toBeSent = {
	...open,
	auto_advance: false,
	collection_method: 'send_invoice',
	due_date: now + 14 * day,
	next_payment_attempt: null,
};

const failed = { ...open, attempt_count: 1, attempted: true, next_payment_attempt: now + 3 * day };

const payment = {
	id: 'inpay_1SVc8XJ2nKd05LxqDs2vHn',
	object: 'invoice_payment',
	amount_paid: 1900,
	amount_requested: 1900,
	currency: 'eur',
	invoice: ids.invoice,
	is_default: true,
	payment: { payment_intent: ids.paymentIntent, type: 'payment_intent' },
	status: 'paid',
	status_transitions: { canceled_at: null, paid_at: now },
	...plain,
};

const item = {
	id: 'ii_1SVc8RJ2nKd05LxqFe9cUw',
	object: 'invoiceitem',
	amount: 500,
	currency: 'eur',
	customer: ids.customer,
	date: now,
	description: 'Ten more labels',
	discountable: true,
	discounts: [],
	invoice: null,
	period: { end: now, start: now },
	pricing: {
		price_details: { price: price.id, product: ids.product },
		type: 'price_details',
		unit_amount_decimal: '500',
	},
	proration: false,
	quantity: 1,
	livemode: false,
	metadata: {},
};

/** What the events about invoices tell. */
export const invoiceSamples = {
	'invoice.created': { object: draft },
	'invoice.deleted': { object: draft },
	'invoice.finalization_failed': {
		object: {
			...draft,
			last_finalization_error: {
				code: 'customer_tax_location_invalid',
				message: 'The location of the customer is not valid.',
				type: 'invalid_request_error',
			},
		},
	},
	'invoice.finalized': { object: open },
	'invoice.marked_uncollectible': { object: { ...failed, status: 'uncollectible' } },
	'invoice.overdue': { object: { ...toBeSent, due_date: now - day } },
	'invoice.overpaid': { object: { ...paid, amount_overpaid: 100, amount_paid: 2000 } },
	'invoice.paid': { object: paid },
	'invoice.payment_action_required': { object: { ...failed, attempt_count: 1 } },
	'invoice.payment_attempt_required': { object: open },
	'invoice.payment_failed': { object: failed },
	'invoice.payment_succeeded': { object: paid },
	'invoice.sent': { object: toBeSent },
	'invoice.upcoming': { object: { ...preview, billing_reason: 'upcoming' } },
	'invoice.updated': {
		object: { ...open, description: 'Thank you' },
		previous_attributes: { description: null },
	},
	'invoice.voided': { object: { ...open, next_payment_attempt: null, status: 'void' } },
	'invoice.will_be_due': { object: { ...toBeSent, due_date: now + 3 * day } },
	'invoice_payment.paid': { object: payment },
	'invoiceitem.created': { object: item },
	'invoiceitem.deleted': { object: item },
};
