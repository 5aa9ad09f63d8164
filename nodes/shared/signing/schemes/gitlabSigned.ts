import type { SignatureScheme } from '../scheme';
import { standardWebhooksOfProvider } from './standardWebhooks';

/**
 * GitLab webhooks with a signing token, which newer versions offer. The older secret token, which
 * signs nothing, is a scheme of its own.
 */
export const gitlabSigned: SignatureScheme = {
	...standardWebhooksOfProvider,
	id: 'gitlab-signed',
	displayName: 'GitLab, Signing Token',
	description: 'Standard Webhooks with webhook-* headers',
	documentationUrl: 'https://gitlab.com/gitlab-org/gitlab/-/merge_requests/230944',
	secretPlace: "The webhook's settings → Signing token (`whsec_…`): copy it into `Secret`",
	eventHeader: 'X-Gitlab-Event',
	event: { id: [{ header: 'webhook-id' }], name: [{ header: 'x-gitlab-event' }], data: [] },
};
