import type { SignatureScheme } from '../scheme';

/** Fireflies.ai webhooks of version 2. */
export const fireflies: SignatureScheme = {
	id: 'fireflies',
	displayName: 'Fireflies.ai',
	description: 'X-Hub-Signature with sha256= and hex',
	documentationUrl: 'https://docs.fireflies.ai/graphql-api/webhooks-v2',
	secretPlace:
		'Settings → Developer settings → Webhooks V2: copy the signing secret that you enter into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: { header: 'X-Hub-Signature', format: { kind: 'single', prefix: 'sha256=' } },
	content: ['body'],
	repeats: {
		distinctBy: [['timestamp']],
		source:
			'[Fireflies.ai](https://docs.fireflies.ai/graphql-api/webhooks-v2): `timestamp` is the time of the event to the millisecond, next to the id of the meeting.',
	},
	event: { id: [], name: [{ body: ['event'] }], data: [] },
};
