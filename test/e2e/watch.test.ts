import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { sign as signGithub } from '@octokit/webhooks-methods';
import Stripe from 'stripe';
import { post } from '../support/e2e/http';
import { useN8n } from '../support/e2e/n8n';
import { startRecorder } from '../support/e2e/recorder';
import type { Recorder } from '../support/e2e/recorder';
import { activateWorkflow, anyNode } from '../support/e2e/workflows';
import { FakeGitHub } from '../support/services/github';
import type { GitHubHook } from '../support/services/github';
import { FakeStripe } from '../support/services/stripe';
import { until } from '../support/until';

/*
 * Triggers that register themselves look at their webhook and repair it, while n8n runs and after it
 * was down, and get what was missed. It restarts n8n, which takes seconds each time; the minutes
 * between two looks pass thirty times as fast.
 */

const QUICK_WATCH = path.resolve(__dirname, '../rig/quickWatch.js');
const n8n = useN8n({ NODE_OPTIONS: `--require ${QUICK_WATCH}` });

/** What somebody does to a webhook, and the repository whose webhook it is. */
const damages: ReadonlyArray<readonly [string, (hook: GitHubHook) => void]> = [
	['deleted', ({ id }) => github.forget(id)],
	[
		'turned-off',
		(hook) => {
			hook.active = false;
		},
	],
	[
		'other-events',
		(hook) => {
			hook.events = ['star'];
		},
	],
	[
		'other-url',
		(hook) => {
			hook.config.url = 'https://elsewhere.example/';
		},
	],
	['doubled', ({ place, config }) => github.addHook(place, config.url)],
];
const repositories = damages.map(([name]) => name);
const placeOf = (repository: string): string => `repos/octocat/${repository}`;

const github = new FakeGitHub({ places: repositories.map(placeOf) });
const stripe = new FakeStripe({ acceptsHttp: true });
const urls = new Map<string, string>();
let recorder: Recorder;
let stripeUrl = '';

/** A workflow that reports both outputs of its trigger. */
async function publish(
	parameters: Record<string, unknown>,
	{ id, name, type }: { readonly id: string; readonly name: string; readonly type: string },
): Promise<string> {
	const trigger = anyNode('n8n-nodes-signed-webhooks.signedWebhookTrigger', 1.1, {
		webhookId: randomUUID(),
		parameters: {
			registration: 'automatic',
			options: { watchMinutes: 1, outputRejected: true },
			...parameters,
		},
		credentials: { [type]: { id, name } },
	});
	const ids = recorder.node();
	const report = {
		...ids,
		parameters: {
			...(ids.parameters as object),
			jsonBody:
				"={{ JSON.stringify($input.all().map(({ json }) => json.advice ? json.outcome + ' ' + json.reason : (json.caughtUp ? 'missed ' : '') + json.id)) }}",
		},
	};
	const to = [{ node: report.name, type: 'main', index: 0 }];
	const { url } = await activateWorkflow(n8n, [trigger, report], {
		[trigger.name]: { main: [to, to] },
	});
	return url;
}

const credential = async (type: string, data: Record<string, unknown>) => ({
	...(await n8n.client.createCredential({ name: `Key ${randomUUID()}`, type, data })),
	type,
});

beforeAll(async () => {
	await github.start();
	await stripe.start();
	recorder = await startRecorder();
	const token = await credential('gitHubWebhookApi', {
		accessToken: github.token,
		baseUrl: github.url,
		secret: '',
	});
	for (const repository of repositories) {
		const where = { githubOwner: 'octocat', githubRepository: repository };
		urls.set(repository, await publish({ scheme: 'github', ...where, events: 'push' }, token));
	}
	const key = await credential('stripeWebhookApi', {
		secretKey: stripe.apiKey,
		baseUrl: stripe.url,
		secret: '',
	});
	stripeUrl = await publish({ scheme: 'stripe', events: 'invoice.*' }, key);
});
afterAll(async () => {
	await github.stop();
	await stripe.stop();
	await recorder.close();
});

const hooksOf = (repository: string): readonly GitHubHook[] =>
	github.hooks().filter(({ place }) => place === placeOf(repository));

const isWhole = (repository: string): boolean => {
	const [hook, ...others] = hooksOf(repository);
	return (
		others.length === 0 &&
		hook?.active === true &&
		hook.config.url === urls.get(repository) &&
		hook.events.join() === 'push'
	);
};

/** Sends a push as GitHub does, by the webhook that it has; the answer. */
async function push(repository: string, guid: string): Promise<string> {
	const body = '{"ref":"refs/heads/main"}';
	const secret = hooksOf(repository)[0]?.config.secret ?? '';
	const headers = [
		['Content-Type', 'application/json'],
		['X-GitHub-Event', 'push'],
		['X-GitHub-Delivery', guid],
		['X-Hub-Signature-256', await signGithub(secret, body)],
	] as const;
	return (await post(urls.get(repository) ?? '', Buffer.from(body), headers)).body;
}

const ACCEPTED = '{"received":true}';
const DUPLICATE = '{"received":true,"duplicate":true}';

async function damageAll(round: string): Promise<void> {
	for (const [repository, damage] of damages) {
		expect(await push(repository, `${repository} before ${round}`)).toBe(ACCEPTED);
		const [hook] = hooksOf(repository);
		if (hook) damage(hook);
		expect(isWhole(repository)).toBe(false);
	}
}

/** All webhooks are there, what they sign is taken, and what came before them is still known. */
async function expectHealed(round: string): Promise<void> {
	await until('all are repaired', () => repositories.every(isWhole), { timeoutMs: 30_000 });
	for (const repository of repositories) {
		const before = await push(repository, `${repository} before ${round}`);
		expect({ repository, before }).toEqual({ repository, before: DUPLICATE });
		const after = await push(repository, `${repository} after ${round}`);
		expect({ repository, after }).toEqual({ repository, after: ACCEPTED });
	}
}

const stripeEvent = (id: string) => ({
	id,
	object: 'event',
	type: 'invoice.paid',
	created: Math.floor(Date.now() / 1000),
	livemode: false,
	data: { object: { id: 'in_1', object: 'invoice' } },
	isDelivered: false,
});

async function deliver(id: string): Promise<number> {
	const payload = JSON.stringify(stripeEvent(id));
	const secret = stripe.hooks()[0]?.secret ?? '';
	const signature = new Stripe('sk_unused').webhooks.generateTestHeaderString({ payload, secret });
	const headers = [
		['Content-Type', 'application/json'],
		['Stripe-Signature', signature],
	] as const;
	return (await post(stripeUrl, Buffer.from(payload), headers)).statusCode;
}

const fifty = Array.from({ length: 50 }, (_, index) => index);

test('while n8n runs, whatever is done to a webhook is repaired', async () => {
	await damageAll('running');
	await expectHealed('running');
});

describe('after n8n was killed', () => {
	beforeAll(async () => {
		for (const repository of repositories) await push(repository, `${repository} first`);
		await n8n.crash(async () => {
			for (const [repository, damage] of damages) {
				const [hook] = hooksOf(repository);
				if (hook) damage(hook);
			}
			stripe.events.unshift(...fifty.map((index) => stripeEvent(`evt_missed_${index}`)));
			return await Promise.resolve();
		});
	});

	test('50 events that were missed run once each, while 50 new ones arrive', async () => {
		for (const index of fifty) expect(await deliver(`evt_new_${index}`)).toBe(200);
		// One of those that are fetched comes by itself, too.
		expect(await deliver('evt_missed_49')).toBe(200);
		const ids = () => recorder.ids().filter((id) => id.includes('evt_'));
		await until('all are there', () => ids().length >= 100, { timeoutMs: 60_000 });
		await until('it is told', () => /\d+ missed events were caught up with/.test(n8n.output()));
		const plain = ids().map((id) => id.replace('missed ', ''));
		expect([...plain].sort()).toEqual(
			fifty.flatMap((index) => [`evt_missed_${index}`, `evt_new_${index}`]).sort(),
		);
		const marked = ids().filter((id) => id.startsWith('missed '));
		expect(marked.length).toBeGreaterThanOrEqual(49);
		expect(marked.filter((id) => !id.includes('evt_missed_'))).toEqual([]);
	});

	test('whatever was done to a webhook meanwhile is repaired', async () => {
		await until('all are repaired', () => repositories.every(isWhole), { timeoutMs: 30_000 });
		for (const repository of repositories) {
			expect(await push(repository, `${repository} before running`)).toBe(DUPLICATE);
			expect(await push(repository, `${repository} after start`)).toBe(ACCEPTED);
		}
	});
});

test('without permission, each trigger says so once, and receiving goes on', async () => {
	const calls = github.calls().length;
	github.script({ times: 1_000, answer: { statusCode: 403, body: { message: 'No' } } });
	const told = () => recorder.ids().filter((id) => id === 'webhookTrouble refused').length;
	await until('all have told', () => told() === repositories.length, { timeoutMs: 30_000 });
	expect(await push('deleted', 'meanwhile')).toBe(ACCEPTED);
	github.behave();
	await until('it is over', () => n8n.output().includes('in place at the service again'), {
		timeoutMs: 30_000,
	});
	expect(told()).toBe(repositories.length);
	// Two looks each while it refused, and two calls each when it is over.
	expect(github.calls().length - calls).toBeLessThan(repositories.length * 6);
});
