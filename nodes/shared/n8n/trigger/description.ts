import type { INodeTypeDescription } from 'n8n-workflow';
import { triggerWebhooks } from './webhooks';

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
