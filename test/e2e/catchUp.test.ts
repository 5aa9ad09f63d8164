import { randomUUID } from 'node:crypto';
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
 * What a service could not deliver while n8n was down comes in with the first event after that. Both
 * services miss theirs during the same restart.
 */

const n8n = useN8n({ N8N_EXPRESSION_ENGINE: 'legacy' });
const github = new FakeGitHub();
const stripe = new FakeStripe({ acceptsHttp: true });
let recorder: Recorder;

beforeAll(async () => {
	await github.start();
	await stripe.start();
	recorder = await startRecorder();
});
afterAll(async () => {
	await github.stop();
	await stripe.stop();
	await recorder.close();
});

async function publish(
	parameters: Record<string, unknown>,
	type: string,
	data: Record<string, unknown>,
) {
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
	return await activateWorkflow(n8n, [trigger, recorder.node()]);
}

async function missGithub() {
	const { url } = await publish(
		{
			scheme: 'github',
			githubOwner: 'octocat',
			githubRepository: 'hello-world',
			events: 'push, issues',
		},
		'gitHubWebhookApi',
		{ accessToken: github.token, baseUrl: github.url, secret: '' },
	);
	const [hook] = github.hooks();
	if (!hook) throw new Error('GitHub has no webhook');
	const deliveredAt = new Date(Date.now() + 1_000).toISOString();
	github.addDeliveries(
		hook.id,
		{ id: '9007199254740993', guid: 'lost', deliveredAt, event: 'push', statusCode: 502 },
		{ id: '12', guid: 'not wanted', deliveredAt, event: 'star', statusCode: 502 },
		{ id: '11', guid: 'second try', deliveredAt, event: 'issues', statusCode: 200 },
		{ id: '10', guid: 'second try', deliveredAt, event: 'issues', statusCode: 502 },
	);
	return { url, hook };
}

async function missStripe() {
	const workflow = await publish({ scheme: 'stripe', events: 'invoice.*' }, 'stripeWebhookApi', {
		secretKey: stripe.apiKey,
		baseUrl: stripe.url,
		secret: '',
	});
	expect(stripe.hooks()).toHaveLength(1);
	const created = Math.floor(Date.now() / 1000) + 1;
	const event = (id: string, type: string, isDelivered = false) => ({
		id,
		object: 'event',
		type,
		created,
		livemode: false,
		data: { object: { id: 'in_1', object: 'invoice' } },
		isDelivered,
	});
	stripe.events.push(
		event('evt_newest', 'invoice.paid'),
		event('evt_other', 'customer.created'),
		event('evt_there', 'invoice.paid', true),
		event('evt_oldest', 'invoice.created'),
	);
	const deliver = async (id: string): Promise<void> => {
		const payload = JSON.stringify(event(id, 'invoice.paid'));
		const secret = stripe.hooks()[0]?.secret ?? '';
		const signature = new Stripe('sk_unused').webhooks.generateTestHeaderString({
			payload,
			secret,
		});
		const headers = [
			['Content-Type', 'application/json'],
			['Stripe-Signature', signature],
		] as const;
		expect(await post(workflow.url, Buffer.from(payload), headers)).toMatchObject({
			statusCode: 200,
		});
	};
	return { deliver };
}

let missed: {
	readonly github: Awaited<ReturnType<typeof missGithub>>;
	readonly stripe: Awaited<ReturnType<typeof missStripe>>;
};
beforeAll(async () => {
	missed = { github: await missGithub(), stripe: await missStripe() };
	expect(github.redelivered).toEqual([]);
	await n8n.restart();
});

test('GitHub is asked to send again what failed, of the wanted events, and nothing else', async () => {
	const { url, hook } = missed.github;
	const body = '{"ref":"refs/heads/main"}';
	const signature = await signGithub(hook.config.secret ?? '', body);
	const headers = [
		['Content-Type', 'application/json'],
		['X-GitHub-Event', 'push'],
		['X-GitHub-Delivery', 'first'],
		['X-Hub-Signature-256', signature],
	] as const;
	expect(await post(url, Buffer.from(body), headers)).toMatchObject({ statusCode: 200 });
	await until('GitHub is asked', () => github.redelivered.length > 0);
	expect(github.redelivered).toEqual(['9007199254740993']);
	await until('the log says so', () => n8n.output().includes('1 missed events'));
	expect(n8n.output()).toContain('The service was asked to send 1 missed events again.');
	expect(await recorder.waitForIds(1)).toEqual(['first']);
});

test("Stripe's undelivered events come in once each, signed, through the same checks", async () => {
	const { deliver } = missed.stripe;
	const before = recorder.ids().length;
	await deliver('evt_first');
	expect((await recorder.waitForIds(before + 3)).slice(before).sort()).toEqual([
		'evt_first',
		'evt_newest',
		'evt_oldest',
	]);
	// Stripe goes on listing them for as long as another endpoint lacks them.
	await n8n.restart();
	await deliver('evt_second');
	await until('the log says so', () => n8n.output().includes('2 missed events'));
	expect((await recorder.waitForIds(before + 4)).slice(before).sort()).toEqual([
		'evt_first',
		'evt_newest',
		'evt_oldest',
		'evt_second',
	]);
});
