import type {
	IDataObject,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { plainDescription } from '../messages/nodeErrors';

/**
 * The item that comes out for one that failed. n8n sends an item to the error output when its JSON
 * holds `error` and nothing but `details` and `message` beside it. The item's own `error` would do
 * so too, but then n8n drops all other JSON.
 *
 * @param details what is known besides the error's own texts. Default: nothing.
 */
export function failedItem(
	{ message, description }: NodeApiError | NodeOperationError,
	itemIndex: number,
	details?: IDataObject,
): INodeExecutionData {
	return {
		json: {
			error: message,
			...(description && { message: plainDescription(description) }),
			...(details && { details }),
		},
		pairedItem: { item: itemIndex },
	};
}
