import type { INode, NodeOperationError } from 'n8n-workflow';
import { operationError } from '../../messages/nodeErrors';
import type { RejectionNotice } from './explain';
import { rejectionTitles } from './rejectionTitles';

/**
 * Whether a node continues after errors: its workflow would then start with an empty item, so the
 * editor cannot be told by an error.
 */
export const continuesAfterErrors = (node: INode): boolean =>
	(node.onError ?? 'stopWorkflow') !== 'stopWorkflow' || node.continueOnFail === true;

/**
 * What the editor shows at the node when a request was refused while it listened: the same that the
 * log says, and nothing else of the request.
 */
export function rejectionError(
	node: INode,
	{ code, explanation }: RejectionNotice,
): NodeOperationError {
	return operationError(node, `The request was refused: ${rejectionTitles[code]} (${code})`, {
		description: explanation,
	});
}
