// @ts-check
'use strict';

const { randomUUID } = require('node:crypto');
const { createServer } = require('node:http');
const path = require('node:path');
const manifest = require('../../../package.json');
const { readExamples } = require('../examples');
const { forge, post, signSampleEvent } = require('../sign');
const { newestVersion, nodeDescriptions } = require('./nodes');
const { PANELS } = require('./panels');

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 * @typedef {import('../examples').Client} Client
 * @typedef {{ page: Page, client: Client, baseUrl: string }} Studio
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 */

const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const MARGIN = 16;
const SETTLE_MS = 700;
/** As large as a workflow is drawn on a page of GitHub. */
const MAX_EXAMPLE_WIDTH = 1500;
const NARROW_WIDTH = 1060;

/** What covers the canvas or a panel, and says nothing about the workflow. */
const DISTRACTIONS = [
	'[data-test-id="canvas-controls"]',
	'[data-test-id="canvas-minimap"]',
	'[data-test-id="canvas-handle-plus-wrapper"]',
	'[data-test-id="logs-panel"]',
	'[data-test-id^="execute-workflow-button"]',
	'[data-test-id="node-feature-request"]',
	'[data-test-id="panel-drag-button"]',
	'[data-test-id="floating-node"]',
	'.el-notification',
	'.n8n-popover, .el-popover, [data-reka-popper-content-wrapper]',
	'.vue-flow__background, [data-test-id="canvas-background"]',
];
const STYLE = `${DISTRACTIONS.join()} { visibility: hidden !important; }`;

/**
 * @param {Client} client
 * @param {{ type: string, name: string, data: Readonly<Record<string, unknown>> }} credential
 */
async function ensureCredential(client, { type, name, data }) {
	const present = (await client.credentials()).find((each) => each.name === name);
	const { id } = present ?? (await client.createCredential({ type, name, data }));
	return { [type]: { id, name } };
}

/** @param {string} type */
function descriptionOf(type) {
	const description = nodeDescriptions().find(({ name }) => name === type);
	if (!description) throw new Error(`There is no node ${type}`);
	return description;
}

/**
 * @param {string} type
 * @param {object} fields
 */
function ourNode(type, fields) {
	const description = descriptionOf(type);
	return {
		id: randomUUID(),
		name: description.displayName,
		type: `${manifest.name}.${type}`,
		typeVersion: newestVersion(description),
		position: [0, 0],
		webhookId: randomUUID(),
		...fields,
	};
}

/**
 * Shows a path of the editor. Once the editor is loaded, which takes long, it only goes elsewhere in it.
 *
 * @param {Studio} studio
 * @param {string} url
 */
async function goTo({ page, baseUrl }, url) {
	if (new URL(page.url()).pathname.startsWith('/workflow')) {
		await page.evaluate(
			`history.pushState({}, '', ${JSON.stringify(url)});
			dispatchEvent(new PopStateEvent('popstate', { state: {} }));`,
		);
		await page.waitForTimeout(SETTLE_MS);
	} else {
		await page.goto(baseUrl + url);
		await page.addStyleTag({ content: STYLE });
	}
}

/**
 * @param {Studio} studio
 * @param {any[]} nodes
 * @param {object} [connections]
 */
async function openWorkflow(studio, nodes, connections = {}) {
	const { page, client } = studio;
	const { id } = await client.createWorkflow({ name: randomUUID(), nodes, connections });
	await goTo(studio, `/workflow/${id}`);
	await canvasNode(page, nodes[0].name).waitFor();
}

/**
 * @param {Page} page
 * @param {string} name
 */
const canvasNode = (page, name) =>
	page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);

/**
 * @param {Page} page
 * @param {string} name
 */
async function openPanel(page, name) {
	await canvasNode(page, name).dblclick();
	await page.locator('[data-test-id="node-parameters"]').waitFor();
	// What is computed for the panel, and what it loads, comes a moment later.
	await page.waitForTimeout(SETTLE_MS);
	return page.locator('[data-test-id="ndv"]');
}

/**
 * @param {Page} page
 * @param {Box} clip
 */
const shoot = async (page, clip) => await page.screenshot({ clip, animations: 'disabled' });

/** @param {Locator} locator */
async function boxOf(locator) {
	const box = await locator.boundingBox();
	if (!box) throw new Error(`Not in the picture: ${String(locator)}`);
	return box;
}

/** Where the last of these ends. */
const bottomOf = async (/** @type {Locator} */ locator) =>
	await locator.evaluateAll((elements) =>
		Math.max(...elements.map((element) => element.getBoundingClientRect().bottom)),
	);

/**
 * All nodes on one canvas, so that the editor is loaded once.
 *
 * @param {Studio} studio
 */
async function layOutPanels(studio) {
	/** @type {object[]} */
	const nodes = [];
	for (const [type, { parameters, credential }] of Object.entries(PANELS)) {
		const credentials = credential && (await ensureCredential(studio.client, credential));
		const position = [(nodes.length % 4) * 220, Math.floor(nodes.length / 4) * 200];
		nodes.push(ourNode(type, { parameters, position, ...(credentials && { credentials }) }));
	}
	await openWorkflow(studio, nodes);
}

/**
 * A node's parameters.
 *
 * @param {Studio} studio
 * @param {string} type
 */
async function panel(studio, type) {
	const { page } = studio;
	const { displayName } = descriptionOf(type);
	if ((await canvasNode(page, displayName).count()) === 0) await layOutPanels(studio);
	const opened = await openPanel(page, displayName);
	const urls = opened.locator('.webhooks');
	if (await urls.isVisible()) {
		await urls.getByText('Webhook URLs').click();
		await urls.getByText('Production URL').click();
		await page.waitForTimeout(SETTLE_MS);
	}
	const fields = await boxOf(opened.locator('[data-test-id="node-parameters"]'));
	const { y: top } = await boxOf(opened.locator('[data-test-id="node-execute-button"]'));
	const bottom = await bottomOf(
		opened.locator('[data-test-id="parameter-item"], [data-test-id="collection-parameter-add"]'),
	);
	const y = top - MARGIN / 2;
	const shot = await shoot(page, { ...fields, y, height: bottom - y + MARGIN });
	await page.keyboard.press('Escape');
	await opened.waitFor({ state: 'hidden' });
	return shot;
}

/**
 * A whole workflow on the canvas.
 *
 * @param {Studio} studio in which the examples are
 * @param {string} file of an example
 */
async function example(studio, file) {
	const { page } = studio;
	const name = path.basename(file, '.json').replaceAll('-', ' ');
	const definition = (await readExamples()).find((each) => each.name.toLowerCase() === name);
	await goTo(studio, `/workflow/${definition.id}`);
	// The one before may have a node of the same name.
	await page.waitForFunction(`document.title.includes(${JSON.stringify(definition.name)})`);
	await canvasNode(page, definition.nodes[0].name).waitFor();
	await page.locator('[data-test-id="zoom-to-fit"]').dispatchEvent('click');
	await page.mouse.move(1, 1);
	await page.waitForTimeout(SETTLE_MS);
	const boxes = await page
		.locator(
			'.vue-flow__node, .vue-flow__node [class*="label"], .vue-flow__node [class*="subtitle"]',
		)
		.evaluateAll((elements) =>
			elements
				.map((element) => element.getBoundingClientRect())
				.map(({ left, top, right, bottom }) => ({ left, top, right, bottom })),
		);
	const x = Math.max(0, Math.min(...boxes.map(({ left }) => left)) - MARGIN);
	const y = Math.max(0, Math.min(...boxes.map(({ top }) => top)) - MARGIN);
	return await shoot(page, {
		x,
		y,
		width: Math.max(...boxes.map(({ right }) => right)) + MARGIN - x,
		height: Math.max(...boxes.map(({ bottom }) => bottom)) + MARGIN - y,
	});
}

/**
 * The form of a credential.
 *
 * @param {Studio} studio
 * @param {string} type
 */
async function credential({ page, client, baseUrl }, type) {
	const name = 'Shop signing secret';
	const stored = await ensureCredential(client, { type, name, data: { secret: SECRET } });
	await page.goto(`${baseUrl}/home/credentials/${stored[type]?.id}`, { waitUntil: 'networkidle' });
	const form = page.locator('[data-test-id="editCredential-modal"]');
	await form.waitFor();
	await page.waitForTimeout(SETTLE_MS);
	return await shoot(page, await boxOf(form));
}

/**
 * What the editor shows after a forged request.
 *
 * @param {Studio} studio
 */
async function refused(studio) {
	const { page, client, baseUrl } = studio;
	const credentials = await ensureCredential(client, {
		type: 'signedWebhookApi',
		name: 'Shop signing secret',
		data: { secret: SECRET },
	});
	const parameters = { path: 'shop-orders' };
	const node = ourNode('signedWebhookTrigger', { parameters, credentials });
	await openWorkflow(studio, [node]);
	const opened = await openPanel(page, node.name);
	await opened.getByRole('button', { name: 'Execute step' }).first().click();
	await opened.getByRole('button', { name: 'Stop Listening' }).first().waitFor();
	await post(`${baseUrl}/webhook-test/shop-orders`, forge(signSampleEvent({ secret: SECRET })));
	const output = opened.locator('[data-test-id="output-panel"]');
	await output.getByText('(noMatch)').first().waitFor();
	await page.waitForTimeout(SETTLE_MS);
	return await shoot(page, await boxOf(output));
}

/** Answers the first two requests as a receiver does that is just being restarted. */
function startReceiver() {
	let count = 0;
	const server = createServer((request, response) => {
		request.resume().on('end', () => {
			count += 1;
			response.writeHead(count < 3 ? 503 : 200, { 'content-type': 'application/json' });
			response.end(count < 3 ? '{"error":"restarting"}' : '{"received":true}');
		});
	});
	return server;
}

/**
 * A delivery that arrives at the third attempt.
 *
 * @param {Studio} studio
 */
async function attempts(studio) {
	const { page, client } = studio;
	const receiver = startReceiver();
	await new Promise((resolve) => receiver.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (receiver.address());
	try {
		const credentials = await ensureCredential(client, {
			type: 'signedWebhookApi',
			name: 'Shop signing secret',
			data: { secret: SECRET },
		});
		const parameters = {
			url: `http://127.0.0.1:${port}/webhooks`,
			bodySource: 'json',
			retryPolicy: 'list',
			delays: '1s, 2s',
			options: { allowLocalAddresses: true },
		};
		const node = ourNode('sendSignedWebhook', { parameters, credentials });
		const start = {
			id: randomUUID(),
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [-240, 0],
			parameters: {},
		};
		await openWorkflow(studio, [start, node], {
			Start: { main: [[{ node: node.name, type: 'main', index: 0 }]] },
		});
		const opened = await openPanel(page, node.name);
		await opened.getByRole('button', { name: 'Execute step' }).first().click();
		const output = opened.locator('[data-test-id="output-panel"]');
		await output.getByText('delivered').first().waitFor();
		await output.locator('[data-test-id="radio-button-json"]').click();
		await output.getByText('"attempts"').first().waitFor();
		await page.waitForTimeout(SETTLE_MS);
		return await shoot(page, await boxOf(output));
	} finally {
		receiver.closeAllConnections();
		receiver.close();
	}
}

/**
 * How each kind of picture is taken.
 *
 * @type {Readonly<Record<import('./list').Picture['motif']['scene'], {
 *   viewport: { width: number, height: number },
 *   shoot: (studio: Studio, of: string) => Promise<Buffer>,
 * }>>}
 */
const SCENES = {
	panel: { viewport: { width: 1500, height: 1700 }, shoot: panel },
	example: { viewport: { width: MAX_EXAMPLE_WIDTH, height: 1300 }, shoot: example },
	credential: { viewport: { width: NARROW_WIDTH, height: 900 }, shoot: credential },
	refused: { viewport: { width: 1500, height: 460 }, shoot: refused },
	attempts: { viewport: { width: 1500, height: 900 }, shoot: attempts },
};

module.exports = { SCENES };
