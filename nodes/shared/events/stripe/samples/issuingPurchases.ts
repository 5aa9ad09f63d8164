import { card, cardholder } from './issuing';
import { now, usual } from './shared';

const purchase = {
	amount_details: { atm_fee: null, cashback_amount: null },
	cardholder: cardholder.id,
	currency: 'eur',
	merchant_currency: 'eur',
	merchant_data: {
		category: 'service_stations',
		category_code: '5541',
		city: 'Kiel',
		country: 'DE',
		name: 'Fuel by the Fjord',
		network_id: '412790055183',
		postal_code: '24103',
		state: null,
	},
};

const authorization = {
	id: 'iauth_1SVcFAJ2nKd05LxqCz8pWr',
	object: 'issuing.authorization',
	amount: 6180,
	approved: true,
	authorization_method: 'chip',
	balance_transactions: [],
	card,
	merchant_amount: 6180,
	pending_request: null,
	request_history: [],
	status: 'pending',
	transactions: [],
	verification_data: {
		address_line1_check: 'not_provided',
		address_postal_code_check: 'not_provided',
		cvc_check: 'match',
		expiry_check: 'match',
	},
	wallet: null,
	...purchase,
	...usual,
};

const request = {
	amount: 6180,
	approved: true,
	authorization_code: '204871',
	created: now,
	currency: 'eur',
	merchant_amount: 6180,
	merchant_currency: 'eur',
	reason: 'webhook_approved',
	reason_message: null,
};

const transaction = {
	id: 'ipi_1SVcFXJ2nKd05LxqKg3vTm',
	object: 'issuing.transaction',
	amount: -6180,
	authorization: authorization.id,
	balance_transaction: 'txn_1SVcFXJ2nKd05LxqQh6sNb',
	card: card.id,
	dispute: null,
	merchant_amount: -6180,
	type: 'capture',
	wallet: null,
	...purchase,
	...usual,
};

/** The transaction that disputes are about. */
export const issuingTransactionId = transaction.id;

/** What the events about purchases with cards that you issue tell. */
export const issuingPurchaseSamples = {
	'issuing_authorization.created': {
		object: { ...authorization, request_history: [request] },
	},
	'issuing_authorization.request': {
		object: {
			...authorization,
			approved: false,
			pending_request: {
				amount: 6180,
				currency: 'eur',
				is_amount_controllable: false,
				merchant_amount: 6180,
				merchant_currency: 'eur',
			},
		},
	},
	'issuing_authorization.updated': {
		object: { ...authorization, request_history: [request], status: 'closed' },
		previous_attributes: { status: 'pending' },
	},
	'issuing_transaction.created': { object: transaction },
	'issuing_transaction.purchase_details_receipt_updated': {
		object: {
			...transaction,
			purchase_details: {
				fuel: null,
				receipt: [{ description: 'Diesel', quantity: 38, total: 6180, unit_cost: 163 }],
				reference: 'R-40917',
			},
		},
	},
	'issuing_transaction.updated': {
		object: { ...transaction, metadata: { tour: 'north' } },
		previous_attributes: { metadata: {} },
	},
};
