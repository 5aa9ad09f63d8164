import './environment';
import { CredentialTestContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	ICredentialType,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { Lua } from '../../../nodes/Lua/Lua.node';
import { SignedWebhookTrigger } from '../../../nodes/SignedWebhookTrigger/SignedWebhookTrigger.node';
import { Twig } from '../../../nodes/Twig/Twig.node';
import type { SigningSecrets } from './credential';
import { workflowWith } from './workflow';

/** Tests a credential as n8n does when the user saves it: with the test that a node names. */
export async function runCredentialTest(
	node: 'signedWebhookTrigger' | 'sendSignedWebhook',
	secrets: SigningSecrets | undefined,
): Promise<INodeCredentialTestResult> {
	const { nodeType } = workflowWith(node, {});
	const testName = nodeType.description.credentials?.[0]?.testedBy;
	if (typeof testName !== 'string') throw new Error(`The node ${node} names no test`);
	const run = nodeType.methods?.credentialTest?.[testName];
	if (!run) throw new Error(`The node ${node} has no test ${testName}`);
	const context = new CredentialTestContext() as unknown as ICredentialTestFunctions;
	return await run.call(context, {
		id: 'credential1',
		name: 'Signing secrets',
		type: 'signedWebhookApi',
		data: secrets as ICredentialDataDecryptedObject | undefined,
	});
}

/** Tests a credential with an API key, by the function that a node names for its type. */
export async function runKeyTest(
	type: Pick<ICredentialType, 'name' | 'test'>,
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	// n8n asks no node when the type itself has a request that tests it.
	if (type.test) throw new Error(`The type ${type.name} has a test of its own`);
	for (const { description, methods } of [new SignedWebhookTrigger(), new Lua(), new Twig()]) {
		const { testedBy } = description.credentials?.find(({ name }) => name === type.name) ?? {};
		if (typeof testedBy !== 'string') continue;
		const run = new Map(Object.entries(methods.credentialTest)).get(testedBy);
		if (!run) throw new Error(`There is no test ${testedBy}`);
		const context = new CredentialTestContext() as unknown as ICredentialTestFunctions;
		return await run.call(context, { id: '1', name: 'An account', type: type.name, data });
	}
	throw new Error(`No node tests ${type.name}`);
}
