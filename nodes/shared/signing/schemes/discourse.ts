import type { SignatureScheme } from '../scheme';

/** Discourse webhooks. The event id is new for each try. */
export const discourse: SignatureScheme = {
	id: 'discourse',
	displayName: 'Discourse',
	description: 'X-Discourse-Event-Signature with sha256= and hex',
	secretPlace: 'Admin → API → Webhooks: copy the secret that you enter into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Discourse-Event-Signature',
		format: { kind: 'single', prefix: 'sha256=' },
	},
	idHeader: 'X-Discourse-Event-Id',
	eventHeader: 'X-Discourse-Event',
	content: ['body'],
	repeats: {
		id: [{ header: 'x-discourse-event-id' }],
		source:
			"Read in [Discourse's source](https://github.com/discourse/discourse/blob/HEAD/app/jobs/regular/emit_web_hook_event.rb): the id of the event is new for each try, so only exact copies are recognised.",
	},
	event: {
		id: [{ header: 'x-discourse-event-id' }],
		name: [{ header: 'x-discourse-event' }],
		data: [],
	},
};
