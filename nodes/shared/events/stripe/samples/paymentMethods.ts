import { billingDetails, ids, now, plain, usual } from './shared';

const paymentMethod = {
	id: ids.paymentMethod,
	object: 'payment_method',
	allow_redisplay: 'unspecified',
	billing_details: billingDetails,
	card: {
		brand: 'visa',
		checks: { address_line1_check: 'pass', address_postal_code_check: 'pass', cvc_check: 'pass' },
		country: 'DE',
		display_brand: 'visa',
		exp_month: 9,
		exp_year: 2029,
		fingerprint: 'Kd8sQz3LmV0wXrTn',
		funding: 'debit',
		last4: '4242',
		three_d_secure_usage: { supported: true },
		wallet: null,
	},
	customer: ids.customer,
	type: 'card',
	...usual,
};

const mandate = {
	id: 'mandate_1SVc8WJ2nKd05LxqTn4yCq',
	object: 'mandate',
	customer_acceptance: {
		accepted_at: now,
		online: { ip_address: '203.0.113.24', user_agent: 'Mozilla/5.0' },
		type: 'online',
	},
	livemode: false,
	multi_use: {},
	payment_method: ids.paymentMethod,
	payment_method_details: {
		sepa_debit: { reference: 'NXDSYREGC9PSMKWY', url: 'https://example.com/mandate' },
		type: 'sepa_debit',
	},
	status: 'active',
	type: 'multi_use',
};

const taxId = {
	id: 'txi_1SVc6TJ2nKd05LxqLb7wNe',
	object: 'tax_id',
	country: 'DE',
	customer: ids.customer,
	owner: { customer: ids.customer, type: 'customer' },
	type: 'eu_vat',
	value: 'DE123456789',
	verification: { status: 'pending', verified_address: null, verified_name: null },
	...plain,
};

/** What the events about means of payment tell. */
export const paymentMethodSamples = {
	'customer.tax_id.created': { object: taxId },
	'customer.tax_id.deleted': { object: taxId },
	'customer.tax_id.updated': {
		object: { ...taxId, verification: { ...taxId.verification, status: 'verified' } },
		previous_attributes: { verification: { status: 'pending' } },
	},
	'mandate.updated': {
		object: { ...mandate, status: 'inactive' },
		previous_attributes: { status: 'active' },
	},
	'payment_method.attached': { object: paymentMethod },
	'payment_method.automatically_updated': {
		object: paymentMethod,
		previous_attributes: { card: { exp_month: 9, exp_year: 2026 } },
	},
	'payment_method.detached': {
		object: { ...paymentMethod, customer: null },
		previous_attributes: { customer: ids.customer },
	},
	'payment_method.updated': {
		object: paymentMethod,
		previous_attributes: { billing_details: { email: null } },
	},
};
