import type { SignatureScheme } from '../scheme';

/** Todoist webhooks. The secret is the client secret of the app. */
export const todoist: SignatureScheme = {
	id: 'todoist',
	displayName: 'Todoist',
	description: 'X-Todoist-Hmac-SHA256 with base64',
	documentationUrl: 'https://developer.todoist.com/api/v1/#tag/Webhooks',
	secretPlace: 'App Management Console → the app: copy the client secret into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'X-Todoist-Hmac-SHA256',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['triggered_at']],
		source:
			"[Todoist's package](https://github.com/Doist/todoist-sdk-typescript/blob/HEAD/src/types/webhooks/envelope.ts): `triggered_at` is the time of the event, next to the object as it was then.",
	},
	event: {
		id: [],
		name: [{ body: ['event_name'] }],
		data: [['event_data']],
	},
};
