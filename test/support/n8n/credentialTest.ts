import './environment';
import { CredentialTestContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
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
