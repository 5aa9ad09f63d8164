import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { rigHome } from '../../scripts/lib/paths.js';
import { forge, post, signSampleEvent } from '../../scripts/lib/sign.js';
import { inEditor, missingBrowser, listenInPanel } from '../support/e2e/browser';
import { accepted, refused } from '../support/e2e/examples';
import { useN8n } from '../support/e2e/n8n';
import { startReceiver } from '../support/n8n/receiver';
import { describeUnlessMissing } from '../support/notRun';

/*
 * The first ten minutes of somebody who knows n8n and has never seen this package, in the editor:
 * from the search to a verified event, and from there to a webhook that arrives on localhost.
 */

/** Screenshots of each step, for people to look at; git ignores them. */
const SCREENSHOTS = join(rigHome, 'newcomer');
const SECRET = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
const EVENT = 'invoice.paid';

/** What the newcomer has to choose or fill in, by step, as the editor labels it. */
type Choices = Record<'trigger' | 'send' | 'localhost', string[]>;

class Newcomer {
	readonly choices: Choices = { trigger: [], send: [], localhost: [] };

	private shots = 0;

	constructor(private readonly page: Page) {}

	get panel(): Locator {
		return this.page.locator('[data-test-id="ndv"]');
	}

	async see(what: string): Promise<void> {
		this.shots += 1;
		const name = `${String(this.shots).padStart(2, '0')}-${what}.png`;
		await this.page.screenshot({ path: join(SCREENSHOTS, name) });
	}

	/** Types into n8n's list of nodes, and takes one from it. */
	async add(search: string, name: string, action?: string): Promise<void> {
		await this.page.locator('[data-test-id="node-creator-search-bar"]').fill(search);
		const item = this.page.locator('[data-test-id="node-creator-item-name"]', { hasText: name });
		await item.first().waitFor();
		await this.see(`search-${search.replaceAll(' ', '-')}`);
		await item.first().click();
		await (
			action === undefined
				? this.page.getByRole('button', { name: 'Add to workflow' })
				: this.page.getByText(action, { exact: true })
		).click();
		await this.panel.locator('[data-test-id="node-parameters"]').waitFor();
	}

	/** Chooses in a list that is searched. */
	async pick(step: keyof Choices, label: string, parameter: string, option: string): Promise<void> {
		this.choices[step].push(label);
		const field = this.panel.locator(`[data-test-id="parameter-input-${parameter}"] input`).first();
		await field.click();
		await field.fill(option);
		await this.option(option).click();
	}

	async fill(step: keyof Choices, label: string, parameter: string, text: string): Promise<void> {
		this.choices[step].push(label);
		const input = this.panel.locator(`[data-test-id="parameter-input-${parameter}"]`);
		const field = input.locator('input, [contenteditable=true]').first();
		await field.click();
		await field.fill(text);
	}

	async addOption(step: keyof Choices, label: string): Promise<void> {
		this.choices[step].push(label);
		await this.panel.locator('[data-test-id="collection-parameter-add"]').first().click();
		await this.option(label).click();
	}

	/** Makes the credential that the node asks for. Its form closes by itself once it is saved. */
	async makeCredential(step: keyof Choices): Promise<void> {
		this.choices[step].push('Credential');
		const connect = this.panel.locator('[data-test-id="node-credentials-empty-state"]');
		await connect.getByRole('button').first().click();
		const form = this.page.locator('[data-test-id="editCredential-modal"]');
		await form.locator('[data-test-id="parameter-input-secret"] input').fill(SECRET);
		await this.see('credential');
		await form.getByRole('button', { name: 'Save' }).first().click();
		await form.waitFor({ state: 'hidden' });
	}

	async execute(): Promise<void> {
		await this.panel.getByRole('button', { name: 'Execute step' }).first().click();
	}

	async listen(): Promise<void> {
		await listenInPanel(this.page, this.panel);
	}

	/** Waits for a text in the panel or the message beside it. */
	async read(text: RegExp | string): Promise<void> {
		await this.page.getByText(text).filter({ visible: true }).first().waitFor();
	}

	private option(label: string): Locator {
		const options = this.page.locator('.el-select-dropdown__item, [role="option"]');
		return options.filter({ hasText: label, visible: true }).first();
	}
}

describeUnlessMissing(missingBrowser, 'A newcomer', () => {
	const n8n = useN8n({}, { editor: true });

	beforeAll(async () => await mkdir(SCREENSHOTS, { recursive: true }));

	const signed = () => signSampleEvent({ secret: SECRET, scheme: 'stripe', event: EVENT });

	async function receiveGenuine(page: Page, newcomer: Newcomer): Promise<void> {
		const { panel } = newcomer;
		await page.goto(`${n8n.baseUrl}/workflow/new`);
		await page.locator('[data-test-id="canvas-add-button"]').first().click();
		await newcomer.add('verify webhook', 'Signed Webhook Trigger');
		await newcomer.pick('trigger', 'Signature Scheme', 'scheme', 'Stripe');
		await newcomer.makeCredential('trigger');

		// While it listens, n8n covers the fields.
		await panel.locator('.webhooks').getByText('Webhook URLs').click();
		const shown = panel.locator('.webhooks').getByText('/webhook-test/').first();
		const url = /http\S+/.exec((await shown.textContent()) ?? '')?.[0] ?? '';
		await newcomer.listen();
		await newcomer.see('listening');
		expect(await post(url, forge(signed()))).toEqual(refused);
		await newcomer.read('The request was refused: the signature does not match (noMatch)');
		await newcomer.read(/^No secret in the credential matches this signature\. /);
		await newcomer.see('forged');

		await newcomer.listen();
		expect(await post(url, signed())).toEqual(accepted);
		await panel.getByText(EVENT).first().waitFor();
		await newcomer.see('genuine');
		await page.keyboard.press('Escape');

		await page.locator('[data-test-id="workflow-open-publish-modal-button"]').click();
		await page.locator('[data-test-id="workflow-publish-button"]').click();
		await newcomer.read('Genuine requests to the Production URL now start this workflow.');
		await newcomer.see('published');
		await page.getByRole('button', { name: 'Got it' }).click();
		const production = url.replace('/webhook-test/', '/webhook/');
		const workflow = (await n8n.client.workflows()).find(({ name }) => name === 'My workflow');
		const workflowId = workflow?.id ?? '';
		const [before] = await n8n.client.executions({ workflowId });
		expect(await post(production, signed())).toEqual(accepted);
		await n8n.client.waitForExecutions({
			workflowId,
			count: 1,
			...(before && { afterId: before.id }),
		});
	}

	async function sendToLocalhost(page: Page, newcomer: Newcomer): Promise<void> {
		const receiver = await startReceiver((response, number) => {
			response.writeHead(number === 1 ? 410 : 200, { 'content-type': 'application/json' });
			response.end(number === 1 ? '{"error":"no such hook"}' : '{"received":true}');
		});
		await page.locator('[data-test-id="canvas-handle-plus"]').first().click();
		await newcomer.add('send webhook', 'Send Signed Webhook', 'Send a signed webhook');
		// The credential of the trigger, the only one, is chosen already.
		await newcomer.fill('send', 'URL', 'url', receiver.url);
		await newcomer.execute();
		await newcomer.read(/'Allow Local Addresses'/);
		await newcomer.see('local-address');

		await newcomer.addOption('localhost', 'Allow Local Addresses');
		await newcomer.execute();
		await newcomer.read(/410/);
		await newcomer.see('failure');
		await newcomer.read(/no such hook/);

		await newcomer.execute();
		await newcomer.read('Node executed successfully');
		await newcomer.panel.getByText('delivered').first().waitFor();
		await newcomer.see('delivered');
		expect(receiver.requests).toHaveLength(2);
	}

	test('finds the nodes, sees why a forgery is refused, and delivers to localhost with few choices', async () => {
		await inEditor(n8n.baseUrl, async (page) => {
			const newcomer = new Newcomer(page);
			await receiveGenuine(page, newcomer);
			await sendToLocalhost(page, newcomer);
			expect(newcomer.choices).toEqual({
				trigger: ['Signature Scheme', 'Credential'],
				send: ['URL'],
				localhost: ['Allow Local Addresses'],
			});
		});
	});
});
