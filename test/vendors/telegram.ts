import { Bot, webhookCallback } from 'grammy';
import { fetchRequestOf, shared } from './vendor';
import type { Vendor } from './vendor';

const BOT = {
	id: 1,
	is_bot: true,
	first_name: 'Bot',
	username: 'example_bot',
} as const;

/** Telegram has no SDK of its own; its documentation lists this one. */
export const telegram: Vendor = {
	scheme: 'telegram',
	package: 'grammy',
	refuses: 'nothing',
	provesBody: false,
	body: (text) => JSON.stringify({ update_id: 1, message: { text } }),
	// Telegram allows letters, digits, "_" and "-" only.
	secret: (number) => shared(`secret-token_${number}`),
	verify: async (request, secretToken) => {
		// Knowing the bot's own account already keeps it from asking Telegram.
		const bot = new Bot('1:unused', { botInfo: BOT as never });
		const response = await webhookCallback(bot, 'std/http', { secretToken })(
			fetchRequestOf(request),
		);
		return response.status === 200;
	},
};
