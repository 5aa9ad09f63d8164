import { createHmac, randomUUID } from 'node:crypto';
import { sign as signGithub } from '@octokit/webhooks-methods';
import Stripe from 'stripe';
import { buildSampleEvent, findService, webhookServices } from '../../nodes/shared/services';
import type { WebhookService } from '../../nodes/shared/services/types';
import { post } from '../support/e2e/http';
import { startReceiver } from '../support/n8n/receiver';
import type { Receiver } from '../support/n8n/receiver';
import { useN8n } from '../support/e2e/n8n';
import { activateWorkflow, anyNode } from '../support/e2e/workflows';
import type { ActiveWorkflow } from '../support/e2e/workflows';
import { until } from '../support/until';

/* Every event of every service, signed as the service signs, into the trigger that is meant for it. */

const PACKAGE = 'n8n-nodes-signed-webhooks';
const secret = 'secret of the service';

const hex = (body: string): string => createHmac('sha256', secret).update(body).digest('hex');

interface Entry {
	/** Type and version of the trigger, and the type of its credential. */
	readonly trigger: string;
	readonly credentialType: string;
	readonly credential?: Record<string, unknown>;
	readonly parameters: Record<string, unknown>;
	readonly sign: (body: string) => Promise<[string, string]>;
}

const entries: Record<string, Entry> = {
	clawlet: {
		trigger: 'signedWebhookTrigger',
		credentialType: 'signedWebhookApi',
		parameters: { scheme: 'clawlet' },
		sign: async (body) => ['X-Signature', `sha256=${hex(body)}`],
	},
	github: {
		trigger: 'signedWebhookTrigger',
		credentialType: 'signedWebhookApi',
		parameters: { scheme: 'github' },
		sign: async (body) => ['X-Hub-Signature-256', await signGithub(secret, body)],
	},
	joai: {
		trigger: 'joAiTrigger',
		credentialType: 'joAiWebhookApi',
		parameters: {},
		sign: async (body) => ['X-Webhook-Signature', hex(body)],
	},
	lua: {
		trigger: 'luaTrigger',
		credentialType: 'luaApi',
		credential: { apiKey: 'unused', baseUrl: 'https://api.heylua.ai' },
		parameters: { registration: 'manual' },
		sign: async (body) => ['x-lua-signature', `sha256=${hex(body)}`],
	},
	lvng: {
		trigger: 'lvngTrigger',
		credentialType: 'lvngWebhookApi',
		parameters: {},
		sign: async (body) => ['X-LVNG-Signature', hex(body)],
	},
	stripe: {
		trigger: 'signedWebhookTrigger',
		credentialType: 'signedWebhookApi',
		parameters: { scheme: 'stripe' },
		sign: async (payload) => [
			'Stripe-Signature',
			new Stripe('sk_test_unused').webhooks.generateTestHeaderString({ payload, secret }),
		],
	},
	twig: {
		trigger: 'twigTrigger',
		credentialType: 'twigApi',
		credential: { apiKey: '', baseUrl: 'https://api.twig.so' },
		parameters: { registration: 'manual' },
		sign: async (body) => ['X-Twig-Signature', hex(body)],
	},
};

const n8n = useN8n({ N8N_EXPRESSION_ENGINE: 'legacy' });

let receiver: Receiver;
beforeAll(async () => {
	receiver = await startReceiver((response) => response.end('{}'));
});
afterAll(async () => await receiver.close());

/** Tells the receiver what the trigger put out. */
const reporter = () =>
	anyNode('n8n-nodes-base.httpRequest', 4.2, {
		parameters: {
			method: 'POST',
			url: receiver.url,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ JSON.stringify($json) }}',
			options: {},
		},
	});

async function activate({ trigger, ...entry }: Entry): Promise<ActiveWorkflow> {
	const { id, name } = await n8n.client.createCredential({
		name: `Secrets ${randomUUID()}`,
		type: entry.credentialType,
		data: { secret, ...entry.credential },
	});
	const node = anyNode(`${PACKAGE}.${trigger}`, 1.1, {
		webhookId: randomUUID(),
		parameters: entry.parameters,
		credentials: { [entry.credentialType]: { id, name } },
	});
	return await activateWorkflow(n8n, [node, reporter()]);
}

/** Posts one sample of every event, and gives what came out of the trigger for each. */
async function sendAll(service: WebhookService, { sign }: Entry, url: string) {
	const expected = new Map<string, { name: string; id: string | null }>();
	for (const { name } of service.events) {
		const sample = buildSampleEvent(service, name, { nowMs: Date.now(), random: Math.random });
		if (!sample) throw new Error(`There is no sample of ${name}`);
		const body = JSON.stringify(sample.payload);
		const headers: Array<[string, string]> = [
			['Content-Type', 'application/json'],
			...Object.entries(sample.headers),
			await sign(body),
		];
		expect(await post(url, Buffer.from(body), headers)).toMatchObject({ statusCode: 200 });
		expected.set(body, { name, id: sample.id ?? null });
	}
	return expected;
}

interface Item {
	readonly event: string;
	readonly id: string | null;
	readonly source: string;
	readonly body: unknown;
	readonly verification: Record<string, unknown>;
}

async function itemsOf(source: string, count: number): Promise<Item[]> {
	const items = (): Item[] =>
		receiver.requests
			.map(({ body }) => JSON.parse(body.toString('utf8')) as Item)
			.filter((item) => item.source === source);
	return await until(`${count} items came out`, () => items().length >= count && items());
}

test('every service is tried here', () => {
	expect(Object.keys(entries).sort()).toEqual(webhookServices.map(({ id }) => id).sort());
});

test.each(Object.entries(entries))('every event of %s comes out as its item', async (id, entry) => {
	const service = findService(id);
	if (!service) throw new Error(`There is no service ${id}`);
	const workflow = await activate(entry);
	const expected = await sendAll(service, entry, workflow.url);
	const items = await itemsOf(id, expected.size);
	expect(
		items.map((item) => [JSON.stringify(item.body), { name: item.event, id: item.id }]).sort(),
	).toEqual([...expected].sort());
	for (const { verification } of items) {
		expect(verification).toMatchObject({ scheme: id, secret: 'current' });
		expect(verification).not.toHaveProperty('unexpected');
	}
});
