import { address, ids, now, usual } from './shared';

const paymentIntent = {
	id: ids.paymentIntent,
	object: 'payment_intent',
	amount: 4250,
	amount_capturable: 0,
	amount_received: 0,
	automatic_payment_methods: { allow_redirects: 'always', enabled: true },
	canceled_at: null,
	cancellation_reason: null,
	capture_method: 'automatic_async',
	confirmation_method: 'automatic',
	currency: 'eur',
	customer: ids.customer,
	description: 'Order A-1001',
	last_payment_error: null,
	latest_charge: null,
	next_action: null,
	payment_method: null,
	payment_method_types: ['card', 'sepa_debit'],
	receipt_email: 'mira.olsen@example.com',
	setup_future_usage: null,
	shipping: { address, name: 'Mira Olsen', phone: null, tracking_number: null },
	statement_descriptor: null,
	status: 'requires_payment_method',
	...usual,
	metadata: { order_id: 'A-1001' },
};

const confirmed = { ...paymentIntent, payment_method: ids.paymentMethod };

const succeeded = {
	...confirmed,
	amount_received: 4250,
	latest_charge: ids.charge,
	status: 'succeeded',
};

const declined = {
	code: 'card_declined',
	decline_code: 'insufficient_funds',
	message: 'Your card has insufficient funds.',
	type: 'card_error',
};

const redirect = {
	redirect_to_url: {
		return_url: 'https://shop.example.com/thanks',
		url: 'https://hooks.stripe.com/3d_secure_2/hosted/example',
	},
	type: 'redirect_to_url',
};

const setupIntent = {
	id: 'seti_1SVc8VJ2nKd05LxqEw6rMk',
	object: 'setup_intent',
	automatic_payment_methods: { allow_redirects: 'always', enabled: true },
	cancellation_reason: null,
	customer: ids.customer,
	description: 'A card for later orders',
	last_setup_error: null,
	latest_attempt: null,
	mandate: null,
	next_action: null,
	payment_method: null,
	payment_method_types: ['card'],
	status: 'requires_payment_method',
	usage: 'off_session',
	...usual,
};

/** What the events about payments on their way tell. */
export const intentSamples = {
	'payment_intent.amount_capturable_updated': {
		object: {
			...confirmed,
			amount_capturable: 4250,
			capture_method: 'manual',
			latest_charge: ids.charge,
			status: 'requires_capture',
		},
	},
	'payment_intent.canceled': {
		object: {
			...paymentIntent,
			canceled_at: now,
			cancellation_reason: 'requested_by_customer',
			status: 'canceled',
		},
	},
	'payment_intent.created': { object: paymentIntent },
	'payment_intent.partially_funded': {
		object: {
			...confirmed,
			next_action: {
				display_bank_transfer_instructions: {
					amount_remaining: 1250,
					currency: 'eur',
					reference: 'A-1001',
					type: 'eu_bank_transfer',
				},
				type: 'display_bank_transfer_instructions',
			},
			payment_method_types: ['customer_balance'],
			status: 'requires_action',
		},
	},
	'payment_intent.payment_failed': {
		object: { ...paymentIntent, last_payment_error: declined, latest_charge: ids.charge },
	},
	'payment_intent.processing': {
		object: { ...confirmed, latest_charge: ids.charge, status: 'processing' },
	},
	'payment_intent.requires_action': {
		object: { ...confirmed, next_action: redirect, status: 'requires_action' },
	},
	'payment_intent.succeeded': { object: succeeded },
	'setup_intent.canceled': {
		object: { ...setupIntent, cancellation_reason: 'abandoned', status: 'canceled' },
	},
	'setup_intent.created': { object: setupIntent },
	'setup_intent.requires_action': {
		object: { ...setupIntent, next_action: redirect, status: 'requires_action' },
	},
	'setup_intent.setup_failed': { object: { ...setupIntent, last_setup_error: declined } },
	'setup_intent.succeeded': {
		object: { ...setupIntent, payment_method: ids.paymentMethod, status: 'succeeded' },
	},
};
