import type { EventDefinition, SampleObject } from './types';

const event = (name: string, data: SampleObject): SampleObject => ({
	event_type: name,
	timestamp: '2026-11-20T08:15:42Z',
	data,
});

/** Examples of custom events for Clawlet, which takes an event of any name. */
export const clawletEvents: readonly EventDefinition[] = [
	{
		name: 'order.created',
		title: 'Order Created',
		description: 'An example: something was ordered',
		sample: event('order.created', {
			order_id: 'AP-1001',
			customer: 'Mira Olsen',
			total: 42.5,
			currency: 'EUR',
		}),
	},
	{
		name: 'deploy.finished',
		title: 'Deploy Finished',
		description: 'An example: a new version is online',
		sample: event('deploy.finished', {
			service: 'shop',
			version: '4.12.0',
			status: 'succeeded',
			duration_seconds: 94,
		}),
	},
	{
		name: 'alert.raised',
		title: 'Alert Raised',
		description: 'An example: a value left its bounds',
		sample: event('alert.raised', {
			name: 'Disk Almost Full',
			severity: 'warning',
			host: 'db-2.example.com',
			value: 0.91,
		}),
	},
];

/** The events of GitHub that Clawlet handles, in the order of its documentation. */
export const clawletGitHubEvents: readonly string[] = [
	'push',
	'pull_request',
	'issues',
	'issue_comment',
	'release',
	'fork',
	'star',
];

/** The events of Stripe that Clawlet handles, in the order of its documentation. */
export const clawletStripeEvents: readonly string[] = [
	'checkout.session.completed',
	'payment_intent.succeeded',
	'payment_intent.payment_failed',
	'invoice.paid',
	'invoice.payment_failed',
	'customer.created',
	'customer.updated',
];
