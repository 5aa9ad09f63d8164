/** When each event about linked bank accounts and Treasury is sent. */
export const bankingDescriptions = {
	'financial_connections.account.account_numbers_updated':
		'The numbers of a linked account changed',
	'financial_connections.account.created': 'A bank account was linked',
	'financial_connections.account.deactivated': 'A linked account became inactive',
	'financial_connections.account.disconnected': 'A linked account was disconnected',
	'financial_connections.account.expected_deactivation_date_updated':
		'A linked account is expected to become inactive on another day',
	'financial_connections.account.reactivated': 'A linked account became active again',
	'financial_connections.account.refreshed_balance': 'The balance of a linked account was read',
	'financial_connections.account.refreshed_ownership': 'The owners of a linked account were read',
	'financial_connections.account.refreshed_transactions':
		'The transactions of a linked account were read',
	'financial_connections.account.supported_payment_method_types_updated':
		'A linked account can be used for other means of payment',
	'financial_connections.account.upcoming_account_number_expiry':
		'A tokenized number of a linked account is about to expire',
	'financial_connections.account.upcoming_deactivation':
		'A linked account is about to become inactive',
	'financial_connections.authorization.expected_deactivation_date_updated':
		'An authorization is expected to become inactive on another day',
	'financial_connections.authorization.upcoming_deactivation':
		'An authorization is about to become inactive',
	'treasury.credit_reversal.created': 'A reversal of received money was requested',
	'treasury.credit_reversal.posted': 'Money that came in was sent back',
	'treasury.debit_reversal.completed': 'A debit was taken back',
	'treasury.debit_reversal.created': 'A reversal of a debit was requested',
	'treasury.debit_reversal.initial_credit_granted': 'The money of a debit was credited for now',
	'treasury.financial_account.closed': 'A financial account was closed',
	'treasury.financial_account.created': 'A financial account was made',
	'treasury.financial_account.features_status_updated':
		'The status of features of a financial account changed',
	'treasury.inbound_transfer.canceled': 'A transfer from a bank account was canceled',
	'treasury.inbound_transfer.created': 'A transfer from a bank account began',
	'treasury.inbound_transfer.failed': 'A transfer from a bank account failed',
	'treasury.inbound_transfer.succeeded': 'A transfer from a bank account succeeded',
	'treasury.outbound_payment.canceled': 'A payment to somebody else was canceled',
	'treasury.outbound_payment.created': 'A payment to somebody else began',
	'treasury.outbound_payment.expected_arrival_date_updated':
		'A payment to somebody else is expected on another day',
	'treasury.outbound_payment.failed': 'A payment to somebody else failed',
	'treasury.outbound_payment.posted': 'A payment to somebody else was sent',
	'treasury.outbound_payment.returned': 'A payment to somebody else came back',
	'treasury.outbound_payment.tracking_details_updated': 'A payment to somebody else can be tracked',
	'treasury.outbound_transfer.canceled': 'A transfer to a bank account was canceled',
	'treasury.outbound_transfer.created': 'A transfer to a bank account began',
	'treasury.outbound_transfer.expected_arrival_date_updated':
		'A transfer to a bank account is expected on another day',
	'treasury.outbound_transfer.failed': 'A transfer to a bank account failed',
	'treasury.outbound_transfer.posted': 'A transfer to a bank account was sent',
	'treasury.outbound_transfer.returned': 'A transfer to a bank account came back',
	'treasury.outbound_transfer.tracking_details_updated':
		'A transfer to a bank account can be tracked',
	'treasury.received_credit.created': 'A financial account received money',
	'treasury.received_credit.failed': 'Money could not be credited to a financial account',
	'treasury.received_credit.succeeded': 'Money was credited to a financial account',
	'treasury.received_debit.created': 'Somebody took money from a financial account',
};
