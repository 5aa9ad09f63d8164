import type { INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { toNodeApiError } from '../shared/n8n/api/errors';
import { luaCredential } from '../shared/services/credentials';
import { luaAdviceFor } from '../shared/subscriptions/adapters/lua';
import { apiError, operationError } from '../shared/n8n/messages/nodeErrors';
import { ApiError } from '../shared/subscriptions/api/error';

/** A field that cannot be used. The message names it and the remedy. */
export class FieldProblem extends Error {}

/** An event that its webhook did not take: what happened, and what to do about it. */
export class SendingFailed extends Error {
	constructor(
		message: string,
		readonly description: string,
		/** Absent when there was no answer. */
		readonly statusCode?: number,
	) {
		super(message);
	}
}

const WHERE_TO_LOOK = 'the webhooks that the operation List gives';
const NOT_FOUND_ADVICE =
	"Choose agent and webhook from the lists of the fields 'Agent' and 'Webhook'. They show what the API key may see.";

const adviceFor = (error: ApiError): string | undefined =>
	luaAdviceFor(error) ?? (error.facts.kind === 'notFound' ? NOT_FOUND_ADVICE : undefined);

/** Any error of one item, as n8n shows it. Holds no secret, and nothing of the request's headers. */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (error instanceof ApiError) {
		return toNodeApiError(node, error, luaCredential, {
			itemIndex,
			whereToLook: WHERE_TO_LOOK,
			advice: adviceFor(error),
		});
	}
	if (error instanceof SendingFailed) {
		const { message, description, statusCode } = error;
		return apiError(node, { message, description, statusCode }, { itemIndex });
	}
	const problem = error instanceof FieldProblem ? error.message : (error as Error);
	return operationError(node, problem, { itemIndex });
}
