import type { IDataObject } from 'n8n-workflow';
import { githubEvents } from '../../../nodes/shared/events/github';
import { stripeEvents } from '../../../nodes/shared/events/stripe';
import { stripeThinEvents } from '../../../nodes/shared/events/stripeThin';
import { twigEvents } from '../../../nodes/shared/events/twig';
import { useClock } from '../../support/n8n/clock';
import { findLeaks } from '../../support/n8n/leaks';
import { accepted, outcomeOf, productionUrl, refused, unready } from './publishing';
import type { PublishedTrigger } from './publishing';
import type { Service, ServiceKind } from './service';
import { restParameters, services } from './services';
import { onlyHook, published, start, urls } from './steps';

/* What users can set about automatic registration. */

const clock = useClock();

const THIN = ['v1.invoice.paid', 'v2.core.account[identity].updated'];
const PROJECTS_V2 = ['projects_v2', 'projects_v2_item', 'projects_v2_status_update'];

function service(name: string): ServiceKind {
	const found = services.find((kind) => kind.name === name);
	if (!found) throw new Error(`There is no service ${name}`);
	return found;
}

const github = service('a repository of GitHub');
const organization = service('an organization of GitHub');
const stripe = service('Stripe');
const twig = service('Twig AI');
const rest = service('a service that lists webhooks');
const silent = service('a service that shows nothing');

async function startWith(
	kind: ServiceKind,
	changes: IDataObject,
	secrets: IDataObject = {},
): Promise<[PublishedTrigger, Service]> {
	const [trigger, fake] = await start(kind);
	trigger.setup.parameters = { ...trigger.setup.parameters, ...changes };
	const { credential } = trigger.setup;
	credential.data = { ...credential.data, ...(secrets as typeof credential.data) };
	return [trigger, fake];
}

async function problemOf(
	kind: ServiceKind,
	changes: IDataObject,
	secrets: IDataObject = {},
): Promise<string> {
	const [trigger, fake] = await startWith(kind, changes, secrets);
	const { error, warnings } = await trigger.publish();
	// Cleaning up may look for what is there.
	expect(fake.calls().filter(({ method }) => method !== 'GET')).toEqual([]);
	expect(warnings).toEqual([]);
	return error?.message ?? '';
}

describe('the events that the service is asked for', () => {
	test.each<[string, ServiceKind, unknown, readonly string[]]>([
		['all of GitHub', github, '', ['*']],
		['some of GitHub', github, 'push, issues', ['push', 'issues']],
		[
			'a pattern of GitHub',
			github,
			'check_*, !check_run',
			githubEvents.filter((name) => name === 'check_suite'),
		],
		['all but some of GitHub', github, '!push', ['*']],
		['all of GitHub by a pattern', github, '*', ['*']],
		['all of GitHub by a pattern beside others', github, 'push, *, !fork', ['*']],
		[
			'a pattern of GitHub, without what only apps get',
			github,
			'deployment*, workflow_*',
			['deployment', 'deployment_status', 'workflow_job', 'workflow_run'],
		],
		[
			"a pattern of GitHub, without what only organizations' webhooks get",
			github,
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
			github,
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
		const [trigger, fake] = await startWith(github, { events: 'push, pull_requests' });
		const { error, warnings } = await trigger.publish();
		expect(error).toBeUndefined();
		expect(warnings).toEqual([
			expect.stringMatching(
				/The field 'Events': the entry 'pull_requests' fits no event .* used as it is written\. Did you mean pull_request\?$/,
			),
		]);
		expect(fake.hooks().map((hook) => hook.events)).toEqual([['push', 'pull_requests']]);
	});

	test('what only apps get is told once and not asked for', async () => {
		const [trigger, fake] = await startWith(github, { events: 'push, workflow_dispatch' });
		const { error, warnings } = await trigger.publish();
		expect(error).toBeUndefined();
		expect(warnings).toEqual([
			expect.stringMatching(
				/The field 'Events': GitHub does not send workflow_dispatch to webhooks of a repository, so it was not asked for that\.$/,
			),
		]);
		expect(fake.hooks().map((hook) => hook.events)).toEqual([['push']]);
	});

	test.each(['workflow_dispatch', 'repository_dispatch, team', 'installation*'])(
		'%s chooses nothing that could come to a repository, and that is refused',
		async (events) => {
			expect(await problemOf(github, { events })).toMatch(
				/^The field 'Events' chooses nothing that could come: GitHub does not send \w+(, \w+)* to webhooks of a repository\. Choose other events/,
			);
		},
	);

	test.each([github, stripe, rest, twig])(
		'$name: other events come to the webhook',
		async (kind) => {
			const isTwig = kind === twig;
			const [trigger, fake] = await published(kind);
			const events = isTwig ? ['agent.created'] : kind === rest ? 'other' : undefined;
			const named = kind === github ? 'issues' : 'invoice.created';
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

describe('the secret of the credential', () => {
	test.each([github, rest])('$name gets it, and nothing of it is stored', async (kind) => {
		const secret = 'the very secret of the user';
		const [trigger, fake] = await startWith(kind, {}, { secret });
		await trigger.publish();
		expect(fake.hooks()).toMatchObject([{ url: productionUrl, secret }]);
		expect(findLeaks(trigger.database, secret)).toEqual([]);
		expect(outcomeOf(await trigger.post(...fake.sign(secret)))).toEqual(accepted);
		expect(outcomeOf(await trigger.post(...fake.sign('another secret')))).toEqual(refused);
	});

	test.each([github, rest])('$name gets a new one when the workflow is published', async (kind) => {
		const [trigger, fake] = await startWith(kind, {}, { secret: 'the first secret' });
		await trigger.publish();
		const { credential } = trigger.setup;
		credential.data = { ...credential.data, secret: 'the second secret' };
		await trigger.publish();
		expect(fake.hooks()).toMatchObject([{ url: productionUrl, secret: 'the second secret' }]);
	});

	test.each([github, rest])(
		'$name: one that is removed is replaced by one made up',
		async (kind) => {
			const [trigger, fake] = await startWith(kind, {}, { secret: 'the first secret' });
			await trigger.publish();
			const { credential } = trigger.setup;
			credential.data = { ...credential.data, secret: '' };
			await trigger.publish();
			const { secret } = onlyHook(fake);
			expect(secret).not.toBe('the first secret');
			expect(outcomeOf(await trigger.post(...fake.sign(secret)))).toEqual(accepted);
		},
	);

	test.each([twig, stripe])(
		'$name does not get it, and its own secret counts as well',
		async (kind) => {
			const [trigger, fake] = await startWith(kind, {}, { secret: 'of a webhook made by hand' });
			await trigger.publish();
			const { secret } = onlyHook(fake);
			expect(secret).not.toBe('of a webhook made by hand');
			expect(outcomeOf(await trigger.post(...fake.sign(secret)))).toEqual(accepted);
		},
	);

	test('beside one that cannot be read any more, senders are to try again all the same', async () => {
		const [trigger, fake] = await startWith(twig, {}, { secret: 'of a webhook made by hand' });
		await trigger.publish();
		const { secret } = onlyHook(fake);
		fake.rotateKey();
		clock.advance(10_000);
		expect(outcomeOf(await trigger.post(...fake.sign(secret)))).toEqual(unready);
	});

	test('one that cannot be used is refused before any call', async () => {
		expect(await problemOf(github, {}, { secret: ' x' })).toMatch(
			/'Signing Secret' of the credential 'GitHub Webhook API'.*white space/,
		);
	});
});

describe('webhooks that are not ours', () => {
	test('one that leads elsewhere stays as it is', async () => {
		for (const kind of services) {
			const [trigger, fake] = await start(kind);
			const [other, fakeOfOther] = await start(kind);
			await other.publish();
			await trigger.publish();
			await trigger.unpublish();
			expect(fake.hooks()).toEqual([]);
			expect(urls(fakeOfOther)).toEqual([productionUrl]);
		}
	});
});

describe('settings that cannot be used', () => {
	test('an automatic registration that the scheme does not know is left from another scheme', async () => {
		const problem = await problemOf(github, { scheme: 'slack', registration: 'automatic' });
		expect(problem).toMatch(
			/^The field 'Registration' is Automatic, but .*Slack.* Choose By Hand or Custom REST API\.$/,
		);
	});

	test.each<[string, ServiceKind, IDataObject, RegExp]>([
		['no owner', github, { githubOwner: '' }, /'Owner'.*octocat/],
		['an owner that is a path', github, { githubOwner: 'octocat/hello' }, /'Owner'/],
		['no repository', github, { githubRepository: '' }, /'Repository' is empty/],
		['a repository with its owner', github, { githubRepository: 'a/b' }, /'Repository'/],
		['a version that is none', stripe, { stripeApiVersion: 'newest' }, /'Stripe API Version'/],
		['no webhook URL in the body', rest, { restCreateBody: '{}' }, /'Create Body'.*\{url\}/],
		['a body that is not JSON', rest, { restCreateBody: '{url}' }, /'Create Body'.*not JSON/],
		['an address elsewhere', rest, { restCreateUrl: 'ftp://x' }, /'Create URL'.*https/],
		['a secret in an address', rest, { restCreateUrl: '/x/{secret}' }, /'Create URL'.*log files/],
		['no ID', rest, { restIdPath: '' }, /'ID in Answer' is empty.*'Delete URL'/],
		['two secrets', rest, { restSecretPath: 'data.secret' }, /'Secret in Answer'\. Remove one/],
		['an unknown placeholder', rest, { restDeleteUrl: '/x/{uid}' }, /'Delete URL'.*\{uid\}/],
		[
			'a key in the headers',
			rest,
			{ restOptions: { createHeaders: { header: [{ name: 'Authorization', value: 'x' }] } } },
			/'Create Headers'.*credential/,
		],
		[
			'a list without the URL of its entries',
			rest,
			{ restOptions: { checkUrl: '/x', listPath: 'items' } },
			/'URL of Entry' is empty/,
		],
	])('%s', async (_, kind, changes, problem) => {
		expect(await problemOf(kind, changes)).toMatch(problem);
	});

	test.each<[string, IDataObject]>([
		['the service neither gets nor chooses one', { restCreateBody: '{"callback": "{url}"}' }],
		['the scheme needs the public key of the service', { scheme: 'standard-webhooks-ed25519' }],
	])('no secret where %s', async (_, changes) => {
		expect(await problemOf(silent, restParameters(changes))).toMatch(
			/'Signing Secret' of the credential 'REST Webhook API'/,
		);
	});

	test.each(['http://api.example.com', 'https://user:pass@api.example.com', 'example'])(
		'the base URL %s',
		async (baseUrl) => {
			const problem = await problemOf(github, {}, { baseUrl });
			expect(problem).toContain("The field 'Base URL' of the credential 'GitHub Webhook API'");
		},
	);

	test('a call that leads to another host than the base URL would take the key along', async () => {
		const [trigger, fake] = await startWith(rest, { restCreateUrl: 'https://other.example/hooks' });
		expect((await trigger.publish()).error?.message).toContain('another host');
		expect(fake.hooks()).toEqual([]);
	});
});

describe('a move to another place', () => {
	test('of GitHub takes the webhook along', async () => {
		const [trigger, fake] = await published(github);
		trigger.setup.parameters = { ...trigger.setup.parameters, githubRepository: 'nowhere' };
		const { error } = await trigger.publish();
		expect(error?.message).toContain('status 404');
		trigger.setup.parameters = { ...trigger.setup.parameters, githubRepository: 'hello-world' };
		expect((await trigger.publish()).error).toBeUndefined();
		expect(urls(fake)).toEqual([productionUrl]);
	});

	test('another Public URL moves the webhook', async () => {
		for (const kind of services) {
			const [trigger, fake] = await published(kind);
			const publicUrl = 'https://hooks.example.com/orders';
			trigger.setup.parameters = { ...trigger.setup.parameters, options: { publicUrl } };
			expect((await trigger.publish()).error).toBeUndefined();
			expect(urls(fake)).toEqual([publicUrl]);
			const { secret } = onlyHook(fake);
			clock.advance(5_000);
			expect(outcomeOf(await trigger.post(...fake.sign(secret)))).toEqual(accepted);
			await trigger.unpublish();
			expect(fake.hooks()).toEqual([]);
		}
	});
});
