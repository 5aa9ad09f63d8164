import type { INodeTypeDescription } from 'n8n-workflow';
import { triggerWebhooks } from './webhookDescription';

const REFUSED_IN_TEST = 'Each click takes one request. If it is refused, the output says why.';
const REFUSED_IN_PRODUCTION =
	"If nothing starts, n8n's log says why each request was refused. With the option <b>Output Rejected Requests</b>, the <b>Rejected</b> output says so too.";
const PUBLISHED =
	'This workflow is published: every genuine request to the Production URL starts it. You find the runs under <b>Executions</b>.';

const paragraphs = (...texts: readonly string[]): string => texts.join('<br><br>');

/**
 * The texts beside the fields.
 *
 * @param test how a test event comes about
 * @param publish how the service gets the Production URL
 */
function panelTexts(header: string, test: string, publish: string) {
	const building = `<b>While you build</b>, click <b>Execute step</b>. ${test} ${REFUSED_IN_TEST}`;
	return {
		header,
		executionsHelp: {
			inactive: paragraphs(building, `<b>In production:</b> ${publish}`, REFUSED_IN_PRODUCTION),
			active: paragraphs(building, `<b>In production:</b> ${PUBLISHED}`, REFUSED_IN_PRODUCTION),
		},
		activationHint: {
			inactive: `${publish} ${REFUSED_IN_PRODUCTION}`,
			active: `${PUBLISHED} ${REFUSED_IN_PRODUCTION}`,
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
