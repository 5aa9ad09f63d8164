import type { INodeProperties } from 'n8n-workflow';
import type { WebhookService } from '../../services/types';

/**
 * How users register the webhook at a service. n8n's notices show links, but no other markup.
 *
 * @param steps sentences
 */
export const setupNotice = (
	{ displayName, documentationUrl }: WebhookService,
	steps: string,
): INodeProperties => ({
	displayName: `${steps} <a href="${documentationUrl}" target="_blank">${displayName} documentation</a>`,
	name: 'setupNotice',
	type: 'notice',
	default: '',
});

/** Where the panel shows the URL that users register. */
export const PRODUCTION_URL = 'the Production URL (under Webhook URLs above)';
