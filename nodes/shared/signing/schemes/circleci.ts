import type { SignatureScheme } from '../scheme';

/** CircleCI webhooks. */
export const circleci: SignatureScheme = {
	id: 'circleci',
	displayName: 'CircleCI',
	description: 'circleci-signature with v1= and hex',
	documentationUrl: 'https://circleci.com/docs/guides/integration/outbound-webhooks/',
	secretPlace: 'Project settings → Webhooks: copy the secret token that you enter into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'circleci-signature',
		format: { kind: 'list', entrySeparator: ',', versionSeparator: '=', version: 'v1' },
	},
	eventHeader: 'circleci-event-type',
	content: ['body'],
	repeats: {
		id: [{ body: ['id'] }],
		source:
			'[CircleCI](https://circleci.com/docs/guides/integration/outbound-webhooks/): `id` tells events apart, for receivers to find duplicates.',
	},
	event: {
		id: [{ body: ['id'] }],
		// The body first: it is signed.
		name: [{ body: ['type'] }, { header: 'circleci-event-type' }],
		data: [],
	},
};
