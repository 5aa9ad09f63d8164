import * as n8nWorkflow from 'n8n-workflow';
import type {
	INodeParameters,
	INodeTypeDescription,
	IWebhookDescription,
	NodeParameterValueType,
} from 'n8n-workflow';

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
		isFullPath: true,
		path: '',
		...parameterFields({ path }),
	})),
];

/** What all triggers have in common in n8n's eyes. */
export const triggerDescription = {
	group: ['trigger'],
	// Starts above 1: for version 1 exactly, n8n evaluates an expression on every request.
	version: 1.1,
	inputs: [],
	// A second output only for those who ask for it.
	outputs:
		'={{ $parameter["options"]["outputRejected"] ? [{ type: "main", displayName: "Genuine" }, { type: "main", displayName: "Rejected" }] : ["main"] }}',
	webhooks: triggerWebhooks,
	eventTriggerDescription: 'Waiting for a signed request to the test URL',
	activationMessage: 'Requests to the production URL now start this workflow.',
	triggerPanel: {
		header: '',
		executionsHelp: {
			inactive:
				'While building, click "Execute step", then send a signed request to the test URL. Once the workflow is published, every genuine request to the production URL starts it.',
			active:
				'While building, click "Execute step", then send a signed request to the test URL. This workflow is published: every genuine request to the production URL starts it, and you find the runs under Executions.',
		},
		activationHint:
			'Publish this workflow, then give the production URL to the service that sends the events.',
	},
} satisfies Partial<INodeTypeDescription>;

/** The same texts for triggers that can tell the service their URL themselves. */
export const registeringTriggerDescription = {
	...triggerDescription,
	eventTriggerDescription: 'Waiting for an event at the test URL',
	triggerPanel: {
		header: '',
		executionsHelp: {
			inactive:
				'While building, click "Execute step": with automatic registration the service now sends its events to the test URL. Then make something happen there. Once the workflow is published, every genuine event starts it.',
			active:
				'While building, click "Execute step", then make something happen at the service. This workflow is published: every genuine event starts it, and you find the runs under Executions.',
		},
		activationHint:
			'Publish this workflow. With automatic registration the service is told the production URL; by hand, you tell it.',
	},
} satisfies Partial<INodeTypeDescription>;
