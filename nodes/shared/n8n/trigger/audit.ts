import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { safeHeaders } from '../../receive/event';
import { answers } from '../../receive/responses';
import type { InboundRequest, Outcome, ReceivedEvent } from '../../receive/types';
import type { TriggerConfig } from './triggerConfig';
import { foreignText, foreignValue, quotedText } from '../../text/foreignText';
import { writeLogLine } from '../logLine';
import type { LogLevel } from '../logLine';
import type { RefusalCode } from './refusalTitles';

/** Why a request was refused: a code for machines, a sentence for people. */
export interface Refusal {
	readonly code: RefusalCode;
	readonly explanation: string;
}

/** What the audit line of a request is made of. */
export interface AuditFacts {
	readonly outcome: Outcome;
	/** Absent for requests that were accepted or are none of the workflow's business. */
	readonly refusal?: Refusal | undefined;
	readonly request?: InboundRequest | undefined;
	readonly config?: TriggerConfig | undefined;
	/** In milliseconds since 1970. */
	readonly startedAt: number;
}

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

const eventOf = (outcome: Outcome): ReceivedEvent | undefined =>
	'event' in outcome ? outcome.event : undefined;

function statusOf(outcome: Outcome, config: TriggerConfig | undefined): number {
	if (outcome.kind === 'handshake') return outcome.reply.statusCode;
	if (outcome.kind === 'accepted' && config?.response) return config.response.statusCode;
	return answers[outcome.kind].statusCode;
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
	facts: AuditFacts,
	statusCode: number,
	durationMs: number,
): string {
	const { outcome, refusal, request } = facts;
	const event = eventOf(outcome);
	const parts = [
		...(event
			? [`event ${quoted(event.event)}, id ${quoted(event.id)}, from ${event.source}`]
			: []),
		...(event?.verification.unexpected === undefined
			? []
			: [`unexpected: ${quoted(event.verification.unexpected)}`]),
		...(outcome.kind === 'handshake' ? [outcome.name] : []),
		...(refusal ? [refusal.code] : []),
		...(request?.address === undefined ? [] : [`sent by ${quoted(request.address)}`]),
		String(statusCode),
		`${durationMs} ms`,
	];
	const what = `${SUMMARIES[outcome.kind]} at the node ${quoted(nodeName)}`;
	return `${what}${refusal ? `: ${refusal.explanation}` : ''} (${parts.join(', ')})`;
}

/**
 * Writes one line about a request to n8n's log, with its facts once more as data. Headers and
 * payload are part of it only when the user asked for them.
 */
export function audit(context: IWebhookFunctions, facts: AuditFacts): void {
	const { outcome, refusal, request, config } = facts;
	const event = eventOf(outcome);
	const statusCode = statusOf(outcome, config);
	const durationMs = Date.now() - facts.startedAt;
	const asked = [
		...(config?.logHeaders && request
			? ([['headers', safeHeaders(request, config.receive.scheme)]] as const)
			: []),
		...(config?.logPayload && event ? ([['payload', event.body]] as const) : []),
	].map(([name, value]) => ({ name, ...foreignValue(value, MAX_DETAILS_LENGTH) }));
	const data: IDataObject = {
		outcome: outcome.kind,
		...(refusal && { reason: refusal.code }),
		...(event && { eventId: shown(event.id), event: shown(event.event), source: event.source }),
		statusCode,
		...(request?.address !== undefined && { address: shown(request.address) }),
		durationMs,
		workflowId: context.getWorkflow().id,
		...Object.fromEntries(asked.map(({ name, data: value }) => [name, value])),
	};
	const text = summarise(context.getNode().name, facts, statusCode, durationMs);
	const details = asked.map(({ name, text: value }) => `"${name}":${value}`).join(',');
	writeLogLine(context, levelOf(outcome), details === '' ? text : `${text} {${details}}`, data);
}
