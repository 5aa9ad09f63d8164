import { twigEvents } from '../shared/events/twig';
import { readHttpUrl } from '../shared/http/httpUrl';
import { readText } from '../shared/n8n/parameters';
import type { ParameterReader } from '../shared/n8n/parameters';
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

/** A task that is ready to be done, or the sentence that says what to change. */
export type Preparation =
	{ readonly ok: true; readonly task: TwigTask } | { readonly ok: false; readonly problem: string };

const DEFAULT_DESCRIPTION = 'Made by n8n';
const ALL_EVENTS = twigEvents.map(({ name }) => name);
const WEBHOOK_ID = /^[\w-]{1,200}$/;

function findUrlProblem(url: string): string | undefined {
	if (url === '') return "The field 'URL' is empty. Enter the address that Twig AI is to send to.";
	const read = readHttpUrl(url, {
		plainHttp: 'nowhere',
		httpsAdvice:
			'must start with https://, since Twig AI sends nowhere else. Give the receiver a certificate, or use a tunnel that has one.',
		refused: ['fragment'],
	});
	return read.ok ? undefined : `The field 'URL' ${read.problem}`;
}

/** The chosen events; a text, as expressions and AI agents may give one, is a list with commas. */
function readEvents(value: unknown): readonly string[] {
	const events = Array.isArray(value) ? value.map(readText) : readText(value).split(',');
	return events.map((event) => event.trim()).filter((event) => event !== '');
}

function readOptions(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}

function prepareCreation(parameter: ParameterReader): Preparation {
	const url = readText(parameter('url'));
	const urlProblem = findUrlProblem(url);
	if (urlProblem !== undefined) return { ok: false, problem: urlProblem };
	const events = readEvents(parameter('events'));
	const unknown = events.find((event) => !ALL_EVENTS.includes(event));
	if (unknown !== undefined) {
		const problem = `The field 'Events' holds '${unknown}', which is no event of Twig AI. Choose from: ${ALL_EVENTS.join(', ')}.`;
		return { ok: false, problem };
	}
	const { description, includeSecret = false } = readOptions(parameter('options'));
	if (typeof includeSecret !== 'boolean') {
		const problem = "The option 'Include Signing Secret' must be on or off.";
		return { ok: false, problem };
	}
	const webhook = {
		url,
		// The API has no word for all of them.
		events: events.length > 0 ? [...new Set(events)] : ALL_EVENTS,
		description: readText(description) || DEFAULT_DESCRIPTION,
	};
	return { ok: true, task: { operation: 'create', webhook, includeSecret } };
}

function prepareTestEvent(parameter: ParameterReader): Preparation {
	const webhookId = readText(parameter('webhookId'));
	if (WEBHOOK_ID.test(webhookId))
		return { ok: true, task: { operation: 'sendTestEvent', webhookId } };
	return {
		ok: false,
		problem:
			"The field 'Webhook ID' is empty or holds characters that no ID has. Enter the ID that the operation Create gave, such as wh_abc123.",
	};
}

/**
 * Reads and checks the fields of one item. Nothing is called here, so that a mistake in one item is
 * found before anything is made.
 */
export function prepareTask(parameter: ParameterReader): Preparation {
	return parameter('operation') === 'sendTestEvent'
		? prepareTestEvent(parameter)
		: prepareCreation(parameter);
}
