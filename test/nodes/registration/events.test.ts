import { gitHubEvents } from '../../../nodes/shared/events/github';
import { stripeEvents } from '../../../nodes/shared/events/stripe';
import { stripeThinEvents } from '../../../nodes/shared/events/stripe/thin';
import { twigEvents } from '../../../nodes/shared/events/twig';
import { useClock } from '../../support/n8n/clock';
import { findLeaks } from '../../support/n8n/leaks';
import { accepted, outcomeOf, productionUrl } from './publishing';
import type { ServiceKind } from './service';
import { gitHub, organization, problemOf, rest, startWith, stripe, twig } from './settings';
import { published, urls } from './steps';

/* Which events a service is asked for when a trigger registers itself. */

useClock();

const THIN = ['v1.invoice.paid', 'v2.core.account[identity].updated'];
const PROJECTS_V2 = ['projects_v2', 'projects_v2_item', 'projects_v2_status_update'];

describe('the events that the service is asked for', () => {
	test.each<[string, ServiceKind, unknown, readonly string[]]>([
		['all of GitHub', gitHub, '', ['*']],
		['some of GitHub', gitHub, 'push, issues', ['push', 'issues']],
		[
			'a pattern of GitHub',
			gitHub,
			'check_*, !check_run',
			gitHubEvents.filter((name) => name === 'check_suite'),
		],
		['all but some of GitHub', gitHub, '!push', ['*']],
		['all of GitHub by a pattern', gitHub, '*', ['*']],
		['all of GitHub by a pattern beside others', gitHub, 'push, *, !fork', ['*']],
		[
			'a pattern of GitHub, without what only apps get',
			gitHub,
			'deployment*, workflow_*',
			['deployment', 'deployment_status', 'workflow_job', 'workflow_run'],
		],
		[
			"a pattern of GitHub, without what only organizations' webhooks get",
			gitHub,
			'project*',
			['project', 'project_card', 'project_column'],
		],
		[
			'the same of an organization',
			organization,
			'project*',
			['project', 'project_card', 'project_column', ...PROJECTS_V2],
		],
		[
			'a name that GitHub has since yesterday',
			gitHub,
			'push, issue_haunted',
			['push', 'issue_haunted'],
		],
		['a name that Stripe has since yesterday', stripe, 'invoice.haunted', ['invoice.haunted']],
		['all of Stripe', stripe, '', ['*']],
		[
			'a pattern of Stripe',
			stripe,
			'invoice.*, !invoice.paid',
			stripeEvents.filter((name) => name.startsWith('invoice.') && name !== 'invoice.paid'),
		],
		['all of Stripe by a pattern', stripe, '*', ['*']],
		[
			'a pattern of Stripe that thin events would fit, too',
			stripe,
			'*invoice.payment_*',
			stripeEvents.filter((name) => name.startsWith('invoice.payment_')),
		],
		['thin events of Stripe', stripe, THIN.join(', '), THIN],
		[
			'a pattern of thin events of Stripe',
			stripe,
			'v1.billing.*, !v1.billing.meter.*',
			stripeThinEvents.filter((name) => /^v1\.billing\.(?!meter)/.test(name)),
		],
		['a thin event that Stripe has since yesterday', stripe, 'v2.core.haunt', ['v2.core.haunt']],
		['all thin events of Stripe', stripe, 'v*', stripeThinEvents],
		['all of Twig AI', twig, [], twigEvents.map(({ name }) => name)],
		['some of Twig AI', twig, ['agent.updated'], ['agent.updated']],
		['all of any other service', rest, '', []],
		['some of any other service', rest, 'a.b, c', ['a.b', 'c']],
		['a pattern of any other service, which has to ask for all', rest, 'a.*', []],
	])('%s', async (_, kind, events, expected) => {
		const [trigger, fake] = await startWith(kind, { events: events as string });
		expect((await trigger.publish()).error).toBeUndefined();
		expect(fake.hooks().map((hook) => hook.events)).toEqual([expected]);
	});

	test.each(['invoice.paid, v1.invoice.paid', 'v2.*, charge.*', '*, v1.invoice.paid'])(
		'%s: thin events of Stripe beside others are refused, with what to do',
		async (events) => {
			expect(await problemOf(stripe, { events })).toBe(
				"The field 'Events' chooses thin events, such as v1.invoice.paid, and snapshot events, such as invoice.paid. Stripe sends the two kinds to different endpoints, each with a secret of its own. Use two triggers, one for each kind.",
			);
		},
	);

	test('a thin event of Stripe comes in with its name, and nothing of it is unexpected', async () => {
		const [trigger, fake] = await startWith(stripe, {
			events: 'v1.billing.meter.*',
			options: { refuseUnexpected: true },
		});
		await trigger.publish();
		const [hook] = fake.hooks();
		expect(findLeaks(trigger.database, hook?.secret ?? '')).toEqual([]);
		const event = {
			id: 'evt_test_65R9Ijk8dKEYZcXeRWn16R9A7j1FSQ3w3TGDPLLGSM4CW0',
			object: 'v2.core.event',
			type: 'v1.billing.meter.error_report_triggered',
			livemode: false,
			created: '2026-11-20T08:15:42.318Z',
			related_object: { id: 'mtr_1', type: 'billing.meter', url: '/v1/billing/meters/mtr_1' },
		};
		expect(outcomeOf(await trigger.post(...fake.sign(hook?.secret ?? '', event)))).toEqual(
			accepted,
		);
	});

	test('a name that nobody knows is told once, with the nearest one, and hinders nothing', async () => {
		const [trigger, fake] = await startWith(gitHub, { events: 'push, pull_requests' });
		const { error, warnings } = await trigger.publish();
		expect(error).toBeUndefined();
		expect(warnings).toEqual([
			expect.stringMatching(
				/The field 'Events': the entry 'pull_requests' matches no event .* uses it as written\. Did you mean pull_request\?$/,
			),
		]);
		expect(fake.hooks().map((hook) => hook.events)).toEqual([['push', 'pull_requests']]);
	});

	test('what only apps get is told once and not asked for', async () => {
		const [trigger, fake] = await startWith(gitHub, { events: 'push, workflow_dispatch' });
		const { error, warnings } = await trigger.publish();
		expect(error).toBeUndefined();
		expect(warnings).toEqual([
			expect.stringMatching(
				/The field 'Events': GitHub does not send workflow_dispatch to webhooks of a repository, so the trigger did not ask for it\.$/,
			),
		]);
		expect(fake.hooks().map((hook) => hook.events)).toEqual([['push']]);
	});

	test.each(['workflow_dispatch', 'repository_dispatch, team', 'installation*'])(
		'%s chooses nothing that could come to a repository, and that is refused',
		async (events) => {
			expect(await problemOf(gitHub, { events })).toMatch(
				/^The field 'Events' has no event that GitHub can send here: GitHub does not send \w+(, \w+)* to webhooks of a repository\. Choose other events/,
			);
		},
	);

	test.each([gitHub, stripe, rest, twig])(
		'$name: other events come to the webhook',
		async (kind) => {
			const isTwig = kind === twig;
			const [trigger, fake] = await published(kind);
			const events = isTwig ? ['agent.created'] : kind === rest ? 'other' : undefined;
			const named = kind === gitHub ? 'issues' : 'invoice.created';
			trigger.setup.parameters = { ...trigger.setup.parameters, events: events ?? named };
			await trigger.publish();
			expect(urls(fake)).toEqual([productionUrl]);
			const [hook] = fake.hooks();
			expect(hook?.events).toEqual(isTwig ? events : [events ?? named]);
			const request = fake.sign(hook?.secret ?? '');
			// Genuine, but no longer wanted.
			expect(outcomeOf(await trigger.post(...request))).toEqual({
				statusCode: 200,
				started: false,
			});
		},
	);
});
