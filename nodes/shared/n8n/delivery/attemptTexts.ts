import type { Attempt } from '../../delivery/delivery';
import type { DeliveryRecord } from '../../delivery/record';
import { retrySpanMs } from '../../delivery/policy/span';
import { describeNetworkError } from '../../http/networkError';
import { foreignText } from '../../text/foreignText';
import { durationText, momentText } from '../../text/time';

const MAX_EXCERPT_LENGTH = 500;
const MAX_EXCERPT_LINES = 5;
// Bounds what is looked at, since a receiver may send anything.
const MAX_LENGTH_READ = 8_000;

const HEAD_END = '</head>';
const NO_TEXT = /<(script|style)\b[^<>]*>[^]*?<\/\1>|<[^<>]*>/gi;

/** What a page of HTML says, without its tags and its style sheets. */
function textOfHtml(html: string): string {
	const headEnd = html.toLowerCase().indexOf(HEAD_END);
	const start = headEnd === -1 ? 0 : headEnd + HEAD_END.length;
	return html
		.slice(start, start + MAX_LENGTH_READ)
		.replace(NO_TEXT, '\n')
		.replaceAll('&nbsp;', ' ')
		.replaceAll('&amp;', '&');
}

function excerptOf(body: unknown): string {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const isHtml = /^\s*<(?:!doctype|html|head|body)\b/i.test(text);
	const lines = (isHtml ? textOfHtml(text) : text.slice(0, MAX_LENGTH_READ))
		.split(/[\r\n]+/)
		.map((line) => line.trim())
		.filter((line) => line !== '');
	const start = lines.slice(0, MAX_EXCERPT_LINES).join(' ');
	const isCut = lines.length > MAX_EXCERPT_LINES;
	return foreignText(isCut ? `${start} …` : start, MAX_EXCERPT_LENGTH);
}

/**
 * What the receiver said in its last response: a sentence with the first lines of the body;
 * `undefined` when there was no response. Secrets were left out of the record before.
 */
export function responseText({
	response,
}: {
	readonly response?: DeliveryRecord['response'] | undefined;
}): string | undefined {
	if (response === undefined) return undefined;
	const { body, bodyOmitted } = response;
	if (bodyOmitted !== undefined) {
		return `The response body is not shown (${foreignText(bodyOmitted)}).`;
	}
	const excerpt = body === null || body === undefined ? '' : excerptOf(body);
	return excerpt === '' ? 'The response has no body.' : `The receiver says: ${excerpt}`;
}

const MAX_ATTEMPTS_SHOWN = 12;

function attemptLine({ number, startedAt, durationMs, statusCode, error }: Attempt): string {
	const result = error ? describeNetworkError(error.kind) : `status ${statusCode}`;
	const duration = typeof durationMs === 'number' ? `, ${durationText(durationMs)}` : '';
	return `Attempt ${number} (${foreignText(momentText(startedAt))}${duration}): ${result}`;
}

/** One line for each attempt, with its time; of very many the first is left and the last. */
export function attemptLines(attempts: readonly Attempt[]): string[] {
	if (attempts.length <= MAX_ATTEMPTS_SHOWN) return attempts.map(attemptLine);
	const [first, ...others] = attempts;
	const last = others.slice(1 - MAX_ATTEMPTS_SHOWN);
	const left = others.length - last.length;
	return [...(first ? [attemptLine(first)] : []), `… ${left} more …`, ...last.map(attemptLine)];
}

function plannedRetries({ attempts, delivery }: DeliveryRecord): string {
	if (delivery === undefined || attempts.length === 0) return '';
	const { policy } = delivery;
	const more = policy.delaysMs.length - attempts.length;
	if (more <= 0) return '';
	const span = durationText(retrySpanMs(policy));
	return `, and up to ${more} more after it, the last one about ${span} after the first`;
}

/** Why a run from the editor ended a delivery that still has retries, and what a published workflow does. */
export function editorRunText(record: DeliveryRecord): string {
	const delayMs = record.attempts.at(-1)?.nextDelayMs;
	const when = delayMs === undefined ? '' : ` ${durationText(delayMs)} later`;
	return `You started this run in the editor, and such a run does not wait for retries that are due later. In production, the published workflow makes the next attempt${when}${plannedRetries(record)}. To see retries in a run from the editor, set 'While a Delivery Waits' to 'Go on at Once'.`;
}
