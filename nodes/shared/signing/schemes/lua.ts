import { luaEvents } from '../../events/lua';
import type { SignatureScheme } from '../scheme';

/**
 * Lua webhooks, in both directions: what a Lua agent sends, and what it takes. Signs the body only,
 * and no time. An event has no id: that of its message stands in all events about the message.
 */
export const lua: SignatureScheme = {
	id: 'lua',
	displayName: 'Lua',
	description: 'x-lua-signature with sha256= and hex',
	documentationUrl: 'https://docs.heylua.ai/overview/webhooks',
	secretPlace: 'Copy the secret that you choose for the Lua webhook into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'x-lua-signature',
		format: { kind: 'single', prefix: 'sha256=' },
	},
	content: ['body'],
	repeats: {
		distinctBy: [['messageWamid']],
		source:
			'[Lua](https://docs.heylua.ai/overview/webhooks): an event is one state of one message, which reaches each state once. `messageWamid` is the id of the message.',
	},
	event: {
		id: [],
		name: [{ body: ['eventType'] }],
		data: [],
		catalog: luaEvents.map(({ name }) => name),
	},
};
