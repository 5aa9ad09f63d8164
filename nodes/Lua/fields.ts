import { luaEvents } from '../shared/events/lua';
import { readText } from '../shared/n8n/parameters';
import { FieldProblem } from './errors';

/** Reads a field of one item. */
export type FieldReader = (name: string, options?: { readonly extractValue: true }) => unknown;

/** Which webhook is meant. */
export interface WebhookChoice {
	readonly agentId: string;
	/** Id, or name where `isName`. */
	readonly webhook: string;
	readonly isName: boolean;
}

// A segment of a path that consists of dots leads to another path.
const DOTS = /^\.{1,2}$/;

function readLocator(field: FieldReader, name: string, label: string): string {
	const value = readText(field(name, { extractValue: true }));
	if (value !== '' && !DOTS.test(value)) return value;
	throw new FieldProblem(
		`The field '${label}' holds neither ID nor name. Choose one from its list.`,
	);
}

/**
 * The id of the chosen agent.
 *
 * @throws FieldProblem
 */
export const readAgent = (field: FieldReader): string => readLocator(field, 'agent', 'Agent');

/**
 * The chosen agent and webhook.
 *
 * @throws FieldProblem
 */
export function readWebhook(field: FieldReader): WebhookChoice {
	const agentId = readAgent(field);
	const webhook = readLocator(field, 'webhook', 'Webhook');
	const locator = field('webhook') as { readonly mode?: unknown } | null;
	return { agentId, webhook, isName: locator?.mode === 'name' };
}

const eventNames = luaEvents.map(({ name }) => name);

/**
 * The chosen events.
 *
 * @throws FieldProblem
 */
export function readEvents(field: FieldReader): readonly string[] {
	const value = field('events');
	// An AI agent or an expression may give a text with commas.
	const list: readonly unknown[] = Array.isArray(value) ? value : readText(value).split(',');
	const events = [...new Set(list.map(readText))].filter((event) => event !== '');
	if (events.length === 0) {
		throw new FieldProblem("The field 'Events' is empty. Choose at least one event.");
	}
	const unknown = events.find((event) => !eventNames.includes(event));
	if (unknown === undefined) return events;
	throw new FieldProblem(
		`The field 'Events' holds '${unknown}', which Lua does not offer. Choose among: ${eventNames.join(', ')}.`,
	);
}
