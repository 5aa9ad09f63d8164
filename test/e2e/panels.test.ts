import type { Page } from 'playwright-core';
import { inEditor, missingBrowser } from '../support/e2e/browser';
import { useN8n } from '../support/e2e/n8n';
import { anyNode, triggerNode } from '../support/e2e/workflows';
import type { WorkflowNode } from '../support/e2e/workflows';
import { describeUnlessMissing } from '../support/notRun';

const PACKAGE = 'n8n-nodes-signed-webhooks';

const serviceTrigger = (type: string, parameters: Record<string, unknown> = {}): WorkflowNode =>
	anyNode(`${PACKAGE}.${type}`, 1.1, { webhookId: crypto.randomUUID(), parameters });
const action = (type: string, parameters: Record<string, unknown> = {}): WorkflowNode =>
	anyNode(`${PACKAGE}.${type}`, 1, { parameters });

/** All nodes that users can add, with the fields that differ most. */
const NODES: readonly WorkflowNode[] = [
	triggerNode({ scheme: 'stripe' }),
	triggerNode({ scheme: 'github', registration: 'automatic' }),
	triggerNode({ scheme: 'custom' }),
	triggerNode({ scheme: 'linear', registration: 'rest' }),
	serviceTrigger('twigTrigger'),
	serviceTrigger('twigTrigger', { registration: 'manual' }),
	serviceTrigger('luaTrigger'),
	serviceTrigger('luaTrigger', { registration: 'manual' }),
	serviceTrigger('clawletTrigger'),
	serviceTrigger('clawletTrigger', { authentication: 'none' }),
	serviceTrigger('clawletTrigger', { handler: 'github' }),
	serviceTrigger('clawletTrigger', { handler: 'stripe' }),
	serviceTrigger('joAiTrigger'),
	serviceTrigger('lvngTrigger'),
	action('sendSignedWebhook'),
	action('sendSignedWebhook', { endpointSource: 'list' }),
	action('sendSignedWebhook', { whileWaiting: 'goOn' }),
	action('sendSignedWebhook', { operation: 'testEvent' }),
	serviceTrigger('waitForSignedWebhook'),
	serviceTrigger('waitForSignedWebhook', { bodySource: 'form', authentication: 'restApi' }),
	serviceTrigger('waitForSignedWebhook', { start: 'none', scheme: 'custom' }),
	action('webhookSignature'),
	action('webhookSignature', { operation: 'verify' }),
	...['checkAlerts', 'dashboard', 'list', 'makeRows', 'summarize'].map((operation) =>
		action('webhookMonitor', { operation }),
	),
	action('twig'),
	action('lua'),
];

/** Collects what the page complains about, and where. */
function listenToComplaints(page: Page): { at: string; readonly complaints: string[] } {
	const state = { at: '', complaints: [] as string[] };
	page.on('console', (message) => {
		const type = message.type();
		if (type !== 'error' && type !== 'warning') return;
		state.complaints.push(`${state.at}: ${type}: ${message.text()}`);
	});
	page.on('pageerror', (error) => {
		state.complaints.push(`${state.at}: thrown: ${error.message}`);
	});
	return state;
}

async function open(page: Page, { name }: WorkflowNode): Promise<void> {
	await page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
	await page.locator('[data-test-id="parameter-input"]').first().waitFor();
	// What is computed for the panel comes a moment later.
	await page.waitForTimeout(500);
}

async function close(page: Page): Promise<void> {
	await page.keyboard.press('Escape');
	await page.locator('[data-test-id="parameter-input"]').first().waitFor({ state: 'hidden' });
}

describeUnlessMissing(missingBrowser, 'The panels of our nodes', () => {
	const n8n = useN8n({}, { editor: true });

	async function inWorkflow(
		nodes: readonly WorkflowNode[],
		work: (page: Page, state: ReturnType<typeof listenToComplaints>) => Promise<void>,
	): Promise<void> {
		const placed = nodes.map((node, index) => ({
			...node,
			position: [(index % 5) * 220, Math.floor(index / 5) * 180],
		}));
		const workflow = await n8n.client.createWorkflow({
			name: 'All panels',
			nodes: placed,
			connections: {},
		});
		await inEditor(n8n.baseUrl, async (page) => {
			const state = listenToComplaints(page);
			state.at = 'canvas';
			await page.goto(`${n8n.baseUrl}/workflow/${workflow.id}`);
			await page.locator('[data-test-id="canvas-node"]').first().waitFor();
			await work(page, state);
		});
	}

	test('open without an error or a warning in the console of the browser', async () => {
		await inWorkflow(NODES, async (page, state) => {
			for (const node of NODES) {
				state.at = `${node.name} ${JSON.stringify(node.parameters)}`;
				await open(page, node);
				await close(page);
			}
			expect(state.complaints).toEqual([]);
			// So that silence is no accident.
			await page.evaluate(() => console.warn('heard'));
			expect(state.complaints).toEqual([expect.stringContaining('warning: heard')]);
		});
	});

	test('of triggers show one URL, and say where it goes and where refusals are found', async () => {
		const nodes = [triggerNode({ scheme: 'linear' }), serviceTrigger('joAiTrigger')];
		await inWorkflow(nodes, async (page) => {
			for (const node of nodes) {
				await open(page, node);
				await page.locator('.webhooks').getByText('Webhook URLs').click();
				await page.locator('.webhooks .http-method').first().waitFor();
				expect(await page.locator('.webhooks .http-method').allTextContents()).toEqual(['POST']);
				const notice = page.locator('[data-test-id="parameter-input-notice"], .notice').first();
				const text = (await notice.textContent()) ?? '';
				expect(text).toContain('Production URL');
				// n8n shows other markup than links as nothing.
				expect(text).not.toMatch(/[<>`]/);
				expect(await notice.locator('a[href^="https://"]').count()).toBeGreaterThan(0);
				await close(page);
			}
		});
	});
});
