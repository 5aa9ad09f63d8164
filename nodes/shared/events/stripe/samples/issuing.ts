import { address, now, plain, usual } from './shared';

/** Who holds the card. */
export const cardholder = {
	id: 'ich_1SVbxMJ2nKd05LxqEu4kVp',
	object: 'issuing.cardholder',
	billing: { address },
	company: null,
	email: 'tomasz.wrobel@example.com',
	individual: {
		dob: { day: 2, month: 7, year: 1991 },
		first_name: 'Tomasz',
		last_name: 'Wróbel',
		verification: { document: { back: null, front: null } },
	},
	name: 'Tomasz Wróbel',
	phone_number: '+4945155501234',
	preferred_locales: ['de'],
	requirements: { disabled_reason: null, past_due: [] },
	status: 'active',
	type: 'individual',
	...usual,
};

/** The card. */
export const card = {
	id: 'ic_1SVbxNJ2nKd05LxqSy7dLh',
	object: 'issuing.card',
	brand: 'Visa',
	cancellation_reason: null,
	cardholder,
	currency: 'eur',
	exp_month: 11,
	exp_year: 2029,
	last4: '9016',
	replaced_by: null,
	replacement_for: null,
	replacement_reason: null,
	shipping: null,
	spending_controls: {
		allowed_categories: null,
		blocked_categories: null,
		spending_limits: [{ amount: 50_000, categories: [], interval: 'daily' }],
		spending_limits_currency: 'eur',
	},
	status: 'active',
	type: 'virtual',
	...usual,
};

const token = {
	id: 'intok_1SVcF3J2nKd05LxqBw5yXe',
	object: 'issuing.token',
	card: card.id,
	device_fingerprint: 'fp-7Qz2LmXk',
	last4: '5527',
	network: 'visa',
	network_updated_at: now,
	status: 'active',
	wallet_provider: 'google_pay',
	...plain,
};

/** What the events about cards that you issue tell. */
export const issuingSamples = {
	'issuing_card.created': { object: card },
	'issuing_card.updated': {
		object: { ...card, status: 'inactive' },
		previous_attributes: { status: 'active' },
	},
	'issuing_cardholder.created': { object: cardholder },
	'issuing_cardholder.updated': {
		object: cardholder,
		previous_attributes: { email: null },
	},
	'issuing_token.created': { object: { ...token, status: 'requested' } },
	'issuing_token.updated': { object: token, previous_attributes: { status: 'requested' } },
};
