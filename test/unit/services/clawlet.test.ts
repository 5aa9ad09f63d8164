import { clawletGitHubEvents, clawletStripeEvents } from '../../../nodes/shared/events/clawlet';
import { gitHubEvents } from '../../../nodes/shared/events/github';
import { stripeEvents } from '../../../nodes/shared/events/stripe';
import { findUnknownEntries } from '../../../nodes/shared/events/eventFilter';
import { clawlet } from '../../../nodes/shared/services/clawlet';

describe('Clawlet, "Webhooks Documentation"', () => {
	test('handles seven events of GitHub and seven of Stripe', () => {
		expect(clawletGitHubEvents).toEqual([
			'push',
			'pull_request',
			'issues',
			'issue_comment',
			'release',
			'fork',
			'star',
		]);
		expect(clawletStripeEvents).toEqual([
			'checkout.session.completed',
			'payment_intent.succeeded',
			'payment_intent.payment_failed',
			'invoice.paid',
			'invoice.payment_failed',
			'customer.created',
			'customer.updated',
		]);
		expect(gitHubEvents).toEqual(expect.arrayContaining([...clawletGitHubEvents]));
		expect(stripeEvents).toEqual(expect.arrayContaining([...clawletStripeEvents]));
	});

	test('takes custom events of any name, so filters may name any', () => {
		const { catalog } = clawlet.scheme.event;
		expect(findUnknownEntries('event_type_1, user.*', catalog)).toEqual([]);
	});
});
