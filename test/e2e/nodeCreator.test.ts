import type { Page } from 'playwright-core';
import { inEditor, missingBrowser } from '../support/e2e/browser';
import { useN8n } from '../support/e2e/n8n';
import { describeUnlessMissing } from '../support/notRun';

/** What a user types, and which of our nodes n8n must list before our others. */
type Searches = Readonly<Record<string, string>>;

/** By what the package is for; the same in both places. */
const FIRST_OF_ALL: Searches = {
	'stripe webhook': 'Signed Webhook Trigger',
	'github webhook': 'Signed Webhook Trigger',
	'retry webhook': 'Send Signed Webhook',
	'verify signature': 'Signed Webhook Trigger',
	hmac: 'Signed Webhook Trigger',
	'standard webhooks': 'Signed Webhook Trigger',
	svix: 'Signed Webhook Trigger',
	'webhook secret': 'Signed Webhook Trigger',
	'receive webhook': 'Signed Webhook Trigger',
	'send webhook': 'Send Signed Webhook',
	'webhook signature': 'Webhook Signature',
	// n8n shows a service's trigger and node as one, under the name of the node.
	twig: 'Twig AI',
	'twig ai': 'Twig AI',
	'twig ai trigger': 'Twig AI',
	'customer questions': 'Twig AI',
	lua: 'Lua',
	'lua trigger': 'Lua',
	whatsapp: 'Lua',
	'ai agent events': 'Twig AI',
	clawlet: 'Clawlet Trigger',
	joai: 'JoAI',
	lvng: 'LVNG',
};

/** What only nodes behind others can do. */
const AFTER_OTHERS: Searches = {
	'wait for callback': 'Wait for Signed Webhook',
	'wait for webhook': 'Wait for Signed Webhook',
	'signed callback': 'Wait for Signed Webhook',
	'async job': 'Wait for Signed Webhook',
};

const TRIGGERS = ['Clawlet Trigger', 'JoAI', 'LVNG', 'Lua', 'Signed Webhook Trigger', 'Twig AI'];
const ACTIONS = [
	'Lua',
	'Send Signed Webhook',
	'Twig AI',
	'Wait for Signed Webhook',
	'Webhook Signature',
];
const ALL = [...new Set([...TRIGGERS, ...ACTIONS])];

const WAIT_MS = 3_000;
const LOOK_AGAIN_MS = 100;

/** The first of these nodes that n8n lists for a text, or what it lists in place of the right one. */
async function search(
	page: Page,
	text: string,
	among: readonly string[],
	right: string,
): Promise<string> {
	await page.locator('[data-test-id="node-creator-search-bar"]').fill(text);
	const names = page.locator('[data-test-id="node-creator-item-name"]');
	let listed: string[] = [];
	// The list follows what is typed after a moment.
	for (let waited = 0; waited < WAIT_MS; waited += LOOK_AGAIN_MS) {
		await page.waitForTimeout(LOOK_AGAIN_MS);
		listed = (await names.allTextContents()).map((name) => name.trim());
		if (listed.find((name) => among.includes(name)) === right) return right;
	}
	return `not ${right}, but: ${listed.join(', ') || 'nothing'}`;
}

async function searchAll(
	page: Page,
	searches: Searches,
	among: readonly string[],
): Promise<Searches> {
	const found: Record<string, string> = {};
	for (const [text, right] of Object.entries(searches)) {
		found[text] = await search(page, text, among, right);
	}
	return found;
}

describeUnlessMissing(missingBrowser, "n8n's list of nodes", () => {
	const n8n = useN8n({}, { editor: true });

	test('finds our nodes under "What triggers this workflow?"', async () => {
		await inEditor(n8n.baseUrl, async (page) => {
			await page.goto(`${n8n.baseUrl}/workflow/new`);
			await page.locator('[data-test-id="canvas-add-button"]').first().click();
			await page.getByText('What triggers this workflow?').first().waitFor();
			expect(await searchAll(page, FIRST_OF_ALL, ALL)).toEqual(FIRST_OF_ALL);
			// n8n puts names that begin with the word first, so Webhook Signature is among them.
			const webhook = { webhook: 'Signed Webhook Trigger' };
			expect(await searchAll(page, webhook, TRIGGERS)).toEqual(webhook);
		});
	});

	test('finds our nodes under "What happens next?"', async () => {
		const workflow = await n8n.client.createWorkflow({
			name: 'Something to go on from',
			nodes: [
				{
					id: 'start',
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
			],
			connections: {},
		});
		await inEditor(n8n.baseUrl, async (page) => {
			await page.goto(`${n8n.baseUrl}/workflow/${workflow.id}`);
			await page.locator('[data-test-id="canvas-handle-plus"]').first().click();
			await page.getByText('What happens next?').first().waitFor();
			expect(await searchAll(page, FIRST_OF_ALL, ALL)).toEqual(FIRST_OF_ALL);
			expect(await searchAll(page, AFTER_OTHERS, ALL)).toEqual(AFTER_OTHERS);
			const webhook = { webhook: 'Webhook Signature' };
			expect(await searchAll(page, webhook, ACTIONS)).toEqual(webhook);
		});
	});
});
