import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { answering, startReceiver } from '../support/n8n/receiver';
import type { ReceivedRequest } from '../support/n8n/receiver';
import { connectMcp } from '../support/e2e/mcp';
import { useSharedN8n } from '../support/e2e/n8n';
import { anyNode, storeSecrets } from '../support/e2e/workflows';

const n8n = useSharedN8n();
const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

test('an agent sends a signed webhook with the node as its tool', async () => {
	const receiver = await startReceiver(answering(200));
	try {
		const credential = await storeSecrets(n8n, { secret });
		const path = `tools-${randomUUID()}`;
		const server = anyNode('@n8n/n8n-nodes-langchain.mcpTrigger', 2, {
			webhookId: randomUUID(),
			parameters: { path },
		});
		const tool = anyNode('n8n-nodes-signed-webhooks.sendSignedWebhookTool', 1, {
			credentials: { signedWebhookApi: { id: credential.id, name: credential.name } },
			parameters: {
				url: receiver.url,
				bodySource: 'json',
				jsonBody: `={{ JSON.stringify({ type: 'note', data: { text: $fromAI('text', 'What to send') } }) }}`,
				options: { allowHttp: true, allowPrivateAddresses: true },
			},
		});
		const { id } = await n8n.client.createWorkflow({
			name: 'An agent with a tool',
			nodes: [server, tool],
			connections: {
				[tool.name]: { ai_tool: [[{ node: server.name, type: 'ai_tool', index: 0 }]] },
			},
		});
		await n8n.client.activate(id);

		const call = await connectMcp(`${n8n.baseUrl}/mcp/${path}`);
		const { result: list } = await call('tools/list', {});
		const [offered] = list?.tools as [{ name: string; inputSchema: { properties: object } }];
		expect(Object.keys(offered.inputSchema.properties)).toEqual(['text']);

		const answer = await call('tools/call', {
			name: offered.name,
			arguments: { text: 'Grüße' },
		});
		expect(JSON.stringify(answer)).toContain('delivered');
		expect(receiver.requests).toHaveLength(1);
		const [{ headers, body }] = receiver.requests as [ReceivedRequest];
		const event = new Webhook(secret).verify(body.toString(), headers as Record<string, string>);
		expect(event).toEqual({ type: 'note', data: { text: 'Grüße' } });
	} finally {
		await receiver.close();
	}
});
