import { findPattern } from '../shared/events/eventFilter';
import { twigEvents } from '../shared/events/twig';
import { adviceFrom, readHttpUrl } from '../shared/http/httpUrl';
import { isObject } from '../shared/json';
import { readText } from '../shared/n8n/parameters';
import type { ParameterReader } from '../shared/n8n/parameters';
import { failure, success } from '../shared/result';
import type { Result } from '../shared/result';
import type { NewTwigWebhook } from '../shared/subscriptions/adapters/twig';

/** What one item asks for. */
export type TwigTask =
	| {
			readonly operation: 'create';
			readonly webhook: NewTwigWebhook;
			/** Whether the secret may stand in the item. */
			readonly includeSecret: boolean;
	  }
	| { readonly operation: 'sendTestEvent'; readonly webhookId: string };

const DEFAULT_DESCRIPTION = 'Made by n8n';
const ALL_EVENTS = twigEvents.map(({ name }) => name);
const WEBHOOK_ID = /^[\w-]{1,200}$/;

function findUrlProblem(url: string): string | undefined {
	if (url === '') return "The field 'URL' is empty. Enter the address that Twig AI sends to.";
	const read = readHttpUrl(url, {
		plainHttp: 'nowhere',
		adviceOn: adviceFrom({
			plainHttp:
				'Use https://, because Twig AI sends nowhere else: give the receiver a certificate, or use a tunnel that has one.',
		}),
		rejected: ['fragment'],
	});
	return read.ok ? undefined : `The field 'URL' ${read.problem}`;
}

/** The chosen events; a text, as expressions and AI agents may give one, is a list with commas. */
function readEvents(value: unknown): readonly string[] {
	const events = Array.isArray(value) ? value.map(readText) : readText(value).split(',');
	return events.map((event) => event.trim()).filter((event) => event !== '');
}

function readCreation(parameter: ParameterReader): Result<TwigTask> {
	const url = readText(parameter('url'));
	const urlProblem = findUrlProblem(url);
	if (urlProblem !== undefined) return failure(urlProblem);
	const events = readEvents(parameter('events'));
	const pattern = findPattern(events);
	if (pattern !== undefined) {
		return failure(
			`The field 'Events' holds '${pattern}', which is not the name of one event. Choose events from the list, or none for all of them.`,
		);
	}
	const options = parameter('options');
	const { description, includeSecret = false } = isObject(options) ? options : {};
	if (typeof includeSecret !== 'boolean') {
		return failure("The option 'Include Signing Secret' must be on or off.");
	}
	const webhook = {
		url,
		// The API has no word for all of them.
		events: events.length > 0 ? [...new Set(events)] : ALL_EVENTS,
		description: readText(description) || DEFAULT_DESCRIPTION,
	};
	return success({ operation: 'create', webhook, includeSecret });
}

function readTestEvent(parameter: ParameterReader): Result<TwigTask> {
	const webhookId = readText(parameter('webhookId'));
	if (WEBHOOK_ID.test(webhookId)) return success({ operation: 'sendTestEvent', webhookId });
	return failure(
		"The field 'Webhook ID' is empty or holds characters that no ID has. Enter the ID that the operation Create gave, such as wh_abc123.",
	);
}

/** Reads and checks the fields of one item. */
export function readTask(parameter: ParameterReader): Result<TwigTask> {
	return parameter('operation') === 'sendTestEvent'
		? readTestEvent(parameter)
		: readCreation(parameter);
}
