import type { IDataObject } from 'n8n-workflow';
import type { Clock } from './clock';
import { standardWebhooks } from './providers';
import { startTrigger } from './trigger';
import type { Trigger } from './trigger';
import type { Exchange } from './webhookServer';

const { secret, parameters, sign } = standardWebhooks;

const body = Buffer.from('{"type":"order.paid","data":{"id":1}}');
const forgedBody = Buffer.from('{"type":"order.paid","data":{"id":2}}');

/** A sender that signs by Standard Webhooks, and triggers that know its secret. */
export interface StandardSender {
	/** The body that is signed. */
	readonly body: Buffer;
	/** The body that `sendForged` sends with the signature of the other one. */
	readonly forgedBody: Buffer;
	readonly start: (options: IDataObject, furtherParameters?: IDataObject) => Promise<Trigger>;
	/** @param signed default: `body` */
	readonly genuineHeaders: (id: string, signed?: Buffer) => Record<string, string>;
	/** @param id default: `msg_1` */
	readonly send: (trigger: Trigger, id?: string) => Promise<Exchange>;
	readonly sendForged: (trigger: Trigger, furtherHeaders?: object) => Promise<Exchange>;
}

/** A sender whose clock is the one of the test. */
export function standardSender(clock: Clock): StandardSender {
	const genuineHeaders = (id: string, signed: Buffer = body): Record<string, string> => ({
		'Content-Type': 'application/json',
		...sign(signed, { secret, seconds: clock.nowSeconds, id }),
	});
	return {
		body,
		forgedBody,
		genuineHeaders,
		start: async (options, further = {}) =>
			await startTrigger({
				parameters: { ...parameters, ...further, options },
				secrets: { secret },
			}),
		send: async (trigger, id = 'msg_1') => await trigger.post(body, genuineHeaders(id)),
		sendForged: async (trigger, further = {}) =>
			await trigger.post(forgedBody, { ...genuineHeaders('msg_1'), ...further }),
	};
}
