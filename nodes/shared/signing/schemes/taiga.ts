import type { SignatureScheme } from '../scheme';

/** Taiga webhooks. SHA-1 is all that Taiga offers. */
export const taiga: SignatureScheme = {
	id: 'taiga',
	displayName: 'Taiga',
	description: 'X-TAIGA-WEBHOOK-SIGNATURE with hex, SHA-1',
	secretPlace: 'Project settings → Integrations → Webhooks: copy the key into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha1' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-TAIGA-WEBHOOK-SIGNATURE',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['date']],
		source:
			"Read in [Taiga's source](https://github.com/taigaio/taiga-back/blob/HEAD/taiga/webhooks/tasks.py): `date` is the time of the event to the millisecond.",
	},
	event: {
		id: [],
		name: [
			{ join: [{ body: ['type'] }, { body: ['action'] }], separator: '.' },
			{ body: ['type'] },
		],
		data: [['data']],
	},
};
