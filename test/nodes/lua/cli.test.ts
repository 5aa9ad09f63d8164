import type { IDataObject } from 'n8n-workflow';
import { describeUnlessMissing } from '../../support/notRun';
import type { ServiceRequest } from '../../support/services/fakeService';
import { FakeLua } from '../../support/services/lua';
import { LuaProject, missingLuaCli } from './luaCli';
import { pick, runLua, search } from './run';

// Every command starts a Node.js of its own.
const SLOW_MS = 60_000;

const AGENT = 'agent_1';
const TRACKER = { id: '5b7c2d0e-3f57-4f0a-9c1e-8a1d1f0c2b3a', name: 'delivery-tracker' };
const ORDERS = { id: '0d1b6f4a-77c1-4b7e-b0a5-2f9f5f7f7c11', name: 'orders' };
const PAUSED = { id: 'c3a1f0de-1111-4222-8333-944455556666', name: 'paused' };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What of a call matters to the service. */
const essenceOf = ({ method, path, query, body, headers }: ServiceRequest) => ({
	method,
	path,
	query: [...query],
	body,
	authorization: headers.authorization,
	// Without a body it says nothing.
	contentType: body === '' ? undefined : headers['content-type'],
	// A new one for each request, so only its form can be compared.
	hasIdempotencyKey: UUID.test(String(headers['x-idempotency-key'])),
});

describeUnlessMissing(missingLuaCli, "the node beside Lua's own command line", () => {
	/** The same service twice, so that both start from the same state. */
	let theirs: FakeLua;
	let ours: FakeLua;
	let project: LuaProject;
	beforeEach(async () => {
		[theirs, ours] = await Promise.all([new FakeLua().start(), new FakeLua().start()]);
		project = new LuaProject(AGENT, [TRACKER, PAUSED]);
	});
	afterEach(async () => {
		project.remove();
		await Promise.all([theirs.stop(), ours.stop()]);
	});

	/** Runs one command there and one operation here, and compares what the service got. */
	async function compare(args: readonly string[], operation: string, parameters: IDataObject) {
		const { exitCode } = await project.run(theirs, ...args);
		const result = await runLua(ours, {
			operation,
			parameters: { agent: pick(AGENT), ...parameters },
		});
		expect(ours.calls().map(essenceOf)).toEqual(theirs.calls().map(essenceOf));
		expect(ours.webhooks()).toEqual(theirs.webhooks());
		return { ...result, exitCode, calls: ours.calls() };
	}

	const webhooks = (action: string, { name }: { name: string }, ...more: string[]): string[] => [
		'webhooks',
		action,
		'--webhook-name',
		name,
		...more,
	];

	test.each<[string, string[], string, IDataObject, string[]]>([
		[
			'subscribes to an event',
			webhooks('subscribe', TRACKER, '--event', 'message.delivered'),
			'subscribe',
			{ webhook: pick(TRACKER.id), events: ['message.delivered'] },
			['GET', 'PATCH'],
		],
		[
			'subscribes to an event that is there already',
			webhooks('subscribe', TRACKER, '--event', 'message.read'),
			'subscribe',
			{ webhook: pick(TRACKER.name, 'name'), events: ['message.read'] },
			['GET'],
		],
		[
			'unsubscribes from an event',
			webhooks('unsubscribe', TRACKER, '--event', 'message.read'),
			'unsubscribe',
			{ webhook: pick(TRACKER.id), events: ['message.read'] },
			['GET', 'PATCH'],
		],
		[
			'unsubscribes from an event that is not there',
			webhooks('unsubscribe', TRACKER, '--event', 'message.failed'),
			'unsubscribe',
			{ webhook: pick(TRACKER.id), events: ['message.failed'] },
			['GET'],
		],
		[
			'activates a webhook',
			webhooks('activate', PAUSED),
			'activate',
			{ webhook: pick(PAUSED.id) },
			['POST'],
		],
		[
			'deactivates a webhook',
			webhooks('deactivate', TRACKER),
			'deactivate',
			{ webhook: pick(TRACKER.id) },
			['POST'],
		],
		[
			'deletes a webhook, which is deactivated instead',
			webhooks('delete', TRACKER),
			'delete',
			{ webhook: pick(TRACKER.id) },
			['DELETE'],
		],
		[
			'deletes a webhook that it knows from the service only, by name',
			webhooks('delete', ORDERS),
			'delete',
			{ webhook: pick(ORDERS.name, 'name') },
			['GET', 'DELETE'],
		],
	])(
		'%s with the same requests',
		async (_, args, operation, parameters, methods) => {
			const { error, exitCode, calls } = await compare(args, operation, parameters);
			expect({ error, exitCode }).toEqual({ error: undefined, exitCode: 0 });
			expect(calls.map(({ method }) => method)).toEqual(methods);
		},
		SLOW_MS,
	);

	// There is no command for the webhooks of the service alone: this one lists them to find one.
	test(
		'lists webhooks with the same request',
		async () => {
			const args = webhooks('delete', { name: 'nobody' });
			const { items, calls } = await compare(args, 'list', {});
			expect(items).toHaveLength(3);
			expect(calls).toHaveLength(1);
		},
		SLOW_MS,
	);

	test(
		'knows the same events, and asks nobody for them either',
		async () => {
			const { output } = await project.run(theirs, 'webhooks', 'list-events');
			const known = [...output.matchAll(/• (\S+)/g)].map(([, name]) => name);
			expect(known).toHaveLength(6);
			const { items } = await runLua(ours, { operation: 'listEvents' });
			expect(items.map(({ json }) => json.name).sort()).toEqual(known.sort());
			expect([...theirs.calls(), ...ours.calls()]).toEqual([]);
		},
		SLOW_MS,
	);

	test(
		'refuses the same event without asking the service to take it',
		async () => {
			const event = 'user.login';
			const { exitCode } = await project.run(
				theirs,
				...webhooks('subscribe', TRACKER, '--event', event),
			);
			const { error } = await runLua(ours, {
				operation: 'subscribe',
				parameters: { agent: pick(AGENT), webhook: pick(TRACKER.id), events: [event] },
			});
			expect(exitCode).not.toBe(0);
			expect(error?.message).toContain(event);
			expect([...theirs.calls(), ...ours.calls()]).toEqual([]);
		},
		SLOW_MS,
	);

	test(
		'lists agents with the same requests, but for the name of the user',
		async () => {
			const { output } = await project.run(theirs, 'agents', '--json');
			const { results } = await search(ours, 'searchAgents');
			const organisations = JSON.parse(output) as Array<{ agents: Array<{ agentId: string }> }>;
			const agentIds = organisations.flatMap(({ agents }) => agents.map(({ agentId }) => agentId));
			expect(results.map(({ value }) => value).sort()).toEqual(agentIds.sort());
			const sorted = (service: FakeLua): string[] =>
				service
					.calls()
					.filter(({ path }) => path !== '/admin/me/authorization/context')
					.map((call) => JSON.stringify(essenceOf(call)))
					.sort();
			expect(sorted(ours)).toEqual(sorted(theirs));
		},
		SLOW_MS,
	);
});
