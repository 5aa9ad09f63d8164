import { day, ids, now, plain, usual } from './shared';

const FINANCIAL_ACCOUNT = 'fa_1SVbvCJ2nKd05LxqWk8nTs';
const TRANSACTION = 'trxn_1SVcHTJ2nKd05LxqJd4rYm';
const RECEIPT = 'https://payments.stripe.com/regulatory-receipt/example';

/** What every movement of money has. */
const movement = {
	amount: 12_500,
	currency: 'usd',
	financial_account: FINANCIAL_ACCOUNT,
	hosted_regulatory_receipt_url: RECEIPT,
	transaction: TRANSACTION,
};

const financialAccount = {
	id: FINANCIAL_ACCOUNT,
	object: 'treasury.financial_account',
	active_features: ['financial_addresses.aba', 'outbound_payments.ach'],
	balance: {
		cash: { usd: 250_000 },
		inbound_pending: { usd: 0 },
		outbound_pending: { usd: 12_500 },
	},
	country: 'US',
	financial_addresses: [],
	pending_features: [],
	platform_restrictions: { inbound_flows: 'unrestricted', outbound_flows: 'unrestricted' },
	restricted_features: [],
	status: 'open',
	status_details: { closed: null },
	supported_currencies: ['usd'],
	...usual,
};

const receivedCredit = {
	id: 'rc_1SVcHTJ2nKd05LxqPv2xGb',
	object: 'treasury.received_credit',
	description: 'Payment of invoice 2204',
	failure_code: null,
	initiating_payment_method_details: {
		billing_details: { address: { country: 'US' }, email: null, name: 'Harbor Books LLC' },
		type: 'us_bank_account',
		us_bank_account: { bank_name: 'STRIPE TEST BANK', last4: '6789', routing_number: '110000000' },
	},
	linked_flows: {
		credit_reversal: null,
		issuing_authorization: null,
		issuing_transaction: null,
		source_flow: null,
		source_flow_type: null,
	},
	network: 'ach',
	reversal_details: { deadline: now + day, restricted_reason: null },
	status: 'succeeded',
	...movement,
	...plain,
};

const receivedDebit = {
	id: 'rd_1SVcHWJ2nKd05LxqTc6kZw',
	object: 'treasury.received_debit',
	description: 'Rent of the depot',
	failure_code: null,
	linked_flows: {
		debit_reversal: null,
		inbound_transfer: null,
		issuing_authorization: null,
		issuing_transaction: null,
		payout: null,
	},
	network: 'ach',
	reversal_details: { deadline: now + day, restricted_reason: null },
	status: 'succeeded',
	...movement,
	...plain,
};

const creditReversal = {
	id: 'credrev_1SVcHYJ2nKd05LxqXe9bRn',
	object: 'treasury.credit_reversal',
	network: 'ach',
	received_credit: receivedCredit.id,
	status: 'processing',
	status_transitions: { posted_at: null },
	...movement,
	...usual,
};

const debitReversal = {
	id: 'debrev_1SVcHZJ2nKd05LxqAm5yDk',
	object: 'treasury.debit_reversal',
	linked_flows: null,
	network: 'ach',
	received_debit: receivedDebit.id,
	status: 'processing',
	status_transitions: { completed_at: null },
	...movement,
	...usual,
};

const inboundTransfer = {
	id: 'ibt_1SVcHaJ2nKd05LxqBq7wSf',
	object: 'treasury.inbound_transfer',
	cancelable: true,
	description: 'For the fuel cards',
	failure_details: null,
	linked_flows: { received_debit: null },
	origin_payment_method: ids.paymentMethod,
	returned: false,
	statement_descriptor: 'transfer',
	status: 'processing',
	status_transitions: { failed_at: null, succeeded_at: null },
	...movement,
	...usual,
};

/** What the events about financial accounts and money that comes in tell. */
export const treasurySamples = {
	'treasury.credit_reversal.created': { object: creditReversal },
	'treasury.credit_reversal.posted': {
		object: { ...creditReversal, status: 'posted', status_transitions: { posted_at: now } },
	},
	'treasury.debit_reversal.completed': {
		object: { ...debitReversal, status: 'succeeded', status_transitions: { completed_at: now } },
	},
	'treasury.debit_reversal.created': { object: debitReversal },
	'treasury.debit_reversal.initial_credit_granted': { object: debitReversal },
	'treasury.financial_account.closed': {
		object: {
			...financialAccount,
			status: 'closed',
			status_details: { closed: { reasons: ['account_rejected'] } },
		},
	},
	'treasury.financial_account.created': { object: financialAccount },
	'treasury.financial_account.features_status_updated': { object: financialAccount },
	'treasury.inbound_transfer.canceled': {
		object: { ...inboundTransfer, cancelable: false, status: 'canceled' },
	},
	'treasury.inbound_transfer.created': { object: inboundTransfer },
	'treasury.inbound_transfer.failed': {
		object: {
			...inboundTransfer,
			cancelable: false,
			failure_details: { code: 'insufficient_funds' },
			status: 'failed',
			status_transitions: { failed_at: now, succeeded_at: null },
		},
	},
	'treasury.inbound_transfer.succeeded': {
		object: {
			...inboundTransfer,
			cancelable: false,
			status: 'succeeded',
			status_transitions: { failed_at: null, succeeded_at: now },
		},
	},
	'treasury.received_credit.created': { object: receivedCredit },
	'treasury.received_credit.failed': {
		object: { ...receivedCredit, failure_code: 'account_closed', status: 'failed' },
	},
	'treasury.received_credit.succeeded': { object: receivedCredit },
	'treasury.received_debit.created': { object: receivedDebit },
};
