import * as n8nWorkflow from 'n8n-workflow';
import type { INodeParameters, IWebhookDescription, NodeParameterValueType } from 'n8n-workflow';

/** A field that follows from the node's parameters, in both forms that n8n knows. */
interface ParameterField {
	readonly template: string;
	readonly resolve: (parameters: INodeParameters) => NodeParameterValueType;
}

/**
 * Recent versions of n8n resolve such fields without starting their expression engine, which would
 * cost more than all the rest of a request; older ones only know the expression. n8n takes the
 * short way only when function and expression say the same, so both are written here side by side.
 */
function parameterFields(
	fields: Readonly<Record<string, ParameterField>>,
): Partial<IWebhookDescription> {
	const library: Partial<typeof n8nWorkflow> = n8nWorkflow;
	if (library.webhookDescriptionFields) return library.webhookDescriptionFields(fields);
	return Object.fromEntries(
		Object.entries(fields).map(([field, { template }]) => [field, template]),
	);
}

const path: ParameterField = {
	template: '={{$parameter["path"]}}',
	resolve: ({ path: value }) => value,
};

const responseMode: ParameterField = {
	template: '={{$parameter["responseMode"] ?? "onReceived"}}',
	resolve: (parameters) => parameters.responseMode ?? 'onReceived',
};

/** Empty for answers at once: n8n then sends what the node returns as `webhookResponse`. */
const responseData: ParameterField = {
	template:
		'={{$parameter["responseMode"] === "lastNode" ? $parameter["responseData"] ?? "firstEntryJson" : ""}}',
	resolve: (parameters) =>
		parameters.responseMode === 'lastNode' ? (parameters.responseData ?? 'firstEntryJson') : '',
};

const responseCode: ParameterField = {
	template: '={{$parameter["options"]["responseCode"] ?? 200}}',
	resolve: ({ options }) => (options as INodeParameters | undefined)?.responseCode ?? 200,
};

/**
 * The webhooks of a trigger: POST for events, GET and HEAD for handshakes and health checks.
 *
 * n8n answers genuine events itself, once it has stored the execution: an answer of our own would
 * go out before, and a crash in between would lose the event.
 */
export const triggerWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		isFullPath: true,
		path: '',
		...parameterFields({ path, responseMode, responseData, responseCode }),
	},
	...(['GET', 'HEAD'] as const).map((httpMethod): IWebhookDescription => ({
		name: 'setup',
		httpMethod,
		responseMode: 'onReceived',
		responseData: '',
		// The same URL as for POST, which is the only one to register anywhere.
		ndvHideUrl: true,
		isFullPath: true,
		path: '',
		...parameterFields({ path }),
	})),
];
