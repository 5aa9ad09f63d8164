import type { SampleObject } from '../../types';

/** What an event tells: the object as it is now, and what was different before. */
export interface StripeEventData {
	readonly object: SampleObject;
	readonly previous_attributes?: SampleObject;
}

/** When everything happens: 2026-11-20T08:15:42Z, in seconds since 1970. */
export const now = 1_795_162_542;
/** A day in seconds. */
export const day = 86_400;

/** IDs of objects that others refer to. */
export const ids = {
	account: 'acct_1RwT6kQm8ZbN4xYe',
	application: 'ca_TqM4Hc0wLr7vXs2KdPzE9bYn5UfJ3gAo',
	applicationFee: 'fee_1SVc9BJ2nKd05Lxq',
	card: 'card_1SVc8UJ2nKd05LxqYtWz',
	charge: 'ch_3SVc8YJ2nKd05Lxq1bFmT9aD',
	customer: 'cus_TqM4xN8vRk2LwB',
	invoice: 'in_1SVc8XJ2nKd05LxqPd6uHk',
	paymentIntent: 'pi_3SVc8YJ2nKd05Lxq1WtBzR7h',
	paymentMethod: 'pm_1SVc8WJ2nKd05LxqAe4vGs',
	price: 'price_1SU0fZJ2nKd05LxqMc8rTn',
	product: 'prod_TqK9dYw3Gh5VtS',
	subscription: 'sub_1SVc8XJ2nKd05LxqZn7wBj',
	transaction: 'txn_3SVc8YJ2nKd05Lxq1uQhXe0c',
} as const;

/** What most objects begin and end with. */
export const usual = { created: now, livemode: false, metadata: {} };

/** The same without notes of the user. */
export const plain = { created: now, livemode: false };

/** A list as part of an object. */
export const listOf = (url: string, ...data: readonly SampleObject[]): SampleObject => ({
	object: 'list',
	data,
	has_more: false,
	url,
});

/** An address of the customer. */
export const address = {
	city: 'Lübeck',
	country: 'DE',
	line1: 'Hafenstraße 12',
	line2: null,
	postal_code: '23568',
	state: null,
};

/** Who pays. */
export const billingDetails = {
	address,
	email: 'mira.olsen@example.com',
	name: 'Mira Olsen',
	phone: null,
	tax_id: null,
};
