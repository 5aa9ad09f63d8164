import { twigEvents } from '../../events/twig';
import type { SignatureScheme } from '../scheme';

/** Twig AI webhooks. Signs the body only, and no time. */
export const twig: SignatureScheme = {
	id: 'twig',
	displayName: 'Twig AI',
	description: 'X-Twig-Signature with hex',
	documentationUrl: 'https://help.twig.so/product/developer-api/webhooks',
	secretPlace:
		'Settings → Webhooks, or the response to the API call that creates the webhook: copy the whole secret (`whsec_…`) into `Secret`',
	algorithm: { kind: 'hmac', hash: 'sha256' },
	encoding: 'hex',
	keyFormat: 'text',
	signature: {
		header: 'X-Twig-Signature',
		format: { kind: 'single', prefix: '' },
	},
	content: ['body'],
	repeats: {
		id: [{ body: ['id'] }],
		source:
			'[Twig AI](https://help.twig.so/product/developer-api/webhooks): `id` (`evt_…`) is that of the event, and the same on retries.',
	},
	event: {
		id: [{ body: ['id'] }],
		name: [{ body: ['type'] }],
		data: [['data']],
		catalog: twigEvents.map(({ name }) => name),
	},
	sourceAddresses: {
		networks: ['34.123.45.67/32', '52.89.123.45/32'],
		documentationUrl: 'https://help.twig.so/product/developer-api/webhooks',
		readAt: '2026-11-21',
	},
};
