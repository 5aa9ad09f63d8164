// @ts-check
'use strict';

/**
 * How a node's panel is filled in for its picture.
 *
 * @typedef {object} Panel
 * @property {string} page the page of docs/ that explains the node
 * @property {Readonly<Record<string, unknown>>} parameters that differ from the defaults
 * @property {{ type: string, name: string, data: Readonly<Record<string, string>> }} [credential]
 */

const SIGNING_KEY = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const WEBHOOK = { mode: 'id', value: 'order-updates' };
const AGENT = { mode: 'id', value: 'shop-assistant' };

/** @type {Readonly<Record<string, Panel>>} by the name of the node type */
const PANELS = {
	clawletTrigger: {
		page: 'clawlet-trigger',
		parameters: { events: 'order.*', path: 'clawlet-orders' },
		credential: {
			type: 'clawletWebhookApi',
			name: 'Clawlet handler secret',
			data: { secret: 'shared by the handler and its senders' },
		},
	},
	joAiTrigger: {
		page: 'joai-trigger',
		parameters: { path: 'joai-tasks' },
		credential: {
			type: 'joAiWebhookApi',
			name: 'JoAI webhook secret',
			data: { secret: 'shown once by JoAI' },
		},
	},
	lua: {
		page: 'lua',
		parameters: { operation: 'sendEvent', agent: AGENT, webhook: WEBHOOK },
		credential: {
			type: 'luaApi',
			name: 'Lua API key and secret',
			data: { apiKey: 'none', secret: 'shared with the Lua webhook' },
		},
	},
	luaTrigger: {
		page: 'lua-trigger',
		parameters: {
			registration: 'manual',
			events: ['message.failed'],
			path: 'lua-messages',
		},
		credential: {
			type: 'luaApi',
			name: 'Lua API key and secret',
			data: { apiKey: 'none', secret: 'shared with the Lua webhook' },
		},
	},
	lvngTrigger: {
		page: 'lvng-trigger',
		parameters: { path: 'lvng-events' },
		credential: {
			type: 'lvngWebhookApi',
			name: 'LVNG webhook secret',
			data: { secret: 'shown once by LVNG' },
		},
	},
	sendSignedWebhook: {
		page: 'send-signed-webhook',
		parameters: {
			url: 'https://shop.example.com/webhooks',
			eventName: 'order.paid',
			envelope: 'standard-webhooks',
		},
		credential: {
			type: 'signedWebhookApi',
			name: 'Secret shared with the shop',
			data: { secret: SIGNING_KEY },
		},
	},
	signedWebhookTrigger: {
		page: 'signed-webhook-trigger',
		parameters: {
			scheme: 'stripe',
			stripeEvents: ['invoice.paid', 'invoice.payment_failed'],
			path: 'stripe-invoices',
		},
		credential: {
			type: 'signedWebhookApi',
			name: 'Stripe signing secret',
			data: { secret: SIGNING_KEY },
		},
	},
	twig: {
		page: 'twig',
		parameters: {
			url: 'https://n8n.example.com/webhook/twig-answers',
			events: ['interaction.feedback'],
		},
		credential: {
			type: 'twigApi',
			name: 'Twig AI API key',
			data: { apiKey: '', secret: 'shown once by Twig AI' },
		},
	},
	twigTrigger: {
		page: 'twig-trigger',
		parameters: {
			events: ['interaction.feedback', 'datasource.failed'],
			path: 'twig-answers',
		},
		credential: {
			type: 'twigApi',
			name: 'Twig AI API key',
			data: { apiKey: '', secret: 'shown once by Twig AI' },
		},
	},
	webhookMonitor: { page: 'webhook-monitor', parameters: { operation: 'checkAlerts' } },
	webhookSignature: {
		page: 'webhook-signature',
		parameters: { scheme: 'github', textBody: '={{ $json.body }}' },
		credential: {
			type: 'signedWebhookApi',
			name: 'GitHub webhook secret',
			data: { secret: 'typed into the settings of the repository' },
		},
	},
};

module.exports = { PANELS };
