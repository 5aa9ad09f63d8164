import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { safeHeaders } from '../receive/event';
import { answers } from '../receive/responses';
import type { InboundRequest, Outcome, ReceivedEvent } from '../receive/types';
import type { TriggerConfig } from './triggerConfig';

/** Why a request was refused: a code for machines, a sentence for people. */
export interface Refusal {
	readonly code: string;
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

type Level = 'debug' | 'info' | 'warn';

// What anyone can cause over and over must not fill the log; the first ones were logged.
function levelOf(outcome: Outcome): Level {
	switch (outcome.kind) {
		case 'healthy':
		case 'rateLimited':
			return 'debug';
		case 'accepted':
		case 'duplicate':
		case 'handshake':
		case 'ignored':
			return 'info';
		default:
			return 'warn';
	}
}

/**
 * Writes one line about a request to n8n's log. Texts of the sender go into the data of the line,
 * which n8n escapes, never into its message.
 */
export function audit(context: IWebhookFunctions, facts: AuditFacts): void {
	const { outcome, refusal, request, config, startedAt } = facts;
	const event = eventOf(outcome);
	const data: IDataObject = {
		outcome: outcome.kind,
		...(refusal && { reason: refusal.code }),
		...(event && { eventId: event.id, event: event.event, source: event.source }),
		statusCode: statusOf(outcome, config),
		...(request?.address !== undefined && { address: request.address }),
		durationMs: Date.now() - startedAt,
		workflowId: context.getWorkflow().id,
		...(config?.logHeaders && request && { headers: safeHeaders(request, config.receive.scheme) }),
		...(config?.logPayload && event && { payload: event.body as IDataObject }),
	};
	const text = `${SUMMARIES[outcome.kind]} at the node "${context.getNode().name}"`;
	context.logger[levelOf(outcome)](refusal ? `${text}: ${refusal.explanation}` : text, data);
}
