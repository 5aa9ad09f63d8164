import './environment';
import type { IBinaryData, IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { StoredCredential } from './credential';
import type { SigningSecrets } from './credential';
import { contextOf, runIn } from './nodeRun';
import type { NodeResult } from './nodeRun';
import { workflowWith } from './workflow';

/** One run of the node Webhook Signature. */
export interface SignatureSetup {
	readonly operation: 'sign' | 'verify';
	readonly parameters: IDataObject;
	/** Default: one empty item. */
	readonly items?: readonly INodeExecutionData[];
	/** Without it the node has no credential. */
	readonly secrets?: SigningSecrets;
	readonly onError?: INode['onError'];
	/** The time zone of the workflow. */
	readonly timezone?: string;
}

/** What came of a run. */
export interface SignatureResult extends NodeResult {
	/** What was signed, or is genuine. */
	readonly items: NodeResult['items'];
	/** What is not genuine; absent while signing. */
	readonly notGenuine?: NodeResult['items'];
}

/** These bytes as n8n keeps a file inside of an item. */
export const binary = (bytes: Buffer): IBinaryData => ({
	data: bytes.toString('base64'),
	mimeType: 'application/json',
});

/** Runs the node on n8n-core's own context. */
export async function runSignature(setup: SignatureSetup): Promise<SignatureResult> {
	const { operation, secrets, onError, timezone } = setup;
	const { workflow, node, nodeType } = workflowWith(
		'webhookSignature',
		{ ...setup.parameters, operation },
		{ ...(onError && { onError }), ...(!secrets && { credentials: undefined }) },
		timezone === undefined ? {} : { timezone },
	);
	const context = contextOf({
		workflow,
		node,
		items: setup.items ?? [{ json: {} }],
		credential: secrets && new StoredCredential(secrets),
	});
	const { outputs, ...outcome } = await runIn(context, nodeType);
	const [items = [], notGenuine] = outputs;
	return { items, ...outcome, ...(notGenuine && { notGenuine }) };
}
