import { RoutingNode } from 'n8n-core';
import type { IHttpRequestOptions, INodeCredentialTestResult, INodeType } from 'n8n-workflow';
import { executeContext } from './runNode';
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
	const context = executeContext({ nodeType, credential, mode: 'internal' });
	const request = new RoutingNode(context, nodeType, {
		id: 'credential1',
		name: 'An account',
		type: credential.type.name,
		data: credential.data,
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
