import { luaEvents } from '../shared/events/lua';
import { isObject } from '../shared/json';
import { readLocator, readText } from '../shared/n8n/parameters';
import type { ParameterReader } from '../shared/n8n/parameters';
import { failure, success } from '../shared/result';
import type { Result } from '../shared/result';

/** Which webhook is meant. */
export interface WebhookChoice {
	readonly agentId: string;
	/** Id, or name where `isName`. */
	readonly webhook: string;
	readonly isName: boolean;
}

// A segment of a path that consists of dots leads to another path.
const DOTS = /^\.{1,2}$/;

function readIdOrName(parameter: ParameterReader, name: string, label: string): Result<string> {
	const value = readLocator(parameter, name);
	if (value !== '' && !DOTS.test(value)) return success(value);
	return failure(`The field '${label}' holds neither ID nor name. Choose one from its list.`);
}

/** The id of the chosen agent. */
export const readAgent = (parameter: ParameterReader): Result<string> =>
	readIdOrName(parameter, 'agent', 'Agent');

/** The chosen agent and webhook. */
export function readWebhook(parameter: ParameterReader): Result<WebhookChoice> {
	const agent = readAgent(parameter);
	if (!agent.ok) return agent;
	const webhook = readIdOrName(parameter, 'webhook', 'Webhook');
	if (!webhook.ok) return webhook;
	const locator = parameter('webhook');
	const isName = isObject(locator) && locator.mode === 'name';
	return success({ agentId: agent.value, webhook: webhook.value, isName });
}

const eventNames = luaEvents.map(({ name }) => name);

/** The chosen events. */
export function readEvents(parameter: ParameterReader): Result<readonly string[]> {
	const value = parameter('events');
	// An AI agent or an expression may give a text with commas.
	const list: readonly unknown[] = Array.isArray(value) ? value : readText(value).split(',');
	const events = [...new Set(list.map(readText))].filter((event) => event !== '');
	if (events.length === 0) {
		return failure("The field 'Events' is empty. Choose at least one event.");
	}
	// Lua's own command line refuses what it does not know, too, without asking the service.
	const unknown = events.find((event) => !eventNames.includes(event));
	if (unknown === undefined) return success(events);
	return failure(
		`The field 'Events' holds '${unknown}', which Lua does not offer. Choose among: ${eventNames.join(', ')}.`,
	);
}
