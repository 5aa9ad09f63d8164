import type { ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { isObject, parseJson } from '../../../json';
import { failure, success } from '../../../result';
import type { Result } from '../../../result';
import type { SecretKeeper } from '../../../sealing';
import { createTransport } from '../../http/transport';

/*
 * What runs by the clock may not write what n8n remembers of a trigger: its copy is as old as the
 * publishing, and n8n would write it back whole. So it calls the webhook URL of the trigger, where n8n
 * reads and writes the newest, in whatever process. Those calls are sealed with the key of the
 * credential: nobody else can make one, and none tells anything.
 */

/** By which an own call is told from an event at no cost. It proves nothing. */
export const OWN_CALL_HEADER = 'x-signed-webhooks-own-call';

// Clocks of two machines may differ a little.
const MAX_AGE_MS = 60_000;

const callSchema = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('check'),
		/** Since when events may have been missed; absent when that is not known. */
		missedSince: z.number().optional(),
	}),
	z.object({
		kind: z.literal('save'),
		/** Marks of the states that it replaces. */
		replaced: z.array(z.string()),
		/** What is to be remembered of the subscription; `null` for nothing. */
		stored: z.unknown(),
	}),
	z.object({ kind: z.literal('report'), cause: z.string(), problem: z.string() }),
]);

/** What a trigger asks of itself: to look at its webhook, to remember something, or to report. */
export type OwnCall = z.infer<typeof callSchema>;

/** Reads the body of an own call; `undefined` when nobody who has the key wrote it just now. */
export function readOwnCall(
	body: unknown,
	keeper: SecretKeeper,
	nowMs: number,
): OwnCall | undefined {
	const sealed = isObject(body) ? body.sealed : undefined;
	const opened = typeof sealed === 'string' ? keeper.open(sealed) : undefined;
	const parsed = opened === undefined ? undefined : parseJson(opened);
	if (!parsed?.ok || !isObject(parsed.value)) return undefined;
	const { sentAt, call } = parsed.value;
	if (typeof sentAt !== 'number' || Math.abs(nowMs - sentAt) > MAX_AGE_MS) return undefined;
	const read = callSchema.safeParse(call);
	return read.success ? read.data : undefined;
}

/** The body of an own call. */
export const writeOwnCall = (call: OwnCall, keeper: SecretKeeper, nowMs: number): string =>
	JSON.stringify({ sealed: keeper.seal(JSON.stringify({ sentAt: nowMs, call })) });

/** Why an own call was not taken. */
export interface NotTaken {
	/** A sentence. */
	readonly problem: string;
	/** Whether n8n has no webhook at the URL, as when the workflow is not published. */
	readonly isGone: boolean;
}

/** Calls the trigger's own webhook URL, and gives the answer. Never throws. */
export async function callOneself(
	context: ITriggerFunctions | IWebhookFunctions,
	{ url, keeper, timeoutMs }: OwnUrl,
	call: OwnCall,
): Promise<Result<unknown, NotTaken>> {
	const result = await createTransport(
		context,
		undefined,
	)({
		url,
		headers: { 'Content-Type': 'application/json', [OWN_CALL_HEADER]: call.kind },
		body: Buffer.from(writeOwnCall(call, keeper, Date.now())),
		timeoutMs,
		verifyCertificate: true,
		publicAddressOnly: false,
	});
	const notTaken = (why: string, isGone = false): Result<never, NotTaken> =>
		failure({
			problem: `n8n could not call its own webhook URL ${url} (${why}), so the webhook at the service is not checked. Check that n8n can reach that URL, or set the option 'Check Webhook Every (Minutes)' to 0.`,
			isGone,
		});
	if (result.kind === 'networkError') return notTaken(result.message);
	const { statusCode, body } = result;
	if (statusCode !== 200) return notTaken(`status ${statusCode}`, statusCode === 404);
	const answer = parseJson(body?.toString('utf8') ?? '');
	return answer.ok ? success(answer.value) : notTaken('the answer is not that of this node');
}

/** Where and how a trigger calls itself. */
export interface OwnUrl {
	readonly url: string;
	readonly keeper: SecretKeeper;
	readonly timeoutMs: number;
}
