import type { SignatureScheme } from '../scheme';

/**
 * What Hookdeck forwards, signed by Hookdeck with the secret of the project. While a secret is
 * changed, a second header holds the signature of the other one.
 */
export const hookdeck: SignatureScheme = {
	id: 'hookdeck',
	displayName: 'Hookdeck',
	description: 'x-hookdeck-signature with base64',
	documentationUrl:
		'https://hookdeck.com/docs/authentication#hookdeck-webhook-signature-verification',
	secretPlace: 'Project settings, Secrets: the signing secret goes to `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'x-hookdeck-signature',
		furtherHeaders: ['x-hookdeck-signature-2'],
		format: { kind: 'single', prefix: '' },
	},
	idHeader: 'x-hookdeck-eventid',
	content: ['body'],
	bodyFormat: 'any',
	repeats: {
		id: [{ header: 'x-hookdeck-eventid' }],
		source:
			'[Hookdeck](https://github.com/hookdeck/webhook-skills/blob/main/skills/hookdeck-event-gateway-webhooks/references/overview.md): the header holds the unique id of the event, for receivers to find duplicates.',
	},
	event: {
		id: [{ header: 'x-hookdeck-eventid' }],
		name: [{ body: ['type'] }, { body: ['event'] }],
		data: [],
	},
};
