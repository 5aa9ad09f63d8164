import { post } from '../support/e2e/http';
import { answering, startReceiver } from '../support/n8n/receiver';
import { useN8n } from '../support/e2e/n8n';
import { sampleBody, senders } from '../support/e2e/senders';
import type { Sender } from '../support/e2e/senders';
import { activateWorkflow, sendNode, storeSecrets, triggerNode } from '../support/e2e/workflows';

const n8n = useN8n({ N8N_SSRF_PROTECTION_ENABLED: 'true' });

test("n8n's protection of private addresses holds for the sender, which says so at once", async () => {
	const sender = senders[0] as Sender;
	const receiver = await startReceiver(answering(200));
	try {
		const credential = await storeSecrets(n8n, { secret: sender.secret });
		const trigger = triggerNode(sender.parameters, credential);
		const send = sendNode(
			{ url: receiver.url, options: { allowHttp: true, allowPrivateAddresses: true } },
			credential,
			{
				onError: 'continueRegularOutput',
			},
		);
		const workflow = await activateWorkflow(n8n, [trigger, send]);
		const headers = await sender.sign(sampleBody, sender.secret, new Date());
		expect((await post(workflow.url, sampleBody, headers)).statusCode).toBe(200);
		await n8n.client.waitForExecutions({ workflowId: workflow.id, count: 1 });
		expect(await workflow.newestOutput(send)).toMatchObject([
			{
				error: expect.stringContaining('refused the address') as string,
				details: { attempts: [{ reason: 'blocked', error: { kind: 'blocked' } }] },
			},
		]);
		expect(receiver.requests).toEqual([]);
	} finally {
		await receiver.close();
	}
});
