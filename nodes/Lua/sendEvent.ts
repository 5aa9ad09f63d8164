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
import { lua } from '../shared/signing/schemes/lua';
import { signMessage } from '../shared/signing/sign';
import type { SigningKey } from '../shared/signing/types';
import { FieldProblem } from './errors';
import { readWebhook } from './fields';
import type { FieldReader } from './fields';
import { explainRefusal } from './refusals';

/** What sending needs besides the fields. */
export interface Sender {
	/** The current key first; none when the credential has no secret. */
	readonly keys: readonly SigningKey[];
	readonly transport: Transport;
	readonly runtime: Runtime;
}

const TIMEOUT_PROBLEM = "The option 'Timeout (Seconds)' must be a number from 1 to 300.";
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
	timeoutSeconds: z
		.number({ message: TIMEOUT_PROBLEM })
		.min(1, TIMEOUT_PROBLEM)
		.max(300, TIMEOUT_PROBLEM)
		.default(5),
	webhookBaseUrl: z
		.string({ message: BASE_URL_PROBLEM })
		.trim()
		.refine(isBaseUrl, BASE_URL_PROBLEM)
		.default('https://webhook.heylua.ai'),
});

function readOptions(field: FieldReader): z.output<typeof optionsSchema> {
	const parsed = optionsSchema.safeParse(field('options') ?? {});
	if (parsed.success) return parsed.data;
	throw new FieldProblem(parsed.error.issues.map(({ message }) => message).join(' '));
}

function urlOf(field: FieldReader, baseUrl: string): string {
	const { agentId, webhook } = readWebhook(field);
	const path = [agentId, webhook].map(encodeURIComponent).join('/');
	return `${baseUrl.replace(/\/+$/, '')}/${path}`;
}

interface Preparation {
	readonly request: OutboundRequest;
	readonly isSigned: boolean;
}

function prepare(field: FieldReader, item: IDataObject, { keys, runtime }: Sender): Preparation {
	const { timeoutSeconds, webhookBaseUrl } = readOptions(field);
	const url = urlOf(field, webhookBaseUrl);
	const read = readBody(field, item);
	if (!read.ok) throw new FieldProblem(read.problem);
	const { body, contentType } = read;
	const message = { body, id: '', nowMs: runtime.nowMs(), url, contentType };
	const [key] = keys;
	const signature = key && signMessage(lua, [key], message);
	const request = {
		url,
		headers: { 'Content-Type': contentType, ...signature?.headers },
		body,
		timeoutMs: timeoutSeconds * 1000,
		verifyCertificate: true,
		publicAddressOnly: false,
	};
	return { request, isSigned: signature !== undefined };
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
 * @throws FieldProblem for a field that cannot be used
 * @throws SendingFailed when the webhook does not answer with 2xx
 */
export async function sendEvent(
	field: FieldReader,
	item: IDataObject,
	sender: Sender,
): Promise<IDataObject> {
	const { request, isSigned } = prepare(field, item, sender);
	const result = await sendPatiently(request, sender);
	if (result.kind !== 'response' || result.statusCode < 200 || result.statusCode > 299) {
		throw explainRefusal(result, isSigned, request.timeoutMs);
	}
	const { statusCode, headers, body, bodyOmitted } = recordResponse(result);
	return {
		url: withoutCredentials(request.url),
		signed: isSigned,
		statusCode,
		headers,
		body: body as IDataObject,
		...(bodyOmitted !== undefined && { bodyOmitted }),
	};
}
