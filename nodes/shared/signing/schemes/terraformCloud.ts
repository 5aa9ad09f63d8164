import type { SignatureScheme } from '../scheme';

/**
 * Notifications of HCP Terraform and Terraform Enterprise. Without a token, nothing is signed.
 * Terraform verifies the URL when you enable a notification.
 */
export const terraformCloud: SignatureScheme = {
	id: 'terraform-cloud',
	displayName: 'HCP Terraform (Terraform Cloud)',
	description: 'X-TFE-Notification-Signature with hex, SHA-512',
	documentationUrl:
		'https://developer.hashicorp.com/terraform/cloud-docs/api-docs/notification-configurations#notification-authenticity',
	secretPlace: "The notification's settings: copy the token that you enter into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha512' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-TFE-Notification-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['notifications', '0', 'run_updated_at']],
		each: { distinctBy: [['notifications', '*', 'run_updated_at']] },
		source:
			'[HashiCorp](https://developer.hashicorp.com/terraform/cloud-docs/api-docs/notification-configurations): `run_updated_at` is the time of the last change of the run, next to its new state.',
	},
	event: {
		each: [['notifications', '*']],
		own: { time: [{ body: ['notifications', '*', 'run_updated_at'], unit: 'iso8601' }] },
		id: [],
		name: [{ body: ['notifications', '*', 'trigger'] }, { body: ['trigger'] }],
		data: [],
	},
	handshakes: [
		{
			name: 'verification',
			isSigned: true,
			method: 'POST',
			when: [{ body: ['notifications', '0', 'trigger'], equals: 'verification' }],
			response: { kind: 'fixed', statusCode: 200 },
		},
	],
};
