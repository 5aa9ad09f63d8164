import type { SignatureScheme } from '../scheme';

/**
 * Cal.com webhooks. Cal.com sends the text no-secret-provided when none is set, which is
 * refused.
 */
export const calCom: SignatureScheme = {
	id: 'cal-com',
	displayName: 'Cal.com',
	description: 'X-Cal-Signature-256 with hex',
	secretPlace: "Copy the secret that you enter in the webhook's settings into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Cal-Signature-256',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	bodyFormat: 'jsonOrForm',
	repeats: {
		distinctBy: [['createdAt']],
		source:
			"Read in [Cal.com's source](https://github.com/calcom/cal.com/blob/main/packages/features/webhooks/lib/sendPayload.ts): `createdAt` is the time of the event to the millisecond. A template of yours may leave it out.",
	},
	event: {
		id: [],
		name: [{ body: ['triggerEvent'] }],
		data: [['payload']],
	},
};
