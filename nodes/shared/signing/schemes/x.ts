import type { SignatureScheme } from '../scheme';

/** The keys of a body of Account Activity, each of which holds a list of events. */
const eventLists = [
	'tweet_create_events',
	'favorite_events',
	'follow_events',
	'unfollow_events',
	'block_events',
	'unblock_events',
	'mute_events',
	'unmute_events',
	'user_event',
	'direct_message_events',
	'direct_message_indicate_typing_events',
	'direct_message_mark_read_events',
	'tweet_delete_events',
	'replay_job_status',
];

/**
 * X webhooks: Account Activity, X Activity and filtered streams. To check the URL, X has any text
 * signed with the same secret, so only a JSON object counts as an event. The id of an event may be
 * that of its post, which other events have too.
 */
export const x: SignatureScheme = {
	id: 'x',
	displayName: 'X (Twitter)',
	description: 'x-twitter-webhooks-signature with sha256= and base64',
	documentationUrl: 'https://docs.x.com/x-api/webhooks/quickstart',
	secretPlace:
		'Developer portal → the app → Keys and tokens: copy the API secret (consumer secret) into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'base64',
	keyFormat: 'text',
	signature: {
		header: 'x-twitter-webhooks-signature',
		format: { kind: 'single', prefix: 'sha256=' },
	},
	content: ['body'],
	requiresJsonObject: true,
	repeats: {
		distinctBy: [
			['tweet_create_events', '0', 'id_str'],
			['favorite_events', '0', 'timestamp_ms'],
			['tweet_delete_events', '0', 'timestamp_ms'],
			['follow_events', '0', 'created_timestamp'],
			['block_events', '0', 'created_timestamp'],
			['mute_events', '0', 'created_timestamp'],
			['direct_message_events', '0', 'created_timestamp'],
		],
		each: {
			distinctBy: [
				['tweet_create_events', '*', 'id_str'],
				['favorite_events', '*', 'timestamp_ms'],
				['tweet_delete_events', '*', 'timestamp_ms'],
				['follow_events', '*', 'created_timestamp'],
				['block_events', '*', 'created_timestamp'],
				['mute_events', '*', 'created_timestamp'],
				['direct_message_events', '*', 'created_timestamp'],
			],
		},
		source:
			'[X](https://docs.x.com/x-api/account-activity/introduction): these events of Account Activity hold the post that was made or their time to the millisecond. In X Activity, `event_uuid` [is the id of the post](https://docs.x.com/x-api/activity/event-payloads), which has several events.',
	},
	event: {
		each: eventLists.map((list): [string, string] => [list, '*']),
		id: [{ body: ['data', 'event_uuid'] }],
		name: [
			{ body: ['data', 'event_type'] },
			{
				presentKey: eventLists,
			},
		],
		data: [['data', 'payload']],
	},
	handshakes: [
		{
			name: 'challenge-response-check',
			isSigned: false,
			method: 'GET',
			when: [{ query: 'crc_token' }],
			response: {
				kind: 'json',
				members: {
					response_token: {
						hmacOf: { query: 'crc_token' },
						encoding: 'base64',
						prefix: 'sha256=',
					},
				},
			},
		},
	],
};
