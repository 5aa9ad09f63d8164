import { issuingTransactionId } from './issuingPurchases';
import { now, usual } from './shared';

const dispute = {
	id: 'idp_1SVcGJJ2nKd05LxqVn4tHz',
	object: 'issuing.dispute',
	amount: 6180,
	balance_transactions: [],
	currency: 'eur',
	evidence: {
		fraudulent: { additional_documentation: null, explanation: 'The card was at home' },
		reason: 'fraudulent',
	},
	status: 'submitted',
	transaction: issuingTransactionId,
	...usual,
};

const design = {
	id: 'ipd_1SVbwTJ2nKd05LxqFs6mRy',
	object: 'issuing.personalization_design',
	card_logo: 'file_1SVbwSJ2nKd05LxqLr9kBd',
	carrier_text: {
		footer_body: null,
		footer_title: null,
		header_body: 'Your card for the road',
		header_title: 'Welcome',
	},
	lookup_key: 'couriers',
	name: 'Couriers',
	physical_bundle: 'ics_1SVbwRJ2nKd05LxqHw3gPe',
	preferences: { is_default: false, is_platform_default: null },
	rejection_reasons: { card_logo: null, carrier_text: null },
	status: 'active',
	...usual,
};

/** What the events about disputes and designs of cards that you issue tell. */
export const issuingDisputeSamples = {
	'issuing_dispute.closed': { object: { ...dispute, status: 'won' } },
	'issuing_dispute.created': { object: { ...dispute, status: 'unsubmitted' } },
	'issuing_dispute.funds_reinstated': { object: { ...dispute, status: 'won' } },
	'issuing_dispute.funds_rescinded': { object: { ...dispute, status: 'lost' } },
	'issuing_dispute.submitted': {
		object: dispute,
		previous_attributes: { status: 'unsubmitted' },
	},
	'issuing_dispute.updated': {
		object: { ...dispute, metadata: { seen_at: String(now) } },
		previous_attributes: { metadata: {} },
	},
	'issuing_personalization_design.activated': { object: design },
	'issuing_personalization_design.deactivated': { object: { ...design, status: 'inactive' } },
	'issuing_personalization_design.rejected': {
		object: {
			...design,
			rejection_reasons: { card_logo: ['non_binary_image'], carrier_text: null },
			status: 'rejected',
		},
	},
	'issuing_personalization_design.updated': {
		object: design,
		previous_attributes: { name: 'Drivers' },
	},
};
