import { lvngEvents } from '../../events/lvng';
import type { SignatureScheme } from '../scheme';

/**
 * LVNG webhooks. Its documentation checks the JSON text of the parsed body, which may differ from
 * the bytes sent. The id is that of what the event is about: a message that is sent and then edited
 * keeps it, so repeats are told by content.
 */
export const lvng: SignatureScheme = {
	id: 'lvng',
	displayName: 'LVNG',
	description: 'X-LVNG-Signature with hex',
	documentationUrl: 'https://lvng.ai/docs/guides/webhooks',
	secretPlace: "Copy the webhook's secret into `Secret`",
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-LVNG-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	bodyReadings: ['received', 'reserialised'],
	repeats: {
		distinctBy: [['timestamp']],
		source:
			'[LVNG](https://lvng.ai/docs/guides/webhooks): `timestamp` is the time of the event, to the second, beside what it is about. `data.id` is the id of that, and has several events.',
	},
	event: {
		id: [{ body: ['data', 'id'] }],
		name: [{ body: ['event'] }],
		data: [['data']],
		catalog: lvngEvents.map(({ name }) => name),
	},
};
