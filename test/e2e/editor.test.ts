import { inEditor, missingBrowser, openNode, listenInPanel } from '../support/e2e/browser';
import { post } from '../support/e2e/http';
import { useN8n } from '../support/e2e/n8n';
import { sampleBody, senders } from '../support/e2e/senders';
import type { Sender } from '../support/e2e/senders';
import { chain, sendNode, storeSecrets, triggerNode } from '../support/e2e/workflows';
import { describeUnlessMissing } from '../support/notRun';

describeUnlessMissing(missingBrowser, 'The editor in a browser', () => {
	const n8n = useN8n({}, { editor: true });
	const sender = senders[0] as Sender;

	test('shows both nodes, receives a test event and tells what is wrong', async () => {
		const credential = await storeSecrets(n8n, { secret: sender.secret });
		const trigger = triggerNode(sender.parameters, credential);
		const send = sendNode({ url: 'http://127.0.0.1:9/hook' }, credential);
		const workflow = await n8n.client.createWorkflow({
			name: 'Look at it',
			nodes: [trigger, send],
			connections: chain(trigger, send),
		});

		await inEditor(n8n.baseUrl, async (page) => {
			await page.goto(`${n8n.baseUrl}/workflow/${workflow.id}`, { waitUntil: 'networkidle' });
			let panel = await openNode(page, trigger.name);
			for (const label of ['Credential', 'Signature Scheme', 'Path', 'Options']) {
				await panel.getByText(label, { exact: true }).first().waitFor();
			}

			await panel.getByText('Test with an event to the Test URL').waitFor();
			const listen = async (): Promise<void> => await listenInPanel(page, panel);
			await listen();
			const testUrl = `${n8n.baseUrl}/webhook-test/${String(trigger.webhookId)}`;
			const signed = async (secret: string) => await sender.sign(sampleBody, secret, new Date());
			const forged = await post(testUrl, sampleBody, await signed(sender.otherSecret));
			expect(forged).toEqual({ statusCode: 401, body: '{"error":"invalid signature"}' });
			await panel
				.getByText('The request was refused: the signature does not match (noMatch)')
				.first()
				.waitFor();
			await panel
				.getByText('No secret in the credential matches this signature.')
				.first()
				.waitFor();
			const [refused] = await n8n.client.executions({ workflowId: workflow.id });
			expect(refused?.status).toBe('error');
			const stored = JSON.stringify(await n8n.client.execution(refused?.id ?? ''));
			expect(stored).toContain('noMatch');
			expect(stored).not.toContain('order.paid');

			await listen();
			const genuine = await post(testUrl, sampleBody, await signed(sender.secret));
			expect(genuine).toEqual({ statusCode: 200, body: '{"received":true}' });
			await panel.getByText('order.paid').first().waitFor();
			await page.getByText('Node executed successfully').waitFor();
			await page.keyboard.press('Escape');

			panel = await openNode(page, send.name);
			for (const label of ['Operation', 'URL', 'Signature Scheme', 'Event ID', 'Body']) {
				await panel.getByText(label, { exact: true }).first().waitFor();
			}
			await panel.getByRole('button', { name: 'Execute step' }).first().click();
			await page.getByText("The field 'URL' starts with http://").first().waitFor();
		});
	});

	test('fields that only some schemes need appear with them', async () => {
		const credential = await storeSecrets(n8n, { secret: 'a secret' });
		const plain = triggerNode({ scheme: 'hmac-sha256-hex' }, credential);
		const send = sendNode({ scheme: 'github', bodySource: 'text' }, credential);
		const workflow = await n8n.client.createWorkflow({
			name: 'Conditional fields',
			nodes: [plain, send],
			connections: chain(plain, send),
		});
		await inEditor(n8n.baseUrl, async (page) => {
			await page.goto(`${n8n.baseUrl}/workflow/${workflow.id}`, { waitUntil: 'networkidle' });
			let panel = await openNode(page, plain.name);
			await panel.getByText('Signature Header', { exact: true }).waitFor();
			await page.keyboard.press('Escape');
			panel = await openNode(page, send.name);
			await panel.getByText('Event Name', { exact: true }).waitFor();
			await panel.getByText('Text', { exact: true }).first().waitFor();
			await panel.getByText('While a Delivery Waits', { exact: true }).waitFor();
			expect(await panel.getByText('Result Workflow', { exact: true }).count()).toBe(0);
			expect(await panel.getByText('Signature Header', { exact: true }).count()).toBe(0);
		});
	});
});
