import { ids, usual } from './shared';

const coupon = {
	id: 'WINTER10',
	object: 'coupon',
	amount_off: null,
	currency: null,
	duration: 'once',
	duration_in_months: null,
	max_redemptions: 200,
	name: 'Ten percent in winter',
	percent_off: 10,
	redeem_by: null,
	times_redeemed: 17,
	valid: true,
	...usual,
};

const promotionCode = {
	id: 'promo_1SVc4HJ2nKd05LxqYv8nRt',
	object: 'promotion_code',
	active: true,
	code: 'PARCEL10',
	customer: null,
	expires_at: null,
	max_redemptions: 50,
	promotion: { coupon: coupon.id, type: 'coupon' },
	restrictions: {
		first_time_transaction: true,
		minimum_amount: null,
		minimum_amount_currency: null,
	},
	times_redeemed: 3,
	...usual,
};

const discount = {
	id: 'di_1SVc8XJ2nKd05LxqCm6dZp',
	object: 'discount',
	checkout_session: null,
	customer: ids.customer,
	end: null,
	invoice: null,
	invoice_item: null,
	promotion_code: promotionCode.id,
	source: { coupon: coupon.id, type: 'coupon' },
	start: usual.created,
	subscription: ids.subscription,
	subscription_item: null,
};

const taxRate = {
	id: 'txr_1SVc3DJ2nKd05LxqJh7fLx',
	object: 'tax_rate',
	active: true,
	country: 'DE',
	description: null,
	display_name: 'MwSt.',
	effective_percentage: 19,
	flat_amount: null,
	inclusive: true,
	jurisdiction: 'DE',
	jurisdiction_level: 'country',
	percentage: 19,
	rate_type: 'percentage',
	state: null,
	tax_type: 'vat',
	...usual,
};

/** What the events about discounts and tax rates tell. */
export const discountSamples = {
	'coupon.created': { object: coupon },
	'coupon.deleted': { object: { ...coupon, valid: false } },
	'coupon.updated': { object: coupon, previous_attributes: { name: 'Winter' } },
	'customer.discount.created': { object: discount },
	'customer.discount.deleted': { object: { ...discount, end: usual.created } },
	'customer.discount.updated': {
		object: discount,
		previous_attributes: { promotion_code: null },
	},
	'promotion_code.created': { object: promotionCode },
	'promotion_code.updated': {
		object: { ...promotionCode, active: false },
		previous_attributes: { active: true },
	},
	'tax_rate.created': { object: taxRate },
	'tax_rate.updated': {
		object: { ...taxRate, active: false },
		previous_attributes: { active: true },
	},
};
