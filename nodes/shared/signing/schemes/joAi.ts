import { joAiEvents } from '../../events/joAi';
import type { SignatureScheme } from '../scheme';

/**
 * JoAI webhooks. Its documentation checks the JSON text of the parsed body, which may differ from
 * the bytes sent. An event has no id.
 */
export const joAi: SignatureScheme = {
	id: 'joai',
	displayName: 'JoAI',
	description: 'X-Webhook-Signature with hex',
	documentationUrl: 'https://docs.joai.ai/webhooks',
	secretPlace:
		'Agent settings → Apps or Integrations → Webhooks: copy the secret, shown once when you create the webhook, into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Webhook-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	bodyReadings: ['received', 'reserialised'],
	repeats: {
		distinctBy: [['timestamp']],
		source:
			'[JoAI](https://docs.joai.ai/webhooks): `timestamp` is the time of the event to the microsecond.',
	},
	event: {
		id: [],
		name: [{ body: ['event'] }],
		data: [['data']],
		catalog: joAiEvents.map(({ name }) => name),
	},
};
