import { post, signSampleEvent } from '../../scripts/lib/sign.js';
import { inBrowser, missingBrowser } from '../support/e2e/browser';
import { accepted, itemsOf, useExamples } from '../support/e2e/examples';
import { answering, startReceiver } from '../support/n8n/receiver';
import type { Receiver } from '../support/n8n/receiver';
import { describeUnlessMissing } from '../support/notRun';

/* The example that watches deliveries, imported as it is and run by a real n8n and a real browser. */

const { n8n, secret, dashboardLogin, urlOf, changeParameters, executionsWith, expectAllNodesRan } =
	useExamples();

const ID = 'watchDeliveries';
const HOSTILE = '<img src=x onerror="document.title=\'taken over\'">"CRM\'';
const PAGE = 'deliveries';
const ACTIONS = 'delivery-actions';

const idsAt = ({ requests }: Receiver): unknown[] =>
	requests.map(({ headers }) => headers['webhook-id']);

const dashboard = async (authorization?: string): Promise<Response> =>
	await fetch(urlOf(PAGE), { headers: { ...(authorization && { authorization }) } });

/** Presses a button as a form does that is not on the page; never follows where it is sent. */
const press = async (url: string, fields: Record<string, string>, authorization?: string) =>
	await fetch(url, {
		method: 'POST',
		body: new URLSearchParams(fields),
		headers: { ...(authorization && { authorization }) },
		redirect: 'manual',
	});

/** Where the buttons of the page send their forms. */
async function signedActionUrl(): Promise<string> {
	const page = await (await dashboard(dashboardLogin.header)).text();
	const [, url = ''] = /<form method="post" action="(.+?)"/.exec(page) ?? [];
	return url.replaceAll('&amp;', '&');
}

const checkEvery = async (interval: object): Promise<void> => {
	await changeParameters(ID, ({ name }) =>
		name === 'Every 15 Minutes' ? { rule: { interval: [interval] } } : undefined,
	);
};

describeUnlessMissing(missingBrowser, 'The example that watches deliveries', () => {
	let shop: Receiver;
	let crm: Receiver;
	let failed = '';

	beforeAll(async () => {
		shop = await startReceiver(answering(200));
		crm = await startReceiver(answering(200, 500, 200));
		await changeParameters(ID, ({ name, parameters }) => {
			if (name !== 'Send Signed Webhook') return undefined;
			const { values } = parameters.endpoints as { values: object[] };
			const [first, second] = values;
			const endpoints = [
				{ ...first, url: shop.url },
				{ ...second, name: HOSTILE, url: crm.url },
			];
			return { endpoints: { values: endpoints }, retryPolicy: 'none' };
		});
		await n8n.client.runManually(ID, 'Run Manually');
		await executionsWith(ID, { items: 1, node: 'Make the Table' });
	});

	afterAll(async () => {
		await Promise.all([shop.close(), crm.close()]);
	});

	test('a page without deliveries, for those with the password only', async () => {
		expect((await dashboard()).status).toBe(401);
		expect((await dashboard(`Basic ${Buffer.from('demo:wrong').toString('base64')}`)).status).toBe(
			401,
		);
		const page = await dashboard(dashboardLogin.header);
		expect(page.status).toBe(200);
		expect(page.headers.get('content-type')).toMatch(/^text\/html/);
		expect(page.headers.get('x-frame-options')).toBe('DENY');
		expect(await page.text()).toContain('No deliveries yet.');
	});

	test('every delivery becomes a row, failed ones too, and an alert begins once', async () => {
		const good = signSampleEvent({ secret });
		expect(await post(urlOf('watch-deliveries'), good)).toEqual(accepted);
		await executionsWith(ID, { items: 2, node: 'Store the Deliveries' });
		const bad = signSampleEvent({ secret });
		expect(await post(urlOf('watch-deliveries'), bad)).toEqual(accepted);
		const stored = itemsOf(
			await executionsWith(ID, { items: 4, node: 'Store the Deliveries' }),
			'Store the Deliveries',
		);
		expect(stored).toMatchObject([
			{ deliveryId: good.id, endpoint: 'Shop', status: 'delivered' },
			{ deliveryId: good.id, endpoint: HOSTILE, status: 'delivered' },
			{ deliveryId: bad.id, endpoint: 'Shop', status: 'delivered' },
			{ deliveryId: bad.id, endpoint: HOSTILE, status: 'failed', statusCode: 500 },
		]);
		failed = bad.id;

		await checkEvery({ field: 'seconds', secondsInterval: 2 });
		await executionsWith(ID, { items: 1, node: 'Tell Your Team' });
		// Two further checks find the same.
		const executions = await executionsWith(ID, { items: 12, node: 'Get Rows to Check' });
		expect(itemsOf(executions, 'Tell Your Team')).toMatchObject([
			{ state: 'began', rule: 'successRate', endpoint: HOSTILE, value: 0.5 },
		]);
	});

	test('a form from elsewhere sends nothing', async () => {
		const before = crm.requests.length;
		const fields = { action: 'retry', id: failed, endpoint: HOSTILE };
		expect((await press(urlOf(ACTIONS), fields)).status).toBe(401);
		// A browser adds the password of its own accord.
		expect((await press(urlOf(ACTIONS), fields, dashboardLogin.header)).status).toBe(403);
		const url = await signedActionUrl();
		const forged = url.replace(/webhook-id=[^&]+/, 'webhook-id=msg_other');
		expect((await press(forged, fields, dashboardLogin.header)).status).toBe(403);
		expect((await press(url, { action: 'other' }, dashboardLogin.header)).status).toBe(403);
		expect(crm.requests).toHaveLength(before);
	});

	test('the page in a browser: rates, hostile names, and the buttons', async () => {
		const httpCredentials = dashboardLogin;
		await inBrowser({ httpCredentials, viewport: { width: 1100, height: 900 } }, async (page) => {
			const opened = await page.goto(urlOf(PAGE));
			expect(opened?.headers()['content-security-policy']).toMatch(/^sandbox .*allow-forms/);
			expect(await page.title()).toBe('Webhook deliveries');
			expect(await page.locator('img').count()).toBe(0);
			expect(await page.locator('.cards li').first().innerText()).toMatch(/75 %/);
			const rates = page.locator('tbody').first().locator('tr');
			expect(await rates.allInnerTexts()).toEqual([
				expect.stringMatching(/onerror=[^]*degraded\s+50 %\s+1\s+1\s+0/) as unknown,
				expect.stringMatching(/^Shop\s+healthy\s+100 %\s+2\s+0\s+0/) as unknown,
			]);
			expect(await page.locator('[role=alert]').allInnerTexts()).toEqual([
				'75 % of deliveries succeeded; the limit is 95 %.',
			]);

			await page.getByRole('button', { name: `Retry ${failed}` }).click();
			await page.waitForURL(urlOf(PAGE));
			await page.getByText('No delivery failed.').waitFor();
			expect(idsAt(crm).slice(1)).toEqual([failed, failed]);
			expect(await page.locator('.cards li').first().innerText()).toMatch(/100 %/);

			// Without a mouse.
			await page.getByRole('button', { name: 'Send a test event to Shop' }).focus();
			await Promise.all([page.waitForResponse(urlOf(PAGE)), page.keyboard.press('Enter')]);
			await page.getByRole('row', { name: /^Shop/ }).getByText('3', { exact: true }).waitFor();
			expect(JSON.parse(String(shop.requests.at(-1)?.body))).toMatchObject({
				type: 'webhook.test',
			});
			expect(await page.title()).toBe('Webhook deliveries');
		});
	});

	test('what has been delivered is not sent again by an old page', async () => {
		const before = crm.requests.length;
		const fields = { action: 'retry', id: failed, endpoint: HOSTILE };
		const answer = await press(await signedActionUrl(), fields, dashboardLogin.header);
		expect([answer.status, answer.headers.get('location')]).toEqual([303, urlOf(PAGE)]);
		expect(crm.requests).toHaveLength(before);
	});

	test('the alert ends once, and every node has run', async () => {
		await executionsWith(ID, { items: 1, node: 'Tell Them It Is Over' });
		await checkEvery({ field: 'minutes', minutesInterval: 15 });
		const executions = await executionsWith(ID, { items: 1, node: 'Tell Them It Is Over' });
		expect(itemsOf(executions, 'Tell Them It Is Over')).toMatchObject([
			{ state: 'ended', rule: 'successRate', endpoint: HOSTILE },
		]);
		expect(itemsOf(executions, 'Tell Your Team')).toHaveLength(1);
		await expectAllNodesRan(ID, executions);
	});
});
