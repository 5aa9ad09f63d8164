/** When each thin event of API v2 is sent. */
export const apiV2Descriptions = {
	'v2.commerce.product_catalog.imports.failed': 'A file of products could not be imported',
	'v2.commerce.product_catalog.imports.processing': 'The import of a file of products began',
	'v2.commerce.product_catalog.imports.succeeded': 'A file of products was imported',
	'v2.commerce.product_catalog.imports.succeeded_with_errors':
		'A file of products was imported, but for some rows',
	'v2.core.account.closed': 'An account was closed',
	'v2.core.account.created': 'An account was made',
	'v2.core.account.updated': 'An account changed',
	'v2.core.account[configuration.customer].capability_status_updated':
		'What an account may do as a customer changed',
	'v2.core.account[configuration.customer].updated':
		'The configuration of an account as a customer changed',
	'v2.core.account[configuration.merchant].capability_status_updated':
		'What an account may do as a merchant changed',
	'v2.core.account[configuration.merchant].updated':
		'The configuration of an account as a merchant changed',
	'v2.core.account[configuration.recipient].capability_status_updated':
		'What an account may do as a recipient changed',
	'v2.core.account[configuration.recipient].updated':
		'The configuration of an account as a recipient changed',
	'v2.core.account[defaults].updated': 'The defaults of an account were set or changed',
	'v2.core.account[future_requirements].updated': 'What an account will have to prove changed',
	'v2.core.account[identity].updated': 'The identity behind an account changed',
	'v2.core.account[requirements].updated': 'What an account has to prove changed',
	'v2.core.account_link.returned': 'Somebody came back from the link of an account',
	'v2.core.account_person.created': 'An account got a person',
	'v2.core.account_person.deleted': 'A person was taken from an account',
	'v2.core.account_person.updated': 'A person of an account changed',
	'v2.core.event_destination.ping': 'Somebody asked for an event to try an event destination',
	'v2.money_management.adjustment.created': 'A balance was adjusted',
	'v2.money_management.financial_account.created': 'A financial account was made',
	'v2.money_management.financial_account.updated': 'A financial account changed',
	'v2.money_management.financial_address.activated': 'A financial address can take money',
	'v2.money_management.financial_address.failed':
		'A financial address could not be made to take money',
	'v2.money_management.inbound_transfer.available': 'The money of an inbound transfer can be used',
	'v2.money_management.inbound_transfer.bank_debit_failed':
		'The bank debit of an inbound transfer failed',
	'v2.money_management.inbound_transfer.bank_debit_processing':
		'The bank debit of an inbound transfer began',
	'v2.money_management.inbound_transfer.bank_debit_queued':
		'The bank debit of an inbound transfer waits its turn',
	'v2.money_management.inbound_transfer.bank_debit_returned':
		'The bank debit of an inbound transfer was sent back',
	'v2.money_management.inbound_transfer.bank_debit_succeeded':
		'The bank debit of an inbound transfer succeeded',
	'v2.money_management.outbound_payment.canceled': 'An outbound payment was canceled',
	'v2.money_management.outbound_payment.created': 'An outbound payment was made',
	'v2.money_management.outbound_payment.failed': 'An outbound payment failed',
	'v2.money_management.outbound_payment.posted': 'An outbound payment was posted',
	'v2.money_management.outbound_payment.returned': 'An outbound payment was sent back',
	'v2.money_management.outbound_payment.under_review': 'An outbound payment is being reviewed',
	'v2.money_management.outbound_payment.updated': 'An outbound payment changed',
	'v2.money_management.payout_intent.canceled': 'A payout intent was canceled',
	'v2.money_management.payout_intent.created': 'A payout intent was made',
	'v2.money_management.payout_intent.pending': 'A payout intent waits',
	'v2.money_management.payout_intent.posted': 'A payout intent was posted',
	'v2.money_management.payout_intent.processing': 'A payout intent is being processed',
	'v2.money_management.payout_intent.requires_action': 'A payout intent needs somebody to act',
	'v2.money_management.payout_intent.updated': 'A payout intent changed',
	'v2.money_management.payout_method.created': 'A method of payout was made',
	'v2.money_management.payout_method.updated': 'A method of payout changed',
	'v2.money_management.received_credit.available': 'Money that came in can be used',
	'v2.money_management.received_credit.failed': 'Money could not be taken in',
	'v2.money_management.received_credit.returned': 'Money that came in was sent back',
	'v2.money_management.received_credit.succeeded': 'Money came in',
	'v2.money_management.recipient_verification.created': 'The check of a recipient began',
	'v2.money_management.recipient_verification.updated': 'The check of a recipient changed',
	'v2.money_management.transaction.created': 'A transaction was made',
	'v2.money_management.transaction.updated': 'A transaction changed',
};
