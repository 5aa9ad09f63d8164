import { ids, usual } from './shared';

const CHALLENGE_URL = 'https://hooks.stripe.com/3d_secure_2/hosted/example';

const authentication = (status: string) => ({
	id: 'tdsa_1SVc8ZJ2nKd05LxqNk5vWd',
	object: 'three_d_secure.authentication',
	amount: 4250,
	channel: {
		browser: {
			accept_header: '*/*',
			ip_address: '203.0.113.24',
			javascript_enabled: true,
			language: 'de-DE',
			user_agent: 'Mozilla/5.0',
		},
		type: 'browser',
	},
	currency: 'eur',
	directory_server: 'visa',
	message_category: 'payment_authentication',
	payment_method: ids.paymentMethod,
	status,
	...usual,
});

/** What the events about proofs of cardholders tell. */
export const authenticationSamples = {
	'three_d_secure.authentication.canceled': { object: authentication('canceled') },
	'three_d_secure.authentication.challenge_started': {
		object: { ...authentication('requires_challenge'), challenge_url: CHALLENGE_URL },
	},
	'three_d_secure.authentication.errored': { object: authentication('error') },
	'three_d_secure.authentication.failed': {
		object: { ...authentication('failed'), outcome: 'denied' },
	},
	'three_d_secure.authentication.requires_challenge': {
		object: { ...authentication('requires_challenge'), challenge_url: CHALLENGE_URL },
	},
	'three_d_secure.authentication.requires_submission': {
		object: authentication('requires_submission'),
	},
	'three_d_secure.authentication.succeeded': {
		object: { ...authentication('succeeded'), outcome: 'authenticated' },
	},
};
