import { findService, webhookServices } from '../../../nodes/shared/services';
import { findScheme } from '../../../nodes/shared/signing/schemes';
import type { WebhookService } from '../../../nodes/shared/services/types';

const service = (id: string): WebhookService => {
	const found = findService(id);
	if (found === undefined) throw new Error(`There is no service ${id}`);
	return found;
};

const namesOf = (id: string): string[] => service(id).events.map(({ name }) => name);

test('every service can be found by the id of its scheme, and is named as its scheme', () => {
	for (const each of webhookServices) {
		expect(findService(each.id)).toBe(each);
		expect(findScheme(each.id)).toBe(each.scheme);
		expect(each.displayName).toBe(each.scheme.displayName);
		expect(each.documentationUrl).toMatch(/^https:\/\//);
	}
	expect(findService('slack')).toBeUndefined();
	expect(findService('')).toBeUndefined();
});

describe.each(webhookServices)('the events of $displayName', ({ id, events, scheme }) => {
	test('have names of their own, and are what filters know', () => {
		const names = events.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		// Clawlet takes any name, so its filters must not be limited to examples.
		expect(scheme.event.catalog).toEqual(id === 'clawlet' ? undefined : names);
	});

	test('have titles and descriptions as lists show them', () => {
		for (const { title, description, group } of events) {
			expect(title).toMatch(/^[A-Z0-9][\w-]*( [A-Z0-9][\w-]*)*$/);
			expect(description).toMatch(/^[A-Z][^\n]+[^.\s]$/);
			expect(description.length).toBeLessThanOrEqual(80);
			if (group !== undefined) expect(group).toMatch(/^[A-Z]/);
		}
		expect(new Set(events.map(({ title }) => title)).size).toBe(events.length);
	});

	test('have samples that are plain JSON and hold no secret', () => {
		for (const { sample } of events) {
			const text = JSON.stringify(sample);
			expect(JSON.parse(text)).toEqual(sample);
			expect(text).not.toMatch(/whsec_|sk_(?:live|test)_|client_secret|-----BEGIN/);
		}
	});
});

describe('what the documents promise', () => {
	test('Twig AI, "Webhooks & Events", lists these events and the objects in them', () => {
		expect(namesOf('twig')).toEqual([
			'interaction.created',
			'interaction.completed',
			'interaction.feedback',
			'agent.created',
			'agent.updated',
			'agent.deleted',
			'datasource.created',
			'datasource.processed',
			'datasource.failed',
			'user.created',
			'user.updated',
		]);
		const [created, completed, feedback] = service('twig').events.map(({ sample }) => sample);
		expect(created).toMatchObject({ data: { interaction: { prompt: expect.any(String) } } });
		expect(completed).toMatchObject({
			data: { interaction: { response: expect.any(String), sources: expect.any(Array) } },
		});
		expect(feedback).toMatchObject({ data: { interaction: { feedback: expect.any(Object) } } });
		expect(service('twig').scheme.sourceAddresses?.networks).toEqual([
			'34.123.45.67/32',
			'52.89.123.45/32',
		]);
	});

	test('Lua, "Webhooks", lists these events; its command line knows one more', () => {
		expect(namesOf('lua')).toEqual([
			'message.sent',
			'message.delivered',
			'message.read',
			'message.failed',
			'message.played',
			'message.received',
		]);
		for (const { name, sample } of service('lua').events) {
			expect(Object.keys(sample)).toEqual(['eventType', 'recipientId', 'status', 'messageWamid']);
			expect(name).toBe(`message.${String(sample.status)}`);
		}
	});

	test('JoAI, "Webhooks", lists these events, each with data of another shape', () => {
		expect(namesOf('joai')).toEqual(['agent.action', 'agent.message', 'user.message']);
		const named = { id: expect.any(String), name: expect.any(String) };
		const [action, agentMessage, userMessage] = service('joai').events.map(({ sample }) => sample);
		for (const sample of [action, agentMessage, userMessage]) {
			expect(sample).toMatchObject({
				webhook: named,
				timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
				data: { agent: named },
			});
		}
		expect(action).toMatchObject({
			data: { room: expect.any(String), action: 'WARP_EXECUTE', content: expect.any(String) },
		});
		const { content } = (action as { data: { content: string } }).data;
		expect(Object.keys(JSON.parse(content) as object)).toEqual(['identifier', 'inputs']);
		expect(agentMessage).toMatchObject({ data: { room: expect.any(String) } });
		expect(userMessage).toMatchObject({ data: { user: named, room: named } });
	});

	test('LVNG, "Webhooks", lists these events', () => {
		expect(namesOf('lvng')).toEqual([
			'message.created',
			'message.updated',
			'message.deleted',
			'agent.started',
			'agent.completed',
			'agent.error',
			'workflow.started',
			'workflow.completed',
			'workflow.failed',
			'member.joined',
			'member.left',
		]);
	});
});
