import type { SignatureScheme } from '../scheme';

/** QuickBooks (Intuit) webhooks. The secret is the verifier token. */
export const intuit: SignatureScheme = {
	id: 'intuit',
	displayName: 'QuickBooks (Intuit)',
	description: 'intuit-signature with base64',
	secretPlace: "The app's Webhooks page: copy the verifier token into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'intuit-signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['0', 'id']],
		each: { id: [['*', 'id']] },
		source:
			'[Intuit](https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks): CloudEvents have an id. The classic form tells only what changed and in which second: two changes may look the same, so nothing is looked for.',
	},
	event: {
		each: [['eventNotifications', '*', 'dataChangeEvent', 'entities', '*'], ['*']],
		own: {
			id: [{ body: ['*', 'id'] }],
			time: [
				{
					body: ['eventNotifications', '*', 'dataChangeEvent', 'entities', '*', 'lastUpdated'],
					unit: 'iso8601',
				},
				{ body: ['*', 'time'], unit: 'iso8601' },
			],
		},
		id: [],
		name: [
			{
				join: [
					{ body: ['eventNotifications', '*', 'dataChangeEvent', 'entities', '*', 'name'] },
					{ body: ['eventNotifications', '*', 'dataChangeEvent', 'entities', '*', 'operation'] },
				],
				separator: '.',
			},
			{ body: ['*', 'type'] },
		],
		data: [['eventNotifications']],
	},
};
