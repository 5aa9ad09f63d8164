import './environment';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	INode,
	INodeCredentialTestResult,
	INodeType,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { credentialsHelper } from './runNode';
import type { ApiCredential } from './runNode';

/** A node whose only property makes the request of the test, as n8n builds one. */
function testNode({ type }: ApiCredential): INodeType {
	return {
		description: {
			displayName: 'Test',
			name: 'test',
			group: ['input'],
			version: 1,
			description: '',
			defaults: { name: 'Test' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: type.name, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					default: '',
					routing: { request: type.test?.request as IHttpRequestOptions },
				},
			],
		},
	};
}

interface RequestError {
	readonly message: string;
	readonly cause?: { readonly response?: { readonly status: number }; readonly code?: string };
}

/** Tests a credential with the request of its type, as n8n does when the user saves it. */
export async function runTestRequest(
	credential: ApiCredential,
): Promise<INodeCredentialTestResult> {
	const nodeType = testNode(credential);
	const { name } = credential.type;
	const node: INode = {
		id: 'test',
		name: 'Test',
		type: 'test',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [name]: { id: 'credential1', name: 'An account' } },
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
	const additionalData = {
		credentialsHelper: credentialsHelper(credential),
	} as unknown as IWorkflowExecuteAdditionalData;
	const input = [{ json: {} }];
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [input] },
		{ node, data: {}, source: null },
		[],
	);
	const data: ICredentialDataDecryptedObject = credential.data;
	const request = new RoutingNode(context, nodeType, {
		id: 'credential1',
		name: 'An account',
		type: name,
		data,
	});
	try {
		await request.runNode();
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		const { message, cause } = error as RequestError;
		const status = cause?.response?.status;
		const rules = credential.type.test?.rules ?? [];
		const rule = rules.find(
			({ properties }) => 'value' in properties && properties.value === status,
		);
		return { status: 'Error', message: rule?.properties.message ?? cause?.code ?? message };
	}
}
