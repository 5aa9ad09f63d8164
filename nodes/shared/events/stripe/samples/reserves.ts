import { day, ids, now, usual } from './shared';

const reservePlan = {
	id: 'resvpln_1SVbyKJ2nKd05LxqGm3xCw',
	object: 'reserve.plan',
	created_by: 'stripe',
	currency: 'eur',
	destination: 'risk_reserved',
	disabled_at: null,
	percent: 10,
	rolling_release: { days_after_charge: 90, expires_on: null },
	status: 'active',
	type: 'rolling_release',
	...usual,
};

const reserveHold = {
	id: 'resvhld_1SVc8ZJ2nKd05LxqYd9rSk',
	object: 'reserve.hold',
	amount: 425,
	amount_releasable: 425,
	created_by: 'stripe',
	currency: 'eur',
	destination: 'risk_reserved',
	is_releasable: false,
	reason: 'charge',
	release_schedule: { release_after: now + 90 * day, scheduled_release: null },
	reserve_plan: reservePlan.id,
	source_charge: ids.charge,
	source_type: 'card',
	...usual,
};

/** What the events about reserves tell. */
export const reserveSamples = {
	'reserve.hold.created': { object: reserveHold },
	'reserve.hold.updated': {
		object: { ...reserveHold, is_releasable: true },
		previous_attributes: { is_releasable: false },
	},
	'reserve.plan.created': { object: reservePlan },
	'reserve.plan.disabled': { object: { ...reservePlan, disabled_at: now, status: 'disabled' } },
	'reserve.plan.expired': { object: { ...reservePlan, status: 'expired' } },
	'reserve.plan.updated': {
		object: { ...reservePlan, percent: 5 },
		previous_attributes: { percent: 10 },
	},
	'reserve.release.created': {
		object: {
			id: 'resvrel_1SVcEVJ2nKd05LxqAc2nZt',
			object: 'reserve.release',
			amount: 425,
			created_by: 'stripe',
			currency: 'eur',
			destination: 'payments',
			reason: 'hold_expired',
			released_at: now,
			reserve_hold: reserveHold.id,
			reserve_plan: reservePlan.id,
			...usual,
		},
	},
};
