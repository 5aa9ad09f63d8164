import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { withoutCredentials } from '../shared/delivery/url';
import { recordResponse } from '../shared/delivery/response';
import type {
	OutboundRequest,
	Runtime,
	Transport,
	TransportResult,
} from '../shared/delivery/types';
import { parseRetryAfterMs } from '../shared/http/retryAfter';
import { readBody } from '../shared/n8n/body';
import { optionChecks, readFields } from '../shared/n8n/fields/checks';
import type { ParameterReader } from '../shared/n8n/parameters';
import { success } from '../shared/result';
import type { Result } from '../shared/result';
import { lua } from '../shared/signing/schemes/lua';
import { signMessage } from '../shared/signing/sign';
import type { SigningKey } from '../shared/signing/types';
import { readWebhook } from './fields';
import type { WebhookChoice } from './fields';
import { explainRefusal } from './refusals';

/** What sending needs besides the fields. */
export interface Sender {
	/** The current key first; none when the credential has no secret. */
	readonly keys: readonly SigningKey[];
	readonly transport: Transport;
	readonly runtime: Runtime;
}

const BASE_URL_PROBLEM =
	"The option 'Webhook Base URL' must be an address that starts with https://. Only localhost may do without.";
const LONGEST_WAIT_MS = 30_000;
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

function isBaseUrl(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, hostname } = new URL(text);
	return protocol === 'https:' || (protocol === 'http:' && LOCAL_HOSTS.includes(hostname));
}

/** Checks the options of Send Event and fills in the defaults. */
export const optionsSchema = z.object({
	timeoutSeconds: optionChecks.number('Timeout (Seconds)', 1, 300).default(5),
	webhookBaseUrl: z
		.string({ message: BASE_URL_PROBLEM })
		.trim()
		.refine(isBaseUrl, BASE_URL_PROBLEM)
		.default('https://webhook.heylua.ai'),
});

function urlOf({ agentId, webhook }: WebhookChoice, baseUrl: string): string {
	const path = [agentId, webhook].map(encodeURIComponent).join('/');
	return `${baseUrl.replace(/\/+$/, '')}/${path}`;
}

/** An event as an item describes it, and where it goes. */
export interface EventToSend {
	readonly url: string;
	readonly body: Buffer;
	readonly contentType: string;
	readonly timeoutMs: number;
}

/**
 * Reads and checks the fields of Send Event.
 *
 * @param item the JSON of the item
 */
export function readEventToSend(
	parameter: ParameterReader,
	item: IDataObject,
): Result<EventToSend> {
	const options = readFields(optionsSchema, parameter('options'));
	if (!options.ok) return options;
	const { timeoutSeconds, webhookBaseUrl } = options.value;
	const choice = readWebhook(parameter);
	if (!choice.ok) return choice;
	const read = readBody(parameter, item);
	if (!read.ok) return read;
	const { body, contentType } = read;
	const url = urlOf(choice.value, webhookBaseUrl);
	return success({ url, body, contentType, timeoutMs: timeoutSeconds * 1000 });
}

/** Sends again after the wait that Lua asks for: it has refused, so nothing is done twice. */
async function sendPatiently(
	request: OutboundRequest,
	{ transport, runtime }: Sender,
): Promise<TransportResult> {
	const result = await transport(request);
	if (result.kind !== 'response' || result.statusCode !== 429) return result;
	const waitMs = parseRetryAfterMs(result.headers['retry-after'], runtime.nowMs());
	if (waitMs === undefined || waitMs > LONGEST_WAIT_MS) return result;
	await runtime.sleep(waitMs);
	return runtime.isCancelled() ? result : await transport(request);
}

/**
 * Sends one event to a Lua webhook and returns its answer. An event is sent once, or once more
 * after a refusal because of too many requests.
 *
 * @throws SendingFailed when the webhook does not answer with 2xx
 */
export async function sendEvent(event: EventToSend, sender: Sender): Promise<IDataObject> {
	const { url, body, contentType, timeoutMs } = event;
	const [key] = sender.keys;
	const message = { body, id: '', nowMs: sender.runtime.nowMs(), url, contentType };
	const signature = key && signMessage(lua, [key], message);
	const isSigned = signature !== undefined;
	const request = {
		url,
		headers: { 'Content-Type': contentType, ...signature?.headers },
		body,
		timeoutMs,
		verifyCertificate: true,
		publicAddressOnly: false,
	};
	const result = await sendPatiently(request, sender);
	if (result.kind !== 'response' || result.statusCode < 200 || result.statusCode > 299) {
		throw explainRefusal(result, isSigned, timeoutMs);
	}
	const response = recordResponse(result);
	return {
		url: withoutCredentials(url),
		signed: isSigned,
		statusCode: response.statusCode,
		headers: response.headers,
		body: response.body as IDataObject,
		...(response.bodyOmitted !== undefined && { bodyOmitted: response.bodyOmitted }),
	};
}
