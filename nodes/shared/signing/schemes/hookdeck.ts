import type { SignatureScheme } from '../scheme';

/**
 * What Hookdeck forwards, signed by Hookdeck with the secret of the project. During a rotation of
 * the secret, a second header holds the signature with the other one.
 */
export const hookdeck: SignatureScheme = {
	id: 'hookdeck',
	displayName: 'Hookdeck',
	description: 'x-hookdeck-signature with base64',
	documentationUrl:
		'https://hookdeck.com/docs/authentication#hookdeck-webhook-signature-verification',
	secretPlace: 'Project settings → Secrets: copy the signing secret into `Secret`',
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
			'[Hookdeck](https://github.com/hookdeck/webhook-skills/blob/main/skills/hookdeck-event-gateway-webhooks/references/overview.md): the header holds the unique id of the event, by which receivers can recognize duplicates.',
	},
	event: {
		id: [{ header: 'x-hookdeck-eventid' }],
		name: [{ body: ['type'] }, { body: ['event'] }],
		data: [],
	},
};
