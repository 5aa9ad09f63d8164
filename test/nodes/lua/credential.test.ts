import '../../support/n8n/environment';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	ICredentialsHelper,
	IDataObject,
	INode,
	INodeType,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { LuaApi } from '../../../credentials/LuaApi.credentials';
import { FakeLua } from '../../support/services/lua';
import { credentialsHelperFor, fieldsFor } from './run';

let lua: FakeLua;
beforeEach(async () => {
	lua = await new FakeLua().start();
});
afterEach(async () => await lua.stop());

const { name, test: credentialTest } = new LuaApi();

/** Runs the credential's own test as n8n does: as the only request of a node made for it. */
async function testCredential(fields: IDataObject): Promise<unknown> {
	const nodeType = {
		description: {
			name: 'temporary',
			version: 1,
			credentials: [{ name, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: credentialTest.request },
					default: '',
				},
			],
		},
	} as unknown as INodeType;
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'temporary',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [name]: { id: 'credential1', name: 'Lua account' } },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	const credential = { ...fieldsFor(lua), ...fields };
	const credentialsHelper: ICredentialsHelper = credentialsHelperFor(workflow, node, credential);
	const context = new ExecuteContext(
		workflow,
		node,
		{ credentialsHelper } as unknown as IWorkflowExecuteAdditionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const decrypted = { id: 'credential1', name: 'Lua account', type: name, data: credential };
	return await new RoutingNode(context, nodeType, decrypted as never).runNode();
}

/** The status of the answer that a failed test got. */
const statusOf = (error: unknown): unknown =>
	(error as { cause?: { response?: { status?: unknown } } }).cause?.response?.status;

test('calls the service with the key', async () => {
	await testCredential({});
	expect(lua.calls()).toHaveLength(1);
	expect(lua.calls()[0]).toMatchObject({
		method: 'GET',
		path: '/admin/me/authorization',
		headers: { authorization: `Bearer ${lua.apiKey}` },
	});
});

test('a wrong key fails, with words for the status', async () => {
	const failure = await testCredential({ apiKey: 'wrong' }).catch(statusOf);
	expect(failure).toBe(401);
	expect(credentialTest.rules).toContainEqual({
		type: 'responseCode',
		properties: { value: 401, message: expect.stringContaining('API key') as unknown },
	});
});

test('a redirect is not followed: it would carry the key along', async () => {
	const location = `${lua.url}/elsewhere`;
	lua.script({ answer: { statusCode: 302, headers: { location } } });
	expect(await testCredential({}).catch(statusOf)).toBe(302);
	expect(lua.calls()).toHaveLength(1);
});

test('a key never leaves unencrypted', async () => {
	const failure: unknown = await testCredential({ baseUrl: 'http://lua.invalid' }).catch(
		(error: unknown) => error,
	);
	expect(JSON.stringify((failure as { cause?: unknown }).cause)).toContain('https://lua.invalid');
});
