import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hook, Service, ServiceKind } from '../nodes/registration/service';
import { services } from '../nodes/registration/services';
import * as steps from '../nodes/registration/steps';
import { useN8n } from '../support/e2e/n8n';
import { scaled } from '../support/scale';
import { until } from '../support/until';
import { send, storeCredential, storeWorkflow } from './registration/workflow';
import type { Registering } from './registration/workflow';

/*
 * Automatic registration in a real n8n, at services that behave badly on purpose. Slow: n8n publishes
 * and unpublishes some two hundred triggers. Each test has a workflow and a service of its own, so they
 * are done side by side.
 */

const n8n = useN8n({ N8N_EXPRESSION_ENGINE: 'legacy' });

/** Every key and secret that came up, to be searched for in the end. */
const confidential = new Set<string>();

const { urls } = steps;
const finders = services.filter(({ finds }) => finds);
/** Well within what a call may take, and longer than any that is not slow. */
const SLOW_MS = scaled({ full: 3_000, sample: 1_000 });

/** Notes the key of a service, without what stands in front of it. */
const noteKey = (service: Service): unknown =>
	confidential.add(steps.keyOf(service).replace(/^Bearer /, ''));

function onlyHook(service: Service): Hook {
	const hook = steps.onlyHook(service);
	confidential.add(hook.secret);
	return hook;
}

async function begin(kind: ServiceKind): Promise<[Registering, Service]> {
	const service = await kind.start();
	noteKey(service);
	return [await storeWorkflow(n8n, service.setup), service];
}

async function published(kind: ServiceKind): Promise<[Registering, Service, Hook]> {
	const [workflow, service] = await begin(kind);
	await workflow.publish();
	return [workflow, service, onlyHook(service)];
}

/** An event of the service starts an execution, and a forged one does not. */
async function expectEvents(workflow: Registering, service: Service): Promise<void> {
	const { url, secret } = onlyHook(service);
	expect(url).toBe(workflow.url);
	const { client } = n8n;
	const before = (await client.executions({ workflowId: workflow.id })).length;
	expect(await send(url, service.sign(secret))).toBe(200);
	expect(await send(url, service.sign(`not ${secret}`))).toBe(401);
	await client.waitForExecutions({ workflowId: workflow.id, count: before + 1 });
	expect(await client.executions({ workflowId: workflow.id })).toHaveLength(before + 1);
}

test.concurrent.each(services)(
	'$name: publishing makes one webhook, its events start the workflow, unpublishing removes it',
	async (kind) => {
		const [workflow, service] = await published(kind);
		await expectEvents(workflow, service);
		await workflow.unpublish();
		expect(service.hooks()).toEqual([]);
		expect(await send(workflow.url, service.sign('any'))).toBe(404);
	},
);

test.concurrent.each(services)(
	'$name: a call that fails before it takes effect is made again',
	async (kind) => {
		const [workflow, service] = await begin(kind);
		service.misbehave('POST', { answer: { statusCode: 500 } });
		await workflow.publish();
		await expectEvents(workflow, service);
		await workflow.unpublish();
		expect(service.hooks()).toEqual([]);
	},
);

test.concurrent.each(services)(
	'$name: a call that fails after it took effect leaves no second webhook, or the log says so',
	async (kind) => {
		const [workflow, service] = await begin(kind);
		service.misbehave('POST', { answer: { statusCode: 500 }, effects: 1 });
		await workflow.publish();
		if (kind.finds) {
			await expectEvents(workflow, service);
		} else {
			expect(urls(service)).toEqual([workflow.url, workflow.url]);
			expect(n8n.output()).toContain(
				`for one that leads to ${workflow.url}, and remove it before you publish`,
			);
		}
		await workflow.unpublish();
		expect(service.hooks()).toHaveLength(kind.finds ? 0 : 1);
	},
);

test.concurrent.each(services)(
	'$name: a webhook that cannot be removed is used again, or removed later',
	async (kind) => {
		const [workflow, service, { id }] = await published(kind);
		service.misbehave('DELETE', { answer: { statusCode: 500 } });
		await workflow.unpublish();
		expect(urls(service)).toEqual([workflow.url]);
		expect(n8n.output()).toContain(`The webhook ${id}, which leads to ${workflow.url},`);
		await workflow.publish();
		await expectEvents(workflow, service);
		await workflow.unpublish();
		expect(service.hooks()).toEqual([]);
	},
);

test.concurrent.each(services)(
	'$name: a removal that takes effect and fails is no problem',
	async (kind) => {
		const [workflow, service] = await published(kind);
		service.misbehave('DELETE', { answer: { statusCode: 500 }, effects: 1 });
		await workflow.unpublish();
		expect(service.hooks()).toEqual([]);
		await workflow.publish();
		if (kind.shows) await expectEvents(workflow, service);
		await workflow.unpublish();
		expect(service.hooks()).toEqual([]);
	},
);

test.concurrent.each(services)(
	'$name: other events, another name and another Public URL come to the service',
	async (kind) => {
		const [workflow, service] = await published(kind);
		const { parameters } = service.setup;
		await workflow.change({ parameters: { ...parameters, events: eventsOf(kind) } });
		await workflow.publish();
		expect(onlyHook(service)).toMatchObject({ url: workflow.url, events: [eventsOf(kind)].flat() });
		await workflow.change({ name: 'Renamed' });
		await workflow.publish();
		expect(onlyHook(service).url).toBe(workflow.url);
		const publicUrl = `http://localhost:1/${workflow.id}`;
		await workflow.change({ parameters: { ...parameters, options: { publicUrl } } });
		await workflow.publish();
		expect(urls(service)).toEqual([publicUrl]);
		await workflow.unpublish();
		expect(service.hooks()).toEqual([]);
	},
);

test.concurrent.each(services)(
	'$name: another account, and registration by hand, leave nothing behind',
	async (kind) => {
		const [workflow, service] = await published(kind);
		const other = await kind.start();
		const { type, data } = other.setup.credential;
		noteKey(other);
		const { id, name } = await storeCredential(n8n, { type, data });
		await workflow.change({ credentials: { [type.name]: { id, name } } });
		await workflow.publish();
		expect(service.hooks()).toEqual([]);
		await expectEvents(workflow, other);
		const isOwnTrigger = other.setup.type !== 'signedWebhookTrigger';
		const secretsType = isOwnTrigger ? type : { name: 'signedWebhookApi' };
		const byHand = { type: secretsType, data: { secret: 'chosen by hand' } };
		const secrets = await storeCredential(n8n, byHand);
		await workflow.change({
			parameters: { ...other.setup.parameters, registration: 'manual' },
			credentials: { [secretsType.name]: secrets },
		});
		await workflow.publish();
		expect(other.hooks()).toEqual([]);
		expect(await send(workflow.url, other.sign('chosen by hand'))).toBe(200);
		await workflow.unpublish();
	},
);

// One after another: n8n struggles with several workflows that listen at once.
test.each(services)(
	'$name: listening in the editor has a webhook of its own, and leaves that of production alone',
	async (kind) => {
		const [workflow, service] = await begin(kind);
		const publicUrl = `http://localhost:1/${workflow.id}`;
		const { parameters } = service.setup;
		await workflow.change({ parameters: { ...parameters, options: { publicUrl } } });
		await workflow.publish();
		const production = service.hooks();
		expect(production.map(({ url }) => url)).toEqual([publicUrl]);
		const { client } = n8n;
		expect(await client.runManually(workflow.id, workflow.node.name)).toMatchObject({
			waitingForWebhook: true,
		});
		const test = service.hooks().find(({ url }) => url === workflow.testUrl);
		expect(service.hooks()).toHaveLength(2);
		expect(await send(workflow.testUrl, service.sign(test?.secret ?? ''))).toBe(200);
		await until('the webhook of the editor is gone', () => service.hooks().length < 2);
		expect(service.hooks()).toEqual(production);
		await client.runManually(workflow.id, workflow.node.name);
		expect(service.hooks()).toHaveLength(2);
		await client.rest('DELETE', `/test-webhook/${workflow.id}`);
		await until('the webhook of the editor is gone', () => service.hooks().length < 2);
		expect(service.hooks()).toEqual(production);
		await workflow.unpublish();
		expect(service.hooks()).toEqual([]);
	},
);
/** An event other than the first choice. */
function eventsOf({ name }: ServiceKind): string | string[] {
	if (name === 'Twig AI') return ['agent.created'];
	return name.includes('GitHub') ? 'issues' : 'invoice.created';
}

test.concurrent.each(finders)(
	'$name: a call that takes effect twice, and a webhook that is there, do not lead to two',
	async (kind) => {
		const [workflow, service] = await begin(kind);
		service.misbehave('POST', { effects: 2 });
		await workflow.publish();
		expect(service.hooks()).toHaveLength(1);
		await workflow.unpublish();
		await workflow.publish();
		await expectEvents(workflow, service);
		await workflow.unpublish();
		expect(service.hooks()).toEqual([]);
	},
);

test.concurrent.each(finders)(
	'$name: a removal that is answered with 404 without any effect is noticed',
	async (kind) => {
		const [workflow, service] = await published(kind);
		service.misbehave('DELETE', { answer: { statusCode: 404 } });
		await workflow.unpublish();
		expect(service.hooks()).toEqual([]);
	},
);
test.concurrent('slow services are waited for', async () => {
	await Promise.all(
		services.map(async (kind) => {
			const [workflow, service] = await begin(kind);
			service.misbehave('POST', { delayMs: SLOW_MS });
			await workflow.publish();
			expect(onlyHook(service).url).toBe(workflow.url);
			service.misbehave('DELETE', { delayMs: SLOW_MS });
			await workflow.unpublish();
			expect(service.hooks()).toEqual([]);
		}),
	);
});

test.concurrent(
	'a key that is not taken is an error that names the field, at every service',
	async () => {
		const errors = await Promise.all(
			services.map(async (kind) => {
				const service = await kind.start();
				const { credential } = service.setup;
				const { field } = service.key;
				const data = { ...credential.data, [field]: 'revoked' };
				const setup = { ...service.setup, credential: { type: credential.type, data } };
				const workflow = await storeWorkflow(n8n, setup);
				const error = await workflow.publish().then(
					() => 'The workflow was published',
					(reason: unknown) => String(reason),
				);
				await workflow.unpublish();
				return { name: kind.name, error, hooks: service.hooks(), label: service.key.label };
			}),
		);
		for (const { error, hooks, label } of errors) {
			expect(error).toContain('status 401');
			expect(error).toContain(`the field '${label}' of the credential`);
			expect(hooks).toEqual([]);
		}
	},
);

test('after a restart of n8n there is one webhook each, and its events are accepted', async () => {
	const all: Array<[Registering, Service]> = [];
	for (const kind of services) {
		const [workflow, service] = await published(kind);
		all.push([workflow, service]);
	}
	const before = all.map(([, service]) => service.hooks());
	await n8n.restart();
	expect(all.map(([, service]) => service.hooks())).toEqual(before);
	for (const [workflow, service] of all) {
		await expectEvents(workflow, service);
		await workflow.unpublish();
		expect(service.hooks()).toEqual([]);
	}
});

test('neither the database nor the log holds a key or a secret', async () => {
	const folder = join(n8n.userFolder, '.n8n');
	const files = (await readdir(folder)).filter((name) => /sqlite|log/i.test(name));
	expect(files).toContain('database.sqlite');
	const texts = await Promise.all(
		files.map(async (name) => await readFile(join(folder, name), 'latin1')),
	);
	const everything = [...texts, n8n.output()].join('\n');
	expect(confidential.size).toBeGreaterThan(services.length * 2);
	const spellings = [...confidential].flatMap((secret) =>
		(['utf8', 'base64', 'hex'] as const).map((encoding) =>
			Buffer.from(secret).toString(encoding).replace(/=+$/, ''),
		),
	);
	expect(spellings.filter((text) => everything.includes(text))).toEqual([]);
});
