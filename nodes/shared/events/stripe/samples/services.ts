import { address, ids, now, plain, usual } from './shared';

const session = {
	id: 'vs_1SVcLYJ2nKd05LxqKv8gTz',
	object: 'identity.verification_session',
	client_reference_id: null,
	last_error: null,
	last_verification_report: null,
	options: { document: { require_matching_selfie: true } },
	redaction: null,
	related_customer: ids.customer,
	status: 'requires_input',
	type: 'document',
	url: 'https://verify.stripe.com/start/test_example',
	...usual,
};

const checked = {
	...session,
	last_verification_report: 'vr_1SVcLZJ2nKd05LxqCd3pNw',
	url: null,
};

const order = {
	id: 'climorder_1SVbtRJ2nKd05LxqYj5mQs',
	object: 'climate.order',
	amount_fees: 300,
	amount_subtotal: 10_000,
	amount_total: 10_300,
	beneficiary: { public_name: 'Acme Parcels' },
	canceled_at: null,
	cancellation_reason: null,
	certificate: null,
	confirmed_at: now,
	currency: 'eur',
	delayed_at: null,
	delivered_at: null,
	delivery_details: [],
	expected_delivery_year: 2028,
	metric_tons: '0.25',
	product: 'climsku_frontier_offtake_portfolio_2028',
	product_substituted_at: null,
	status: 'confirmed',
	...usual,
};

const climateProduct = {
	id: order.product,
	object: 'climate.product',
	current_prices_per_metric_ton: {
		eur: { amount_fees: 1200, amount_subtotal: 40_000, amount_total: 41_200 },
	},
	delivery_year: 2028,
	metric_tons_available: '1250',
	name: 'Carbon Removal 2028',
	suppliers: [],
	...plain,
};

const reader = {
	id: 'tmr_TqM3Lx7vKd0Zb',
	object: 'terminal.reader',
	action: {
		failure_code: null,
		failure_message: null,
		process_payment_intent: { payment_intent: ids.paymentIntent },
		status: 'in_progress',
		type: 'process_payment_intent',
	},
	device_sw_version: '2.31.0',
	device_type: 'bbpos_wisepos_e',
	ip_address: '192.0.2.44',
	label: 'Front desk',
	last_seen_at: now * 1000,
	livemode: false,
	location: 'tml_TqM1Vw8rHc2Ny',
	metadata: {},
	serial_number: 'WSC513105011295',
	status: 'online',
};

/** What the events about identity, climate and terminals tell. */
export const serviceSamples = {
	'climate.order.canceled': {
		object: {
			...order,
			canceled_at: now,
			cancellation_reason: 'requested',
			confirmed_at: null,
			status: 'canceled',
		},
	},
	'climate.order.created': { object: order },
	'climate.order.delayed': {
		object: { ...order, delayed_at: now, expected_delivery_year: 2029 },
	},
	'climate.order.delivered': {
		object: {
			...order,
			certificate: 'https://climate.stripe.com/orders/example',
			delivered_at: now,
			status: 'delivered',
		},
	},
	'climate.order.product_substituted': { object: { ...order, product_substituted_at: now } },
	'climate.product.created': { object: climateProduct },
	'climate.product.pricing_updated': { object: climateProduct },
	'identity.verification_session.canceled': {
		object: { ...session, status: 'canceled', url: null },
	},
	'identity.verification_session.created': { object: session },
	'identity.verification_session.processing': { object: { ...session, status: 'processing' } },
	'identity.verification_session.redacted': {
		object: { ...checked, redaction: { status: 'redacted' }, status: 'verified' },
	},
	'identity.verification_session.requires_input': {
		object: {
			...checked,
			last_error: {
				code: 'document_expired',
				reason: 'The document has expired.',
			},
		},
	},
	'identity.verification_session.verified': {
		object: {
			...checked,
			status: 'verified',
			verified_outputs: {
				address,
				dob: null,
				email: null,
				first_name: 'Mira',
				id_number_type: null,
				last_name: 'Olsen',
				phone: null,
			},
		},
	},
	'terminal.reader.action_failed': {
		object: {
			...reader,
			action: {
				...reader.action,
				failure_code: 'card_declined',
				failure_message: 'Your card was declined.',
				status: 'failed',
			},
		},
	},
	'terminal.reader.action_succeeded': {
		object: { ...reader, action: { ...reader.action, status: 'succeeded' } },
	},
	'terminal.reader.action_updated': { object: reader },
};
