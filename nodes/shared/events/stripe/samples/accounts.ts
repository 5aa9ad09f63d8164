import { address, ids, listOf, now, plain } from './shared';

const bankAccount = {
	id: 'ba_1RwT7pQm8ZbN4xYeGd3vKc',
	object: 'bank_account',
	account: ids.account,
	account_holder_name: 'Jonas Berg',
	account_holder_type: 'individual',
	bank_name: 'STRIPE TEST BANK',
	country: 'DE',
	currency: 'eur',
	default_for_currency: true,
	fingerprint: 'Wm5tRx2LcZ8vHd0Q',
	last4: '3000',
	metadata: {},
	routing_number: '110000000',
	status: 'new',
};

const due = {
	alternatives: [],
	currently_due: [],
	errors: [],
	eventually_due: [],
	past_due: [],
	pending_verification: [],
};

const requirements = { ...due, current_deadline: null, disabled_reason: null };

const account = {
	id: ids.account,
	object: 'account',
	business_profile: { mcc: '4215', name: 'Berg Couriers', url: 'https://couriers.example.com' },
	business_type: 'individual',
	capabilities: { card_payments: 'active', transfers: 'active' },
	charges_enabled: true,
	country: 'DE',
	created: 1_788_336_000,
	default_currency: 'eur',
	details_submitted: true,
	email: 'jonas.berg@example.com',
	external_accounts: listOf(`/v1/accounts/${ids.account}/external_accounts`, bankAccount),
	metadata: {},
	payouts_enabled: true,
	requirements,
	type: 'express',
};

const application = { id: ids.application, object: 'application', name: 'Acme Parcels' };

const person = {
	id: 'person_1RwT6wQm8ZbN4xYeFr9sLm',
	object: 'person',
	account: ids.account,
	address,
	created: now,
	dob: { day: 14, month: 3, year: 1984 },
	email: 'jonas.berg@example.com',
	first_name: 'Jonas',
	id_number_provided: true,
	last_name: 'Berg',
	metadata: {},
	relationship: { director: false, owner: true, representative: true, title: 'Owner' },
	requirements: due,
	verification: { status: 'verified' },
};

const fee = {
	id: ids.applicationFee,
	object: 'application_fee',
	account: ids.account,
	amount: 425,
	amount_refunded: 0,
	application: ids.application,
	balance_transaction: ids.transaction,
	charge: ids.charge,
	currency: 'eur',
	originating_transaction: null,
	refunded: false,
	refunds: listOf(`/v1/application_fees/${ids.applicationFee}/refunds`),
	...plain,
};

const install = {
	id: 'appinst_1SVbzHJ2nKd05LxqXe4pWn',
	object: 'apps.install',
	account: ids.account,
	app: 'com.example.parcels',
	approval_required: false,
	auth_code: null,
	channel: 'public',
	content_security_policy_granted: { connect_src: [], image_src: [] },
	content_security_policy_pending: { connect_src: [], image_src: [] },
	created_by: null,
	endpoints_granted: [],
	endpoints_pending: [],
	permissions_granted: ['charge_read'],
	permissions_pending: [],
	status: 'installed',
	...plain,
};

/** What the events about connected accounts and apps tell. */
export const accountSamples = {
	'account.application.authorized': { object: application },
	'account.application.deauthorized': { object: application },
	'account.external_account.created': { object: bankAccount },
	'account.external_account.deleted': { object: bankAccount },
	'account.external_account.updated': {
		object: { ...bankAccount, status: 'validated' },
		previous_attributes: { status: 'new' },
	},
	'account.updated': {
		object: account,
		previous_attributes: { charges_enabled: false, payouts_enabled: false },
	},
	'application_fee.created': { object: fee },
	'application_fee.refunded': { object: { ...fee, amount_refunded: 425, refunded: true } },
	'application_fee.refund.updated': {
		object: {
			id: 'fr_1SVcDQJ2nKd05LxqHk6tYb',
			object: 'fee_refund',
			amount: 425,
			balance_transaction: ids.transaction,
			created: now,
			currency: 'eur',
			fee: ids.applicationFee,
			metadata: { reason: 'order canceled' },
		},
		previous_attributes: { metadata: {} },
	},
	'apps.install.created': { object: install },
	'apps.install.deleted': { object: { ...install, status: 'uninstalling' } },
	'apps.install.updated': {
		object: { ...install, permissions_granted: ['charge_read', 'customer_read'] },
		previous_attributes: { permissions_granted: ['charge_read'] },
	},
	'capability.updated': {
		object: {
			id: 'card_payments',
			object: 'capability',
			account: ids.account,
			requested: true,
			requested_at: now,
			requirements,
			status: 'active',
		},
		previous_attributes: { status: 'pending' },
	},
	'person.created': { object: person },
	'person.deleted': { object: person },
	'person.updated': {
		object: person,
		previous_attributes: { verification: { status: 'pending' } },
	},
};
