import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { withoutLogin } from '../shared/http/sentUrl';
import { createRedactor, proofsIn } from '../shared/delivery/redact';
import { recordResponse } from '../shared/delivery/response';
import type { Runtime } from '../shared/http/runtime';
import type { OutboundRequest, Transport, TransportResult } from '../shared/http/transport';
import { isAllowedDomain } from '../shared/http/allowedDomains';
import type { AllowedDomains } from '../shared/http/allowedDomains';
import { adviceFrom, readHttpUrl } from '../shared/http/httpUrl';
import { parseRetryAfterMs } from '../shared/http/retryAfter';
import { readBody } from '../shared/n8n/fields/body/read';
import { optionChecks, readFields } from '../shared/n8n/fields/checks';
import type { ParameterReader } from '../shared/n8n/parameters';
import { failure, success } from '../shared/result';
import type { Result } from '../shared/result';
import { lua } from '../shared/signing/schemes/lua';
import { signMessage } from '../shared/signing/sign';
import type { SigningKey } from '../shared/signing/keys';
import { readWebhook } from './fields';
import type { WebhookChoice } from './fields';
import { explainRejectedEvent } from './rejectedEvents';

/** What sending needs besides the fields. */
export interface Sender {
	/** The current key first; none when the credential has no secret. */
	readonly keys: readonly SigningKey[];
	/** The secrets of the credential as they stand there: texts that may not be kept. */
	readonly confidential: readonly string[];
	readonly transport: Transport;
	readonly runtime: Runtime;
}

const BASE_URL = "The option 'Webhook Base URL'";
const BASE_URL_PROBLEM = `${BASE_URL} must be an address that starts with https://. Only localhost can do without.`;
const DEFAULT_BASE_URL = 'https://webhook.heylua.ai';
const LUA_HOST = new URL(DEFAULT_BASE_URL).hostname;
const LONGEST_WAIT_MS = 30_000;

function checkBaseUrl(text: string, issues: z.RefinementCtx): void {
	const read = readHttpUrl(text, {
		plainHttp: 'thisMachine',
		adviceOn: adviceFrom({ plainHttp: 'Use https://. Only localhost can do without.' }),
		example: DEFAULT_BASE_URL,
		rejected: ['login', 'query', 'fragment'],
	});
	if (!read.ok) issues.addIssue({ code: 'custom', message: `${BASE_URL} ${read.problem}` });
}

/** Checks the options of Send Event and fills in the defaults. */
export const optionsSchema = z.object({
	timeoutSeconds: optionChecks.number('Timeout (Seconds)', 1, 300).default(5),
	webhookBaseUrl: z
		.string({ message: BASE_URL_PROBLEM })
		.trim()
		.superRefine(checkBaseUrl)
		.default(DEFAULT_BASE_URL),
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

/** The sentence about a host that the credential's secret may not be used for. */
function findMisuse(
	baseUrl: string,
	allowedDomains: AllowedDomains | undefined,
): string | undefined {
	if (allowedDomains === undefined || isAllowedDomain(baseUrl, [LUA_HOST, ...allowedDomains])) {
		return undefined;
	}
	return `${BASE_URL} leads to ${new URL(baseUrl).host}, and the secret of the credential may not be used there. Add it to the field 'Allowed Domains' of the credential.`;
}

/**
 * Reads and checks the fields of Send Event.
 *
 * @param item the JSON of the item
 * @param allowedDomains where the credential may be used besides Lua's own host. Default: everywhere.
 */
export function readEventToSend(
	parameter: ParameterReader,
	item: IDataObject,
	allowedDomains?: AllowedDomains,
): Result<EventToSend> {
	const options = readFields(optionsSchema, parameter('options'));
	if (!options.ok) return options;
	const { timeoutSeconds, webhookBaseUrl } = options.value;
	const misuse = findMisuse(webhookBaseUrl, allowedDomains);
	if (misuse !== undefined) return failure(misuse);
	const choice = readWebhook(parameter);
	if (!choice.ok) return choice;
	const read = readBody(parameter, item);
	if (!read.ok) return read;
	const { body, contentType } = read.value;
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
		throw explainRejectedEvent(result, isSigned, timeoutMs);
	}
	const proofs = proofsIn(lua, request.headers);
	const redact = createRedactor({ texts: sender.confidential, proofs, headers: {}, url });
	const response = recordResponse(result, redact);
	return {
		url: withoutLogin(url),
		signed: isSigned,
		statusCode: response.statusCode,
		headers: response.headers,
		body: response.body as IDataObject,
		...(response.bodyOmitted !== undefined && { bodyOmitted: response.bodyOmitted }),
	};
}
