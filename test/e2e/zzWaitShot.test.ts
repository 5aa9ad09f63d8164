import { inEditor } from '../support/e2e/browser';
import { useN8n } from '../support/e2e/n8n';
import { anyNode } from '../support/e2e/workflows';
const n8n = useN8n({}, { editor: true });
test('shot', async () => {
	const mk = (p: object) => anyNode('n8n-nodes-signed-webhooks.waitForSignedWebhook', 1.1, { webhookId: crypto.randomUUID(), parameters: p });
	const nodes = [mk({}), mk({ bodySource: 'form', authentication: 'restApi', formFields: { values: [{ name: 'a', value: '={{ $execution.resumeUrl }}' }] } }), mk({ start: 'none', scheme: 'github' })];
	const workflow = await n8n.client.createWorkflow({ name: 'x', nodes: nodes.map((n, i) => ({ ...n, position: [i * 260, 0] })), connections: {} });
	await inEditor(n8n.baseUrl, async (page) => {
		await page.setViewportSize({ width: 1500, height: 1900 });
		await page.goto(`${n8n.baseUrl}/workflow/${workflow.id}`);
		await page.locator('[data-test-id="canvas-node"]').first().waitFor();
		await page.waitForTimeout(1500);
		await page.screenshot({ path: '/tmp/waitnode-canvas.png' });
		for (const [i, node] of nodes.entries()) {
			await page.locator(`[data-test-id="canvas-node"][data-node-name="${node.name}"]`).dblclick();
			await page.locator('[data-test-id="parameter-input"]').first().waitFor();
			await page.waitForTimeout(1500);
			await page.screenshot({ path: `/tmp/waitnode-panel${i}.png` });
			await page.keyboard.press('Escape');
			await page.locator('[data-test-id="parameter-input"]').first().waitFor({ state: 'hidden' });
		}
	});
});
