import { plan, price } from './catalogItems';
import { day, ids, listOf, now, usual } from './shared';

const MONTH = 30 * day;

const item = {
	id: 'si_TqM5Rz8kLcW0Yv',
	object: 'subscription_item',
	created: now,
	current_period_end: now + MONTH,
	current_period_start: now,
	discounts: [],
	metadata: {},
	plan,
	price,
	quantity: 1,
	subscription: ids.subscription,
	tax_rates: [],
};

const subscription = {
	id: ids.subscription,
	object: 'subscription',
	application: null,
	automatic_tax: { disabled_reason: null, enabled: false, liability: null },
	billing_cycle_anchor: now,
	billing_mode: { flexible: null, type: 'classic' },
	cancel_at: null,
	cancel_at_period_end: false,
	canceled_at: null,
	cancellation_details: { comment: null, feedback: null, reason: null },
	collection_method: 'charge_automatically',
	currency: 'eur',
	customer: ids.customer,
	days_until_due: null,
	default_payment_method: ids.paymentMethod,
	description: null,
	discounts: [],
	ended_at: null,
	items: listOf(`/v1/subscription_items?subscription=${ids.subscription}`, item),
	latest_invoice: ids.invoice,
	pause_collection: null,
	pending_update: null,
	schedule: null,
	start_date: now,
	status: 'active',
	trial_end: null,
	trial_start: null,
	...usual,
};

const pendingUpdate = {
	billing_cycle_anchor: null,
	expires_at: now + day,
	subscription_items: [item],
	trial_end: null,
	trial_from_plan: null,
};

const schedule = {
	id: 'sub_sched_1SVc2BJ2nKd05LxqKt3mXv',
	object: 'subscription_schedule',
	application: null,
	canceled_at: null,
	completed_at: null,
	current_phase: { end_date: now + MONTH, start_date: now },
	customer: ids.customer,
	end_behavior: 'release',
	phases: [
		{
			currency: 'eur',
			discounts: [],
			end_date: now + MONTH,
			items: [{ discounts: [], metadata: {}, plan: plan.id, price: price.id, quantity: 1 }],
			metadata: {},
			proration_behavior: 'create_prorations',
			start_date: now,
			trial_end: null,
		},
	],
	released_at: null,
	released_subscription: null,
	status: 'active',
	subscription: ids.subscription,
	...usual,
};

const ended = { ...schedule, current_phase: null, subscription: null };

/** What the events about subscriptions tell. */
export const subscriptionSamples = {
	'customer.subscription.created': { object: subscription },
	'customer.subscription.deleted': {
		object: {
			...subscription,
			canceled_at: now,
			cancellation_details: {
				comment: 'We send less than we thought',
				feedback: 'unused',
				reason: 'cancellation_requested',
			},
			ended_at: now,
			status: 'canceled',
		},
	},
	'customer.subscription.paused': { object: { ...subscription, status: 'paused' } },
	'customer.subscription.pending_update_applied': {
		object: subscription,
		previous_attributes: { pending_update: pendingUpdate },
	},
	'customer.subscription.pending_update_expired': {
		object: subscription,
		previous_attributes: { pending_update: pendingUpdate },
	},
	'customer.subscription.resumed': {
		object: subscription,
		previous_attributes: { status: 'paused' },
	},
	'customer.subscription.trial_will_end': {
		object: {
			...subscription,
			status: 'trialing',
			trial_end: now + 3 * day,
			trial_start: now - 11 * day,
		},
	},
	'customer.subscription.updated': {
		object: { ...subscription, cancel_at: now + MONTH, cancel_at_period_end: true },
		previous_attributes: { cancel_at: null, cancel_at_period_end: false },
	},
	'subscription_schedule.aborted': { object: { ...ended, canceled_at: now, status: 'canceled' } },
	'subscription_schedule.canceled': { object: { ...ended, canceled_at: now, status: 'canceled' } },
	'subscription_schedule.completed': {
		object: { ...ended, completed_at: now, status: 'completed' },
	},
	'subscription_schedule.created': { object: schedule },
	'subscription_schedule.expiring': {
		object: { ...schedule, current_phase: { end_date: now + 7 * day, start_date: now - 23 * day } },
	},
	'subscription_schedule.released': {
		object: {
			...ended,
			released_at: now,
			released_subscription: ids.subscription,
			status: 'released',
		},
	},
	'subscription_schedule.updated': {
		object: { ...schedule, end_behavior: 'cancel' },
		previous_attributes: { end_behavior: 'release' },
	},
};
