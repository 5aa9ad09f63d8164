import type { SignatureScheme } from '../scheme';

/** The fields of an update, of which each has one besides its id. */
const updateKinds = [
	'message',
	'edited_message',
	'channel_post',
	'edited_channel_post',
	'business_connection',
	'business_message',
	'edited_business_message',
	'deleted_business_messages',
	'guest_message',
	'stopped_message_generation',
	'message_reaction',
	'message_reaction_count',
	'inline_query',
	'chosen_inline_result',
	'callback_query',
	'shipping_query',
	'pre_checkout_query',
	'purchased_paid_media',
	'poll',
	'poll_answer',
	'my_chat_member',
	'chat_member',
	'chat_join_request',
	'chat_boost',
	'removed_chat_boost',
	'managed_bot',
	'subscription',
];

/**
 * Telegram bots. The secret is the `secret_token` of `setWebhook`; the body is not signed. An event is
 * named by the field of the update that is there.
 */
export const telegram: SignatureScheme = {
	id: 'telegram',
	displayName: 'Telegram',
	description: 'X-Telegram-Bot-Api-Secret-Token with the secret token',
	documentationUrl: 'https://core.telegram.org/bots/api#setwebhook',
	secretPlace: 'Copy the `secret_token` that you give to `setWebhook` into `Secret`',
	algorithm: { kind: 'token' },
	encoding: 'text',
	keyFormat: 'text',
	signature: { header: 'X-Telegram-Bot-Api-Secret-Token', format: { kind: 'single', prefix: '' } },
	content: [],
	repeats: {
		id: [{ body: ['update_id'] }],
		source:
			'Nothing is signed, so whoever could repeat a request could as well write a new one. `Delivery ID` goes by `update_id`, which [Telegram](https://core.telegram.org/bots/api#update) has to find repeats.',
	},
	event: {
		id: [{ body: ['update_id'] }],
		name: [{ presentKey: updateKinds }],
		data: updateKinds.map((kind): [string] => [kind]),
		catalog: updateKinds,
	},
	sourceAddresses: {
		networks: ['149.154.160.0/20', '91.108.4.0/22'],
		documentationUrl: 'https://core.telegram.org/bots/webhooks',
		readAt: '2026-11-21',
	},
};
