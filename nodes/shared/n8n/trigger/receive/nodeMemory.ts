import type { IWebhookFunctions } from 'n8n-workflow';
import { isDynamic } from '../../parameters';

const MAX_NODES = 1_000;

/**
 * What a trigger remembers from request to request, kept per node and replaced when the node's
 * parameters change. n8n builds nodes from scratch for every request, so this lives outside of them.
 */
export interface NodeMemory<T> {
	/**
	 * @param create called with what was remembered under other parameters, if anything was
	 */
	readonly recall: (context: IWebhookFunctions, create: (previous: T | undefined) => T) => T;
}

/** The execution that waits for the request; `undefined` where one is to begin. */
export const waitingExecution = (context: IWebhookFunctions): string | undefined =>
	context.getExecutionId() || undefined;

/** Memory for a thousand nodes; beyond that the one that was made first is forgotten. */
export function createNodeMemory<T>(): NodeMemory<T> {
	const remembered = new Map<string, { readonly parameters: string; readonly value: T }>();

	const recall = (context: IWebhookFunctions, create: (previous: T | undefined) => T): T => {
		const node = context.getNode();
		const place = [context.getWorkflow().id, node.id, context.getMode(), waitingExecution(context)];
		const id = place.join(' ');
		const parameters = JSON.stringify(node.parameters);
		const known = remembered.get(id);
		if (known?.parameters === parameters && !isDynamic(node.parameters)) return known.value;
		const value = create(known?.value);
		if (!known && remembered.size >= MAX_NODES) {
			const [oldest] = remembered.keys();
			if (oldest !== undefined) remembered.delete(oldest);
		}
		remembered.set(id, { parameters, value });
		return value;
	};

	return { recall };
}
