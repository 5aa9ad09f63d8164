import type { INode, NodeOperationError } from 'n8n-workflow';
import { operationError } from '../../messages/nodeErrors';
import type { RejectionNotice } from './explain';
import { rejectionTitles } from './rejectionTitles';

/**
 * What the editor shows at the node when a request was refused while it listened: the same that the
 * log says, and nothing else of the request.
 *
 * @returns `undefined` for a node that continues after errors: its workflow would start with an
 *   empty item
 */
export function rejectionError(
	node: INode,
	{ code, explanation }: RejectionNotice,
): NodeOperationError | undefined {
	const stops = (node.onError ?? 'stopWorkflow') === 'stopWorkflow' && !node.continueOnFail;
	if (!stops) return undefined;
	return operationError(node, `The request was refused: ${rejectionTitles[code]} (${code})`, {
		description: explanation,
	});
}
