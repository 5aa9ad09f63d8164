import type { SignatureScheme } from '../scheme';

/** FastSpring webhooks that have an HMAC secret. A body holds a list of events. */
export const fastspring: SignatureScheme = {
	id: 'fastspring',
	displayName: 'FastSpring',
	description: 'X-FS-Signature with base64',
	documentationUrl: 'https://developer.fastspring.com/docs/message-security',
	secretPlace:
		"Developer Tools → Webhooks → the URL's details: copy the HMAC SHA256 secret that you enter into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: { header: 'X-FS-Signature', format: { kind: 'single', prefix: '' } },
	content: ['body'],
	repeats: {
		distinctBy: [['events', '0', 'id']],
		each: { id: [['events', '*', 'id']] },
		source:
			'[FastSpring](https://developer.fastspring.com/docs/webhooks-overview): each event has a unique id, which automatic retries keep. A manual retry has new ones.',
	},
	event: {
		each: [['events', '*']],
		own: {
			time: [{ body: ['events', '*', 'created'], unit: 'milliseconds' }],
			data: [['events', '*', 'data']],
		},
		id: [{ body: ['events', '*', 'id'] }],
		name: [{ body: ['events', '*', 'type'] }],
		data: [['events']],
	},
};
