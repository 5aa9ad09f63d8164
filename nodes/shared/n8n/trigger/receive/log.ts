import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { safeHeaders } from '../../../receive/event';
import type { ReceivedEvent } from '../../../receive/event';
import type { IgnoredReason, Outcome } from '../../../receive/outcome';
import { responses } from '../../../receive/responses';
import type { Decided } from './decide';
import { foreignText, foreignValue, quotedText } from '../../../text/foreignText';
import { writeLogLine } from '../../messages/logLine';
import type { LogLevel } from '../../messages/logLine';

const SUMMARIES: Readonly<Record<Outcome['kind'], string>> = {
	accepted: 'Accepted an event',
	badPayload: 'Refused a request',
	badSignature: 'Refused a request',
	busy: 'Put off a request',
	duplicate: 'Ignored a duplicate',
	forbiddenAddress: 'Refused a request',
	handshake: 'Answered a handshake',
	healthy: 'Answered a health check',
	ignored: 'Ignored an event',
	internalError: 'Could not handle a request',
	methodNotAllowed: 'Refused a request',
	notConfigured: 'Refused a request',
	rateLimited: 'Put off a request',
	tooLarge: 'Refused a request',
};

/** What a genuine event did not pass, where that keeps it out. */
const IGNORED: Readonly<Record<IgnoredReason, string>> = {
	conditionNotMet: "it does not fit the option 'Only Events Where'",
	eventNotChosen: "it is not among the 'Events' of the node",
};

const eventOf = (outcome: Outcome): ReceivedEvent | undefined =>
	'event' in outcome ? outcome.event : undefined;

/** How many events a request held besides the one that stands for all. */
const furtherEvents = (outcome: Outcome): number =>
	'others' in outcome ? (outcome.others?.length ?? 0) : 0;

/** Why a request started nothing, as a code and in words. */
function reasonOf({ outcome, notice }: Decided): { code: string; text: string } | undefined {
	if (notice) return { code: notice.code, text: notice.explanation };
	return outcome.kind === 'ignored'
		? { code: outcome.reason, text: IGNORED[outcome.reason] }
		: undefined;
}

function statusOf({ outcome, trigger }: Decided): number {
	if (outcome.kind === 'handshake') return outcome.response.statusCode;
	const accepted = trigger?.config.response;
	if (outcome.kind === 'accepted' && accepted) return accepted.statusCode;
	return responses[outcome.kind].statusCode;
}

// What anyone can cause over and over must not fill the log; the first ones were logged.
function levelOf(outcome: Outcome): LogLevel {
	switch (outcome.kind) {
		case 'healthy':
		case 'rateLimited':
			return 'debug';
		case 'accepted':
		case 'duplicate':
		case 'handshake':
		case 'ignored':
			return 'info';
		case 'badPayload':
		case 'badSignature':
		case 'busy':
		case 'forbiddenAddress':
		case 'internalError':
		case 'methodNotAllowed':
		case 'notConfigured':
		case 'tooLarge':
			return 'warn';
	}
}

const MAX_TEXT_LENGTH = 200;
const MAX_DETAILS_LENGTH = 20_000;

const quoted = (text: string | null): string =>
	text === null ? 'none' : quotedText(text, MAX_TEXT_LENGTH);

const shown = (text: string | null): string | null => text && foreignText(text, MAX_TEXT_LENGTH);

/** What n8n prints of a line at its usual log level, where data behind the message is left out. */
function summarise(
	nodeName: string,
	decided: Decided,
	statusCode: number,
	durationMs: number,
): string {
	const { outcome, request } = decided;
	const event = eventOf(outcome);
	const reason = reasonOf(decided);
	const further = furtherEvents(outcome);
	const parts = [
		...(event
			? [`event ${quoted(event.event)}, id ${quoted(event.id)}, from ${event.source}`]
			: []),
		...(further > 0 ? [`${further} more of the same request`] : []),
		...(event?.verification.unexpected === undefined
			? []
			: [`unexpected: ${quoted(event.verification.unexpected)}`]),
		...(outcome.kind === 'handshake' ? [outcome.name] : []),
		...(reason ? [reason.code] : []),
		...(request?.address === undefined ? [] : [`sent by ${quoted(request.address)}`]),
		String(statusCode),
		`${durationMs} ms`,
	];
	const what = `${SUMMARIES[outcome.kind]} at the node ${quoted(nodeName)}`;
	return `${what}${reason ? `: ${reason.text}` : ''} (${parts.join(', ')})`;
}

/** What the user asked to have in the line besides. */
interface AskedDetail {
	readonly name: string;
	readonly data: unknown;
	readonly text: string;
}

function askedDetails({ outcome, request, trigger }: Decided): AskedDetail[] {
	const { logHeaders, logPayload, receive } = trigger?.config ?? {};
	const event = eventOf(outcome);
	const headers = logHeaders && request && receive && safeHeaders(request, receive.scheme);
	return [
		...(headers ? ([['headers', headers]] as const) : []),
		...(logPayload && event ? ([['payload', event.body]] as const) : []),
	].map(([name, value]) => ({ name, ...foreignValue(value, MAX_DETAILS_LENGTH) }));
}

/**
 * Writes one line about a request to n8n's log, with its facts once more as data. Headers and
 * payload are part of it only when the user asked for them.
 *
 * @param startedAt when the request came, in milliseconds since 1970
 */
export function logRequest(context: IWebhookFunctions, decided: Decided, startedAt: number): void {
	const { outcome, request } = decided;
	const event = eventOf(outcome);
	const reason = reasonOf(decided);
	const further = furtherEvents(outcome);
	const statusCode = statusOf(decided);
	const durationMs = Date.now() - startedAt;
	const asked = askedDetails(decided);
	const data: IDataObject = {
		outcome: outcome.kind,
		...(reason && { reason: reason.code }),
		...(event && { eventId: shown(event.id), event: shown(event.event), source: event.source }),
		...(further > 0 && { events: further + 1 }),
		statusCode,
		...(request?.address !== undefined && { address: shown(request.address) }),
		durationMs,
		workflowId: context.getWorkflow().id,
		...Object.fromEntries(asked.map(({ name, data: value }) => [name, value])),
	};
	const text = summarise(context.getNode().name, decided, statusCode, durationMs);
	const details = asked.map(({ name, text: value }) => `"${name}":${value}`).join(',');
	writeLogLine(context, levelOf(outcome), details === '' ? text : `${text} {${details}}`, data);
}
