import { useHexSender } from '../support/e2e/hexSender';
import { useSharedN8n } from '../support/e2e/n8n';
import { activateWorkflow, anyNode, noOpNode } from '../support/e2e/workflows';

/* When and with what the senders of genuine events are answered, on a real n8n. */

const n8n = useSharedN8n();

const sender = useHexSender(n8n);
const { activate, newEvent, send } = sender;

describe('accepted', () => {
	test('at once with a text and 202, once the event is stored', async () => {
		const options = { responseCode: 202, responseType: 'text', responseBody: 'thank you' };
		const workflow = await activate({ options });
		const response = await fetch(workflow.url, { method: 'POST', ...newEvent() });
		expect(response.status).toBe(202);
		expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
		expect(await response.text()).toBe('thank you');
		expect(await workflow.executionCount(1)).toBe(1);
	});

	test('at once with JSON of one’s own, or with nothing', async () => {
		const own = await activate({ options: { responseBody: '{"ok":[1]}' } });
		expect(await send(own.url)).toEqual({ statusCode: 200, body: '{"ok":[1]}' });
		const empty = await activate({ options: { responseType: 'empty' } });
		expect(await send(empty.url)).toEqual({ statusCode: 200, body: '' });
	});

	test('with the data of the last node', async () => {
		const { url } = await activate({ responseMode: 'lastNode' }, noOpNode());
		const { statusCode, body } = await send(url);
		expect(statusCode).toBe(200);
		expect(JSON.parse(body)).toMatchObject({ id: sender.newestId(), event: 'order.paid' });
	});

	/*
	 * From its version 1.1 on, the Respond to Webhook node looks for a Webhook node of n8n's own in
	 * front of it. One that is switched off is enough.
	 */
	test('with what a Respond to Webhook node says, with a Webhook node that is switched off', async () => {
		const respond = anyNode('n8n-nodes-base.respondToWebhook', 1.5, {
			parameters: {
				respondWith: 'text',
				responseBody: 'from the workflow',
				options: { responseCode: 201 },
			},
		});
		const webhook = anyNode('n8n-nodes-base.webhook', 2, {
			disabled: true,
			parameters: { path: 'unused' },
		});
		const trigger = sender.trigger({ responseMode: 'responseNode' });
		const toRespond = { main: [[{ node: respond.name, type: 'main', index: 0 }]] };
		const { url } = await activateWorkflow(n8n, [trigger, webhook, respond], {
			[trigger.name]: toRespond,
			[webhook.name]: toRespond,
		});
		expect(await send(url)).toEqual({ statusCode: 201, body: 'from the workflow' });
	});
});

describe.each(['lastNode', 'responseNode'])(
	'a workflow that fails in the mode %s',
	(responseMode) => {
		test('gives the sender 5xx and is run again for its next try', async () => {
			const failing = anyNode('n8n-nodes-base.stopAndError', 1, {
				parameters: { errorMessage: 'on purpose' },
			});
			const workflow = await activate({ responseMode }, failing);
			const event = newEvent();
			expect((await send(workflow.url, event)).statusCode).toBe(500);
			expect((await send(workflow.url, event)).statusCode).toBe(500);
			await n8n.client.waitForExecutions({ workflowId: workflow.id, count: 2 });
			expect(await workflow.executionCount(2)).toBe(2);
		});
	},
);
