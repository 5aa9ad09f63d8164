import type { INode, NodeApiError } from 'n8n-workflow';
import type { ApiCredentialDefinition } from '../../services/credentials';
import type { ApiError, ApiFailure } from '../../subscriptions/api/error';
import { findWebhookUrlProblem } from '../../subscriptions/subscriptionError';
import { apiError } from '../messages/nodeErrors';
import type { ErrorPlace } from '../messages/nodeErrors';

/** What else is known about a failed call. */
export interface ApiErrorCircumstances {
	/** The URL that the service was asked to send to. */
	readonly webhookUrl?: string | undefined;
	/** Where people see the webhooks, to go behind "look at". Default: the service's list. */
	readonly whereToLook?: string | undefined;
	/** What to do, where the service's own errors say more than their status. */
	readonly advice?: string | undefined;
}

/** What went wrong, and what to do about it. */
export interface ApiErrorTexts {
	readonly message: string;
	readonly description: string;
}

interface Facts {
	readonly error: ApiError;
	readonly serviceName: string;
	/** "the field 'API Key' of the credential 'Twig API'" */
	readonly keyField: string;
	readonly baseUrlField: string;
	readonly permission: string;
	readonly place: string;
	readonly webhookUrl: string | undefined;
}

const lookFirst = ({ error, baseUrlField, place }: Facts): string =>
	error.facts.call.startsWith('GET ')
		? `Try again later, and check ${baseUrlField}.`
		: `The call may or may not have taken effect: look at ${place} before you try again. Also check ${baseUrlField}.`;

const REMEDIES: Readonly<Record<ApiFailure, (facts: Facts) => string>> = {
	badResponse: lookFirst,
	conflict: ({ place }) =>
		`Look at ${place}, and remove what is there or change the fields of the node.`,
	forbidden: ({ keyField, permission }) =>
		`The key in ${keyField} needs ${permission}. Give it that, or enter another one.`,
	invalid: ({ webhookUrl, serviceName }) =>
		(webhookUrl === undefined ? undefined : findWebhookUrlProblem(webhookUrl)) ??
		`Compare the fields of the node with what ${serviceName} says.`,
	network: lookFirst,
	notFound: ({ keyField, place }) =>
		`It may have been deleted, or the key in ${keyField} may not see it. Compare the fields of the node with ${place}.`,
	notOffered: ({ baseUrlField, place }) =>
		`Check ${baseUrlField}. If it is right, do this manually: look at ${place}.`,
	rateLimited: ({ error: { facts } }) =>
		facts.retryAfterSeconds === undefined
			? 'Try again in a few minutes, with fewer items at a time.'
			: `Try again in ${facts.retryAfterSeconds} seconds, with fewer items at a time.`,
	redirected: ({ baseUrlField }) =>
		`Enter the final address in ${baseUrlField}. The node does not follow redirects, because they would carry the key along.`,
	serverError: lookFirst,
	unauthorized: ({ keyField }) =>
		`Check ${keyField}: it may be mistyped, revoked, or of another account. Then test the credential.`,
};

/** Puts a failed call into words: the service by its name, and a remedy that names the field. */
export function describeApiError(
	error: ApiError,
	{ serviceName, displayName, keyLabel, permission }: ApiCredentialDefinition,
	{ webhookUrl, whereToLook, advice }: ApiErrorCircumstances = {},
): ApiErrorTexts {
	const facts = {
		error,
		serviceName,
		keyField: `the field '${keyLabel}' of the credential '${displayName}'`,
		baseUrlField: `the field 'Base URL' of the credential '${displayName}'`,
		permission,
		place: whereToLook ?? `the list of webhooks of ${serviceName}`,
		webhookUrl,
	};
	return {
		message: error.message.replace(/^The service/, serviceName).replace(/\.$/, ''),
		description: advice ?? REMEDIES[error.facts.kind](facts),
	};
}

/** A failed call as n8n shows it. */
export function toNodeApiError(
	node: INode,
	error: ApiError,
	definition: ApiCredentialDefinition,
	circumstances: ApiErrorCircumstances & ErrorPlace = {},
): NodeApiError {
	const { message, description } = describeApiError(error, definition, circumstances);
	return apiError(
		node,
		{ message, description, statusCode: error.facts.statusCode },
		circumstances,
	);
}
