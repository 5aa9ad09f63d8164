import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useN8n } from '../support/e2e/n8n';

const n8n = useN8n({}, { editor: true });

interface NodeType {
	name: string;
	version: number | number[];
	usableAsTool?: boolean;
	iconUrl?: string | { light: string; dark: string };
	codex?: { alias?: string[] };
}

const ownTypes = async (): Promise<NodeType[]> =>
	((await n8n.client.nodeTypes()) as NodeType[]).filter(({ name }) =>
		name.startsWith('n8n-nodes-signed-webhooks.'),
	);

test('n8n loads every node of the package, and those that do something also as tools for agents', async () => {
	const names = (await ownTypes()).map(({ name }) => name.split('.')[1]);
	expect(names.sort()).toEqual([
		'clawletTrigger',
		'joAiTrigger',
		'lua',
		'luaTool',
		'luaTrigger',
		'lvngTrigger',
		'sendSignedWebhook',
		'sendSignedWebhookTool',
		'signedWebhookTrigger',
		'twig',
		'twigTool',
		'twigTrigger',
		'waitForSignedWebhook',
		'webhookMonitor',
		'webhookMonitorTool',
		'webhookRetry',
		'webhookRetryTool',
		'webhookSignature',
		'webhookSignatureTool',
	]);
});

test('n8n knows the credential and where it is tested', async () => {
	const types = (await n8n.client.credentialTypes()) as Array<{ name: string }>;
	expect(types).toContainEqual(expect.objectContaining({ name: 'signedWebhookApi' }));
});

test('icons and search words are there', async () => {
	for (const { name, iconUrl, codex } of await ownTypes()) {
		const urls = typeof iconUrl === 'object' ? [iconUrl.light, iconUrl.dark] : [iconUrl];
		for (const url of urls) {
			const answer = await fetch(`${n8n.baseUrl}/${String(url)}`);
			expect({ name, url, status: answer.status }).toEqual({ name, url, status: 200 });
			expect(await answer.text()).toContain('<svg');
		}
		expect({ name, alias: codex?.alias?.join(', ') }).toEqual({
			name,
			alias: expect.stringContaining('Webhook') as string,
		});
	}
});

test('the package brings no module of its own and no list of dependencies', async () => {
	expect(existsSync(join(n8n.packageFolder, 'node_modules'))).toBe(false);
	const manifest = JSON.parse(
		await readFile(join(n8n.packageFolder, 'package.json'), 'utf8'),
	) as Record<string, unknown>;
	expect(manifest.dependencies ?? {}).toEqual({});
	// Beside it there is nothing that it could load from either.
	const neighbours = await readdir(join(n8n.packageFolder, '..'));
	expect(neighbours.filter((name) => !name.startsWith('.'))).toEqual(['n8n-nodes-signed-webhooks']);
});

test('n8n has no complaint about the package in its log', () => {
	const complaints = n8n
		.output()
		.split('\n')
		.filter((line) => /signed-webhooks|community/i.test(line) && /error|warn|fail/i.test(line));
	expect(complaints).toEqual([]);
});
