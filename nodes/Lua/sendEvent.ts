import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { createRedactor, proofsIn } from '../shared/delivery/redact';
import { recordResponse } from '../shared/delivery/response';
import type {
	OutboundRequest,
	Runtime,
	Transport,
	TransportResult,
} from '../shared/delivery/types';
import { withoutCredentials } from '../shared/delivery/url';
import { isAllowedDomain } from '../shared/http/allowedDomains';
import type { AllowedDomains } from '../shared/http/allowedDomains';
import { readHttpUrl } from '../shared/http/httpUrl';
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
	/** The secrets of the credential as they stand there: texts that may not be kept. */
	readonly confidential: readonly string[];
	/** Where the credential may be used besides Lua's own host; absent for everywhere. */
	readonly allowedDomains?: AllowedDomains | undefined;
	readonly transport: Transport;
	readonly runtime: Runtime;
}

const TIMEOUT_PROBLEM = "The option 'Timeout (Seconds)' must be a number from 1 to 300.";
const BASE_URL = "The option 'Webhook Base URL'";
const BASE_URL_PROBLEM = `${BASE_URL} must be an address that starts with https://. Only localhost may do without.`;
const DEFAULT_BASE_URL = 'https://webhook.heylua.ai';
const LUA_HOST = new URL(DEFAULT_BASE_URL).hostname;
const LONGEST_WAIT_MS = 30_000;

function checkBaseUrl(text: string, issues: z.RefinementCtx): void {
	const read = readHttpUrl(text, {
		plainHttp: 'thisMachine',
		httpsAdvice: 'must be an address that starts with https://. Only localhost may do without.',
		example: DEFAULT_BASE_URL,
		refused: ['login', 'query', 'fragment'],
	});
	if (!read.ok) issues.addIssue({ code: 'custom', message: `${BASE_URL} ${read.problem}` });
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
		.superRefine(checkBaseUrl)
		.default(DEFAULT_BASE_URL),
});

function readOptions(field: FieldReader): z.output<typeof optionsSchema> {
	const parsed = optionsSchema.safeParse(field('options') ?? {});
	if (parsed.success) return parsed.data;
	throw new FieldProblem(parsed.error.issues.map(({ message }) => message).join(' '));
}

function checkDomain(baseUrl: string, { keys, allowedDomains }: Sender): void {
	const isUsed = keys.length > 0 && allowedDomains !== undefined;
	if (!isUsed || isAllowedDomain(baseUrl, [LUA_HOST, ...allowedDomains])) return;
	throw new FieldProblem(
		`${BASE_URL} leads to ${new URL(baseUrl).host}, and the secret of the credential may not be used there. Add it to the field 'Allowed Domains' of the credential.`,
	);
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

function prepare(field: FieldReader, item: IDataObject, sender: Sender): Preparation {
	const { keys, runtime } = sender;
	const { timeoutSeconds, webhookBaseUrl } = readOptions(field);
	checkDomain(webhookBaseUrl, sender);
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
	const { url } = request;
	const proofs = proofsIn(lua, request.headers);
	const redact = createRedactor({ texts: sender.confidential, proofs, headers: {}, url });
	const { statusCode, headers, body, bodyOmitted } = recordResponse(result, redact);
	return {
		url: withoutCredentials(url),
		signed: isSigned,
		statusCode,
		headers,
		body: body as IDataObject,
		...(bodyOmitted !== undefined && { bodyOmitted }),
	};
}
