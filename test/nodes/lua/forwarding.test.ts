import { createHmac } from 'node:crypto';
import { FORWARDING_CODE } from '../../../nodes/Lua/forwardingCode';
import { answering, startReceiver } from '../../support/n8n/receiver';
import { describeUnlessMissing } from '../../support/notRun';
import { LuaProject, missingLuaCli } from './luaCli';
import type { CliResult } from './luaCli';

const SLOW_MS = 60_000;
const SECRET = 'a secret with $pecial signs';

const AGENT_CODE = `import { LuaAgent } from 'lua-cli';
import { forwardToN8n } from './forward';

export const agent = new LuaAgent({
	name: 'agent', persona: 'none', skills: [], webhooks: [forwardToN8n],
});
`;

const event = {
	eventType: 'message.delivered',
	recipientId: '4930555012345',
	status: 'delivered',
	messageWamid: 'wamid.HBgNNDkzMDU1NTAxMjM0NQ==',
	note: 'Grüße / 你好',
};

/** Runs the code as Lua does, in the sandbox of its own command line, which needs no service. */
async function forward(webhookUrl: string): Promise<CliResult> {
	const project = new LuaProject('agent_1', [], {
		'package.json': '{"name":"project","version":"1.0.0","type":"module"}',
		'tsconfig.json': '{"compilerOptions":{"module":"ESNext","moduleResolution":"bundler"}}',
		'src/forward.ts': FORWARDING_CODE,
		'src/index.ts': AGENT_CODE,
		'.env': `N8N_SECRET='${SECRET}'\nN8N_WEBHOOK_URL=${webhookUrl}\n`,
	});
	const input = JSON.stringify({ body: event, query: {}, headers: {} });
	const command = ['test', 'webhook', '--name', 'forward-to-n8n', '--json', '--input', input];
	try {
		return await project.run({ url: 'http://127.0.0.1:9', apiKey: 'not needed' }, ...command);
	} finally {
		project.remove();
	}
}

describeUnlessMissing(missingLuaCli, "the forwarding code in Lua's own sandbox", () => {
	test(
		'sends the event on, signed with the secret of the credential',
		async () => {
			const { url, requests } = await startReceiver();
			const { output } = await forward(url);
			expect(output).toContain('"forwarded": true');
			expect(requests).toHaveLength(1);
			const [request] = requests;
			const body = request?.body.toString('utf8') ?? '';
			expect(JSON.parse(body)).toEqual(event);
			expect(request).toMatchObject({
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					'x-lua-signature': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
				},
			});
		},
		SLOW_MS,
	);

	test(
		'lets Lua know when n8n did not take it',
		async () => {
			const { url } = await startReceiver(answering(401));
			const { output } = await forward(url);
			expect(output).toContain('401');
			expect(output).not.toContain('"forwarded": true');
		},
		SLOW_MS,
	);
});
