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
import { FakeStripe } from '../support/services/stripe';
import { until } from '../support/until';

/*
 * Triggers that register themselves look at their webhook and repair it, while n8n runs and after it
 * was down, and get what was missed. It restarts n8n, which takes seconds each time; the minutes
 * between two looks pass thirty times as fast.
 */

const QUICK_WATCH = path.resolve(__dirname, '../rig/quickWatch.js');
const n8n = useN8n({ NODE_OPTIONS: `--require ${QUICK_WATCH}` });
const github = new FakeGitHub();
const stripe = new FakeStripe({ acceptsHttp: true });
let recorder: Recorder;
let hookUrl = '';

async function publish(
	parameters: Record<string, unknown>,
	type: string,
	data: Record<string, unknown>,
): Promise<string> {
	const { id, name } = await n8n.client.createCredential({
		name: `Key ${randomUUID()}`,
		type,
		data,
	});
	const trigger = anyNode('n8n-nodes-signed-webhooks.signedWebhookTrigger', 1.1, {
		webhookId: randomUUID(),
		parameters: { registration: 'automatic', ...parameters },
		credentials: { [type]: { id, name } },
	});
	const ids = recorder.node();
	const isItem = ids.parameters as Record<string, unknown>;
	const report = {
		...ids,
		parameters: {
			...isItem,
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

beforeAll(async () => {
	await github.start();
	await stripe.start();
	recorder = await startRecorder();
	hookUrl = await publish(
		{
			scheme: 'github',
			githubOwner: 'octocat',
			githubRepository: 'hello-world',
			events: 'push',
			options: { watchMinutes: 1, outputRejected: true },
		},
		'gitHubWebhookApi',
		{ accessToken: github.token, baseUrl: github.url, secret: '' },
	);
});
afterAll(async () => {
	await github.stop();
	await stripe.stop();
	await recorder.close();
});

const onlyHook = () => {
	const hooks = github.hooks();
	if (hooks.length !== 1 || !hooks[0]) throw new Error(`GitHub has ${hooks.length} webhooks`);
	return hooks[0];
};

/** Sends a push as GitHub does, by the webhook that it has. */
async function push(guid: string): Promise<string> {
	const body = '{"ref":"refs/heads/main"}';
	const signature = await signGithub(onlyHook().config.secret ?? '', body);
	const headers = [
		['Content-Type', 'application/json'],
		['X-GitHub-Event', 'push'],
		['X-GitHub-Delivery', guid],
		['X-Hub-Signature-256', signature],
	] as const;
	const response = await post(hookUrl, Buffer.from(body), headers);
	return response.body;
}

const isWhole = (): boolean => {
	const [hook, ...others] = github.hooks();
	return (
		others.length === 0 &&
		hook?.active === true &&
		hook.config.url === hookUrl &&
		hook.events.join() === 'push'
	);
};

const ACCEPTED = '{"received":true}';
const DUPLICATE = '{"received":true,"duplicate":true}';

const damages: ReadonlyArray<[string, () => void]> = [
	['deleted', () => github.forget(onlyHook().id)],
	[
		'switched off',
		() => {
			onlyHook().active = false;
		},
	],
	[
		'given other events',
		() => {
			onlyHook().events = ['star'];
		},
	],
	[
		'given another URL',
		() => {
			onlyHook().config.url = 'https://elsewhere.example/';
		},
	],
	['doubled', () => github.addHook('repos/octocat/hello-world', hookUrl, ['push'])],
];

async function expectHealed(round: string): Promise<void> {
	await until('it is repaired', () => isWhole(), { timeoutMs: 15_000, everyMs: 20 });
	// What was stored is what the service has, and what was received before is still known.
	await until(
		'the secret works',
		async () => (await push(`${round} after`)) !== '{"error":"invalid signature"}',
	);
	expect(await push(`${round} after`)).toBe(DUPLICATE);
	expect(await push(`${round} before`)).toBe(DUPLICATE);
}

test.each(damages)('while n8n runs, a webhook that was %s is repaired', async (what, damage) => {
	await until('it is whole', () => isWhole());
	expect(await push(`${what} before`)).toBe(ACCEPTED);
	damage();
	await expectHealed(what);
});

test('what happened while n8n was down is repaired after the start', async () => {
	for (const [what, damage] of damages.slice(0, 2)) {
		await until('it is whole', () => isWhole());
		expect(await push(`down ${what} before`)).toBe(ACCEPTED);
		await n8n.crash(() => Promise.resolve(damage()));
		await expectHealed(`down ${what}`);
	}
});

test('without permission, the log and the second output tell once, and receiving goes on', async () => {
	const calls = github.calls().length;
	github.script({ times: 1_000, answer: { statusCode: 403, body: { message: 'No' } } });
	await until('it is told', () => recorder.ids().includes('webhookTrouble refused'));
	const told = () => n8n.output().match(/could not be kept in place/g)?.length;
	expect(told()).toBe(1);
	expect(await push('forbidden meanwhile')).toBe(ACCEPTED);
	await new Promise((resolve) => setTimeout(resolve, 6_000));
	expect(told()).toBe(1);
	expect(recorder.ids().filter((id) => id.startsWith('webhookTrouble'))).toHaveLength(1);
	// Six seconds are three minutes: of three looks, two are left out.
	expect(github.calls().length - calls).toBeLessThan(4);
	github.behave();
	await until('it is over', () => n8n.output().includes('in place at the service again'), {
		timeoutMs: 30_000,
	});
});

test('50 events that were missed while n8n was down run once each, while 50 new ones arrive', async () => {
	const url = await publish(
		{ scheme: 'stripe', events: 'invoice.*', options: { watchMinutes: 1 } },
		'stripeWebhookApi',
		{ secretKey: stripe.apiKey, baseUrl: stripe.url, secret: '' },
	);
	const event = (id: string) => ({
		id,
		object: 'event',
		type: 'invoice.paid',
		created: Math.floor(Date.now() / 1000),
		livemode: false,
		data: { object: { id: 'in_1', object: 'invoice' } },
		isDelivered: false,
	});
	const deliver = async (id: string): Promise<number> => {
		const payload = JSON.stringify(event(id));
		const secret = stripe.hooks()[0]?.secret ?? '';
		const signature = new Stripe('sk_unused').webhooks.generateTestHeaderString({
			payload,
			secret,
		});
		const headers = [
			['Content-Type', 'application/json'],
			['Stripe-Signature', signature],
		] as const;
		return (await post(url, Buffer.from(payload), headers)).statusCode;
	};
	const fifty = Array.from({ length: 50 }, (_, index) => index);
	await n8n.crash(() => {
		stripe.events.unshift(...fifty.map((index) => event(`evt_missed_${index}`)));
		return Promise.resolve();
	});
	for (const index of fifty) expect(await deliver(`evt_new_${index}`)).toBe(200);
	// One of those that are fetched comes by itself, too.
	expect(await deliver('evt_missed_49')).toBe(200);
	const stripeIds = () => recorder.ids().filter((id) => id.includes('evt_'));
	await until('all are there', () => stripeIds().length >= 100, { timeoutMs: 30_000 });
	await new Promise((resolve) => setTimeout(resolve, 3_000));
	const plain = stripeIds().map((id) => id.replace('missed ', ''));
	expect([...plain].sort()).toEqual(
		fifty.flatMap((index) => [`evt_missed_${index}`, `evt_new_${index}`]).sort(),
	);
	const marked = stripeIds().filter((id) => id.startsWith('missed '));
	expect(marked.length).toBeGreaterThanOrEqual(49);
	expect(marked.every((id) => id.includes('evt_missed_'))).toBe(true);
	expect(n8n.output()).toMatch(/\d+ missed events were caught up with/);
});
