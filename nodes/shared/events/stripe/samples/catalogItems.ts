import { ids, usual } from './shared';

const CREATED = 1_793_520_000;

/** What is sold. */
export const product = {
	id: ids.product,
	object: 'product',
	active: true,
	default_price: ids.price,
	description: 'Ten labels a day',
	images: [],
	marketing_features: [],
	name: 'Label Plan',
	package_dimensions: null,
	shippable: null,
	statement_descriptor: null,
	tax_code: null,
	type: 'service',
	unit_label: null,
	updated: usual.created,
	url: null,
	...usual,
	created: CREATED,
};

/** For how much it is sold. */
export const price = {
	id: ids.price,
	object: 'price',
	active: true,
	billing_scheme: 'per_unit',
	currency: 'eur',
	custom_unit_amount: null,
	lookup_key: 'label-plan-monthly',
	nickname: 'Monthly',
	product: ids.product,
	recurring: {
		interval: 'month',
		interval_count: 1,
		meter: null,
		trial_period_days: null,
		usage_type: 'licensed',
	},
	tax_behavior: 'inclusive',
	tiers_mode: null,
	transform_quantity: null,
	type: 'recurring',
	unit_amount: 1900,
	unit_amount_decimal: '1900',
	...usual,
	created: CREATED,
};

/** The same in the form of old. */
export const plan = {
	id: ids.price,
	object: 'plan',
	active: true,
	amount: 1900,
	amount_decimal: '1900',
	billing_scheme: 'per_unit',
	currency: 'eur',
	interval: 'month',
	interval_count: 1,
	meter: null,
	nickname: 'Monthly',
	product: ids.product,
	tiers_mode: null,
	transform_usage: null,
	trial_period_days: null,
	usage_type: 'licensed',
	...usual,
	created: CREATED,
};

/** What the events about products, plans and prices tell. */
export const catalogItemSamples = {
	'plan.created': { object: plan },
	'plan.deleted': { object: { ...plan, active: false } },
	'plan.updated': { object: plan, previous_attributes: { nickname: null } },
	'price.created': { object: price },
	'price.deleted': { object: { ...price, active: false } },
	'price.updated': { object: price, previous_attributes: { lookup_key: null } },
	'product.created': { object: product },
	'product.deleted': { object: { ...product, active: false, default_price: null } },
	'product.updated': {
		object: product,
		previous_attributes: { description: null, updated: CREATED },
	},
};
