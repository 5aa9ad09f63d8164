import * as n8nWorkflow from 'n8n-workflow';
import type { IWebhookDescription } from 'n8n-workflow';

type WebhookFields = Pick<IWebhookDescription, 'path'>;

/**
 * The URL path as the user's parameter `path`, or random when that is empty.
 *
 * Recent versions of n8n can read a parameter without starting their expression engine, which
 * would cost more than all the rest of a request; older ones only know the expression.
 */
function pathField(): WebhookFields {
	const library: Partial<typeof n8nWorkflow> = n8nWorkflow;
	const { webhookDescriptionFields, fromParameter } = library;
	return webhookDescriptionFields && fromParameter
		? webhookDescriptionFields({ path: fromParameter('path') })
		: { path: '={{$parameter["path"]}}' };
}

/**
 * The webhook of a trigger. n8n answers genuine requests itself, once it has stored the execution:
 * an answer of our own would go out before, and a crash in between would lose the event.
 *
 * The empty `responseData` makes n8n send what the node returns as `webhookResponse`.
 */
export const triggerWebhook: IWebhookDescription = {
	name: 'default',
	httpMethod: 'POST',
	responseMode: 'onReceived',
	responseData: '',
	isFullPath: true,
	...pathField(),
};
