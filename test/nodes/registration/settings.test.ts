import type { IDataObject } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { findLeaks } from '../../support/n8n/leaks';
import { accepted, outcomeOf, productionUrl, refused, unready } from './publishing';
import type { ServiceKind } from './service';
import { restParameters, services } from './services';
import { gitHub, problemOf, rest, silent, startWith, stripe, twig } from './settings';
import { onlyHook, published, start, urls } from './steps';

/* What users can set about automatic registration. */

const clock = useClock();

describe('the secret of the credential', () => {
	test.each([gitHub, rest])('$name gets it, and nothing of it is stored', async (kind) => {
		const secret = 'the very secret of the user';
		const [trigger, fake] = await startWith(kind, {}, { secret });
		await trigger.publish();
		expect(fake.hooks()).toMatchObject([{ url: productionUrl, secret }]);
		expect(findLeaks(trigger.database, secret)).toEqual([]);
		expect(outcomeOf(await trigger.post(...fake.sign(secret)))).toEqual(accepted);
		expect(outcomeOf(await trigger.post(...fake.sign('another secret')))).toEqual(refused);
	});

	test.each([gitHub, rest])('$name gets a new one when the workflow is published', async (kind) => {
		const [trigger, fake] = await startWith(kind, {}, { secret: 'the first secret' });
		await trigger.publish();
		const { credential } = trigger.setup;
		credential.data = { ...credential.data, secret: 'the second secret' };
		await trigger.publish();
		expect(fake.hooks()).toMatchObject([{ url: productionUrl, secret: 'the second secret' }]);
	});

	test.each([gitHub, rest])(
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
		expect(await problemOf(gitHub, {}, { secret: ' x' })).toMatch(
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
		const problem = await problemOf(gitHub, { scheme: 'slack', registration: 'automatic' });
		expect(problem).toMatch(
			/^The field 'Registration' is Automatic, but .*Slack.* Choose Manual or Custom REST API\.$/,
		);
	});

	test.each<[string, ServiceKind, IDataObject, RegExp]>([
		['no owner', gitHub, { githubOwner: '' }, /'Owner'.*octocat/],
		['an owner that is a path', gitHub, { githubOwner: 'octocat/hello' }, /'Owner'/],
		['no repository', gitHub, { githubRepository: '' }, /'Repository' is empty/],
		['a repository with its owner', gitHub, { githubRepository: 'a/b' }, /'Repository'/],
		['a version that is none', stripe, { stripeApiVersion: 'newest' }, /'Stripe API Version'/],
		['no webhook URL in the body', rest, { restCreateBody: '{}' }, /'Create Body'.*\{url\}/],
		['a body that is not JSON', rest, { restCreateBody: '{url}' }, /'Create Body'.*not JSON/],
		['an address elsewhere', rest, { restCreateUrl: 'ftp://x' }, /'Create URL'.*https/],
		['a secret in an address', rest, { restCreateUrl: '/x/{secret}' }, /'Create URL'.*log files/],
		['no ID', rest, { restIdPath: '' }, /'ID in Answer' is empty.*'Delete URL'/],
		[
			'two secrets',
			rest,
			{ restSecretPath: 'data.secret' },
			/'Secret in Answer' reads one that the service chooses\. Remove one/,
		],
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
			const problem = await problemOf(gitHub, {}, { baseUrl });
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
		const [trigger, fake] = await published(gitHub);
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
