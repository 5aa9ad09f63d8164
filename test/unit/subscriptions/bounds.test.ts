import { createGitHubAdapter } from '../../../nodes/shared/subscriptions/adapters/github';
import { createStripeAdapter } from '../../../nodes/shared/subscriptions/adapters/stripe';
import { createTwigAdapter } from '../../../nodes/shared/subscriptions/adapters/twig';
import { ApiError } from '../../../nodes/shared/subscriptions/api/error';
import { ensureSubscription } from '../../../nodes/shared/subscriptions/lifecycle';
import { createSecretKeeper } from '../../../nodes/shared/sealing';
import type { ApiClient } from '../../../nodes/shared/subscriptions/api/client';
import type { KnownHook, SubscriptionAdapter } from '../../../nodes/shared/subscriptions/adapter';

const LONG = '1'.repeat(2_000_000);
const wanted = { url: 'https://n8n.example/w', events: ['e'], secret: 's' };
const config = { url: wanted.url, content_type: 'json', insecure_ssl: '0' };

const answering =
	(body: unknown): ApiClient =>
	async () =>
		await Promise.resolve({ statusCode: 200, headers: {}, body });

test.each<[string, (client: ApiClient) => SubscriptionAdapter, unknown]>([
	[
		'Twig id',
		createTwigAdapter,
		{ id: LONG, url: 'u', events: [], secret: 's', status: 'on', createdAt: 'now' },
	],
	[
		'Twig secret',
		createTwigAdapter,
		{ id: 'i', url: 'u', events: [], secret: LONG, status: 'on', createdAt: 'now' },
	],
	[
		'Twig events',
		createTwigAdapter,
		{
			id: 'i',
			url: 'u',
			events: Array(5000).fill('e'),
			secret: 's',
			status: 'on',
			createdAt: 'now',
		},
	],
	[
		'GitHub id',
		(client) => createGitHubAdapter(client, { org: 'o' }),
		{ id: LONG, active: true, events: [], config },
	],
	['Stripe id', (client) => createStripeAdapter(client, {}), { id: LONG, secret: 's' }],
	['Stripe secret', (client) => createStripeAdapter(client, {}), { id: 'we_1', secret: LONG }],
])('%s of two megabytes is a short error', async (_title, open, body) => {
	const error: unknown = await open(answering(body))
		.create(wanted)
		.catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(ApiError);
	expect((error as ApiError).facts.kind).toBe('badResponse');
	expect((error as Error).message.length).toBeLessThan(800);
});

test('a webhook whose secret cannot be used is removed again, and not remembered', async () => {
	const removed: KnownHook[] = [];
	const saved: unknown[] = [];
	const adapter: SubscriptionAdapter = {
		target: {},
		takesSecret: false,
		create: async () => await Promise.resolve({ id: 'hook_1', secret: ' \t ' }),
		remove: async (known) => {
			removed.push(known);
			return await Promise.resolve('removed' as const);
		},
	};
	const ensured = ensureSubscription(adapter, wanted, undefined, {
		nowMs: 0,
		secrets: createSecretKeeper('subscription', 'key', 'owner'),
		save: (stored) => saved.push(stored),
		findSecretProblem: (secret) => (secret.trim() === '' ? 'is empty' : undefined),
	});
	await expect(ensured).rejects.toThrow('The secret that the service chose is empty.');
	expect(removed).toMatchObject([{ id: 'hook_1' }]);
	expect(saved.at(-1)).toBeUndefined();
});
