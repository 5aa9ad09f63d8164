import { address, day, ids, now, usual } from './shared';

const session = {
	id: 'cs_test_b1kQz8LmV0wXrTnYd4sHpGc7eUa2JfN6oR3tI5vB9yK1xW0zC',
	object: 'checkout.session',
	amount_subtotal: 4250,
	amount_total: 4250,
	cancel_url: 'https://shop.example.com/basket',
	client_reference_id: 'A-1001',
	currency: 'eur',
	customer: ids.customer,
	customer_details: {
		address,
		email: 'mira.olsen@example.com',
		name: 'Mira Olsen',
		phone: null,
		tax_exempt: 'none',
		tax_ids: [],
	},
	expires_at: now + day,
	invoice: null,
	locale: 'de',
	mode: 'payment',
	payment_intent: ids.paymentIntent,
	payment_link: null,
	payment_method_types: ['card', 'sepa_debit'],
	payment_status: 'paid',
	shipping_cost: null,
	status: 'complete',
	subscription: null,
	success_url: 'https://shop.example.com/thanks',
	total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
	url: null,
	...usual,
	metadata: { order_id: 'A-1001' },
};

const paymentLink = {
	id: 'plink_1SVc5NJ2nKd05LxqGy9tQs',
	object: 'payment_link',
	active: true,
	after_completion: { hosted_confirmation: { custom_message: null }, type: 'hosted_confirmation' },
	allow_promotion_codes: false,
	automatic_tax: { enabled: false, liability: null },
	billing_address_collection: 'auto',
	currency: 'eur',
	customer_creation: 'if_required',
	payment_method_types: null,
	submit_type: 'pay',
	url: 'https://buy.stripe.com/test_example',
	livemode: false,
	metadata: {},
};

/** What the events about checkouts and payment links tell. */
export const checkoutSamples = {
	'checkout.session.async_payment_failed': { object: { ...session, payment_status: 'unpaid' } },
	'checkout.session.async_payment_succeeded': { object: session },
	'checkout.session.completed': { object: session },
	'checkout.session.expired': {
		object: {
			...session,
			customer: null,
			payment_intent: null,
			payment_status: 'unpaid',
			status: 'expired',
		},
	},
	'payment_link.created': { object: paymentLink },
	'payment_link.updated': {
		object: { ...paymentLink, active: false },
		previous_attributes: { active: true },
	},
};
