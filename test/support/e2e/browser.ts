import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { DEMO_OWNER } from '../../rig/client.js';

const EXECUTABLES = [
	process.env.CHROMIUM_PATH ?? '',
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The editor is large, and a busy machine takes long to load it. */
const TIMEOUT_MS = 60_000;

const executablePath = EXECUTABLES.find((path) => path !== '' && existsSync(path));

/** What is missing for tests in a browser; `undefined` when there is one. */
export const missingBrowser =
	executablePath === undefined
		? 'Chromium (on Debian: apt-get install chromium; elsewhere set CHROMIUM_PATH)'
		: undefined;

/** Opens a page in a headless browser, and closes it when the work is done. */
export async function inBrowser(
	options: BrowserContextOptions,
	work: (page: Page) => Promise<void>,
): Promise<void> {
	const browser = await chromium.launch({
		...(executablePath !== undefined && { executablePath }),
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
	});
	try {
		const page = await browser.newPage(options);
		page.setDefaultTimeout(TIMEOUT_MS);
		await work(page);
	} finally {
		await browser.close();
	}
}

/** Opens n8n's editor in a headless browser, signed in, and closes it when the work is done. */
export async function inEditor(
	baseUrl: string,
	work: (page: Page) => Promise<void>,
): Promise<void> {
	await inBrowser({ viewport: { width: 1500, height: 1000 } }, async (page) => {
		await page.goto(`${baseUrl}/signin`);
		await page.fill('input[type=email]', DEMO_OWNER.email);
		await page.fill('input[type=password]', DEMO_OWNER.password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
		await work(page);
	});
}

/** Opens the panel of a node on the canvas and returns the panel. */
export async function openNode(page: Page, name: string): Promise<Locator> {
	await page.locator('[data-test-id="canvas-node"]', { hasText: name }).first().dblclick();
	const panel = page.locator('#app-modals');
	await panel.getByRole('button', { name: 'Execute step' }).first().waitFor();
	return panel;
}

/** Makes n8n listen for a test event of the trigger whose panel is open. */
export async function listenInPanel(page: Page, panel: Locator): Promise<void> {
	const execute = panel.getByRole('button', { name: 'Execute step' }).first();
	const stop = panel.getByRole('button', { name: 'Stop Listening' }).first();
	const answered = async (path: RegExp): Promise<unknown> =>
		await page.waitForResponse((response) => path.test(response.url()));
	await execute.or(stop).first().waitFor();
	// After an error, n8n may show for a while that it still listens, and users click it away.
	if (await stop.isVisible()) {
		const ended = answered(/\/test-webhook\//);
		await stop.click();
		await ended;
	}
	// The button says that n8n listens before it does.
	const begun = answered(/\/run(\?|$)/);
	await execute.click();
	await begun;
	await stop.waitFor();
}
