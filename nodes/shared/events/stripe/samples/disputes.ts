import { day, ids, now, plain, usual } from './shared';

const dispute = {
	id: 'du_1SVcAKJ2nKd05LxqWb3xTe',
	object: 'dispute',
	amount: 4250,
	balance_transactions: [],
	charge: ids.charge,
	currency: 'eur',
	evidence: { customer_email_address: 'mira.olsen@example.com', customer_name: 'Mira Olsen' },
	evidence_details: {
		due_by: now + 9 * day,
		has_evidence: false,
		past_due: false,
		submission_count: 0,
	},
	is_charge_refundable: false,
	network_reason_code: '10.4',
	payment_intent: ids.paymentIntent,
	reason: 'fraudulent',
	status: 'needs_response',
	...usual,
};

const fraudWarning = {
	id: 'issfr_1SVcAEJ2nKd05LxqRk9mUz',
	object: 'radar.early_fraud_warning',
	actionable: true,
	charge: ids.charge,
	fraud_type: 'made_with_stolen_card',
	payment_intent: ids.paymentIntent,
	...plain,
};

const review = {
	id: 'prv_1SVc9QJ2nKd05LxqVd2hKy',
	object: 'review',
	billing_zip: '23568',
	charge: ids.charge,
	closed_reason: null,
	ip_address: '203.0.113.24',
	open: true,
	opened_reason: 'rule',
	payment_intent: ids.paymentIntent,
	reason: 'rule',
	session: null,
	...plain,
};

/** What the events about disputes and suspected fraud tell. */
export const disputeSamples = {
	'charge.dispute.created': { object: dispute },
	'charge.dispute.updated': {
		object: {
			...dispute,
			evidence_details: { ...dispute.evidence_details, has_evidence: true, submission_count: 1 },
			status: 'under_review',
		},
		previous_attributes: {
			evidence_details: { has_evidence: false, submission_count: 0 },
			status: 'needs_response',
		},
	},
	'charge.dispute.closed': { object: { ...dispute, status: 'won' } },
	'charge.dispute.funds_withdrawn': { object: dispute },
	'charge.dispute.funds_reinstated': { object: { ...dispute, status: 'won' } },
	'radar.early_fraud_warning.created': { object: fraudWarning },
	'radar.early_fraud_warning.updated': {
		object: { ...fraudWarning, actionable: false },
		previous_attributes: { actionable: true },
	},
	'review.opened': { object: review },
	'review.closed': {
		object: { ...review, closed_reason: 'approved', open: false, reason: 'approved' },
	},
};
