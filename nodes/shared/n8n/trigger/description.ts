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
		// The same URL as for POST, which is the only one to register anywhere.
		ndvHideUrl: true,
		isFullPath: true,
		path: '',
		...parameterFields({ path }),
	})),
];

const REFUSED_IN_TEST = 'Each click takes one request. If it starts nothing, the output says why.';
const REFUSED_IN_PRODUCTION =
	"If nothing starts, n8n's log says why each request was refused. With the option <b>Output Rejected Requests</b>, the <b>Rejected</b> output says so too.";
const publishedText = (request: string): string =>
	`This workflow is published: every ${request} to the Production URL starts it. You find the runs under <b>Executions</b>.`;

const paragraphs = (...texts: readonly string[]): string => texts.join('<br><br>');

/**
 * The texts beside the fields.
 *
 * @param test how a test event comes about
 * @param publish how the service gets the Production URL
 * @param request which requests start the workflow
 */
function panelTexts(header: string, test: string, publish: string, request = 'genuine request') {
	const published = publishedText(request);
	const building = `<b>While you build</b>, click <b>Execute step</b>. ${test} ${REFUSED_IN_TEST}`;
	return {
		header,
		executionsHelp: {
			inactive: paragraphs(building, `<b>In production:</b> ${publish}`, REFUSED_IN_PRODUCTION),
			active: paragraphs(building, `<b>In production:</b> ${published}`, REFUSED_IN_PRODUCTION),
		},
		activationHint: {
			inactive: `${publish} ${REFUSED_IN_PRODUCTION}`,
			active: `${published} ${REFUSED_IN_PRODUCTION}`,
		},
	};
}

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
	// Not a field, each of which n8n goes through for every request.
	hints: [
		{
			message:
				"n8n's <b>Respond to Webhook</b> node looks for a Webhook node in front of it. Add one, connect it to the node after this trigger, and deactivate it: it takes no requests.",
			type: 'info',
			location: 'ndv',
			whenToDisplay: 'always',
			displayCondition: '={{ $parameter["responseMode"] === "responseNode" }}',
		},
	],
	eventTriggerDescription: 'Send a signed request to the Test URL',
	activationMessage: 'Genuine requests to the Production URL now start this workflow.',
	triggerPanel: panelTexts(
		'Test with a signed request to the Test URL',
		'Then send a signed request to the <b>Test URL</b>, under <b>Webhook URLs</b> in the fields.',
		'Publish this workflow. Give the service the <b>Production URL</b>, under <b>Webhook URLs</b> in the fields.',
	),
} satisfies Partial<INodeTypeDescription>;

/** The same texts for triggers that can tell the service their URL themselves. */
export const registeringTriggerDescription = {
	...triggerDescription,
	eventTriggerDescription: 'Let the service send an event to the Test URL',
	triggerPanel: panelTexts(
		'Test with an event to the Test URL',
		'Then make something happen at the service. With automatic registration it sends its events to the <b>Test URL</b> meanwhile. Otherwise you give it that URL, under <b>Webhook URLs</b> in the fields.',
		'Publish this workflow. With automatic registration the service gets the <b>Production URL</b>. Otherwise you give it that URL, under <b>Webhook URLs</b> in the fields.',
	),
} satisfies Partial<INodeTypeDescription>;

/** The same texts for triggers that users may set up to take requests that nothing proves. */
export const openTriggerDescription = {
	...triggerDescription,
	outputs: triggerDescription.outputs.replace('"Genuine"', '"Accepted"') as `={{${string}}}`,
	eventTriggerDescription: 'Send a request to the Test URL',
	activationMessage: 'Requests to the Production URL that pass the checks now start this workflow.',
	triggerPanel: panelTexts(
		'Test with a request to the Test URL',
		'Then send a request to the <b>Test URL</b>, under <b>Webhook URLs</b> in the fields, as your sender does.',
		'Publish this workflow. Give the sender the <b>Production URL</b>, under <b>Webhook URLs</b> in the fields.',
		'request that passes the checks',
	),
} satisfies Partial<INodeTypeDescription>;
