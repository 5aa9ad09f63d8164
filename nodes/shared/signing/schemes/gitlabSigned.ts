import type { SignatureScheme } from '../scheme';
import { standardWebhooks } from './standardWebhooks';

/**
 * GitLab, Signed webhooks. Signing tokens of newer GitLab versions. The secret token goes by the
 * scheme GitLab.
 */
export const gitlabSigned: SignatureScheme = {
	...standardWebhooks,
	id: 'gitlab-signed',
	displayName: 'GitLab, Signed',
	description: 'Standard Webhooks with webhook-* headers',
	eventHeader: 'X-Gitlab-Event',
	event: {
		id: [{ header: 'webhook-id' }],
		name: [{ header: 'x-gitlab-event' }],
		data: [],
	},
};
