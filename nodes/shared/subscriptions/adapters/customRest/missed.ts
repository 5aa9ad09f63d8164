import { isObject } from '../../../json';
import type { JsonObject } from '../../../json';
import { failure, success } from '../../../result';
import type { Result } from '../../../result';
import { unexpectedResponse } from '../../api/responses';
import type { ApiClient, ApiRequest, ApiResponse } from '../../api/client';
import { fillRequest, parseRequest } from './request';
import type { RequestInput, RequestRules, RequestTemplate } from './request';
import { idOf } from './response';
import { NO_PATH, parseResponsePath, valueAt } from './responsePath';
import type { ResponsePath } from './responsePath';

const MAX_PAGES = 20;
const MAX_EVENTS = 2_000;

/** How a service writes times. */
export type TimeFormat = 'iso' | 'milliseconds' | 'seconds';

/** How a service lists its events, or deliveries that failed, as the user writes it down. */
export interface MissedInput {
	/** GET; its URL may hold `{since}` and `{id}`, the id of the webhook. */
	readonly request: RequestInput;
	readonly timeFormat: TimeFormat;
	/** Where in the answer the list is; empty when the answer is the list. */
	readonly listPath: string;
	/** Where in an entry the id of the event is. */
	readonly idPath: string;
	/** Where in an entry the body of the event is; empty when the entry is the body. */
	readonly payloadPath: string;
	/** Where in an entry the name of the event is; empty when it has none. */
	readonly namePath: string;
	/** Where in the answer the address or cursor of the next page is; empty when there is one page. */
	readonly nextPath: string;
	/** Query parameter that takes that cursor; empty where it is an address. */
	readonly cursorParameter: string;
	/** Whether the list begins with the newest. */
	readonly isNewestFirst: boolean;
}

/** The same, ready to be used. */
export interface MissedSettings extends Pick<
	MissedInput,
	'cursorParameter' | 'isNewestFirst' | 'timeFormat'
> {
	readonly request: RequestTemplate;
	readonly listPath: ResponsePath;
	readonly idPath: ResponsePath;
	readonly payloadPath: ResponsePath;
	readonly namePath: ResponsePath | undefined;
	readonly nextPath: ResponsePath | undefined;
}

const RULES: RequestRules = {
	label: 'Missed Events',
	methods: ['GET'],
	placeholders: ['since', 'id', 'url', 'events'],
};
const QUERY_NAME = /^[\w.[\]-]{1,100}$/;

/** Reads the settings, and says everything that is wrong with them. */
export function parseMissedSettings(input: MissedInput): Result<MissedSettings, readonly string[]> {
	const problems: string[] = [];
	const path = (label: string, text: string): ResponsePath | undefined => {
		if (text === '') return undefined;
		const parsed = parseResponsePath(text);
		if (!parsed) problems.push(`The field '${label}' ${NO_PATH}`);
		return parsed;
	};
	const request = parseRequest(input.request, RULES);
	if (!request.ok) problems.push(...request.problem);
	const listPath = path('Missed Events List', input.listPath) ?? [];
	const idPath = path('Missed Event ID', input.idPath);
	const payloadPath = path('Missed Event Body', input.payloadPath) ?? [];
	const namePath = path('Missed Event Name', input.namePath);
	const nextPath = path('Missed Events Next Page', input.nextPath);
	if (input.idPath === '') {
		problems.push(
			"The field 'Missed Event ID' is empty. Enter where in an entry the ID of the event is, for example id: by it, events that came already are told apart.",
		);
	}
	const { cursorParameter, isNewestFirst, timeFormat } = input;
	if (cursorParameter !== '' && !QUERY_NAME.test(cursorParameter)) {
		problems.push(
			"The field 'Missed Events Page Parameter' must be the name of a query parameter, for example cursor.",
		);
	}
	if (problems.length > 0 || !request.ok || !idPath) return failure(problems);
	return success({
		request: request.value,
		listPath,
		idPath,
		payloadPath,
		namePath,
		nextPath,
		cursorParameter,
		isNewestFirst,
		timeFormat,
	});
}

/** An event of a list. */
export interface ListedEvent {
	readonly id: string;
	/** `undefined` where the list names none. */
	readonly name: string | undefined;
	/** The body, as the service would send it. */
	readonly event: JsonObject;
}

function writeTime(timeMs: number, format: TimeFormat): string {
	if (format === 'iso') return new Date(timeMs).toISOString();
	return String(Math.floor(format === 'seconds' ? timeMs / 1000 : timeMs));
}

function listIn(request: ApiRequest, response: ApiResponse, path: ResponsePath): unknown[] {
	const list = valueAt(response.body, path);
	if (Array.isArray(list)) return list;
	const what = path.length > 0 ? `the field '${path.join('.')}' of the answer` : 'the answer';
	throw unexpectedResponse(request, response, `${what} is not a list`);
}

/** The request for the next page; `undefined` when there is none. */
function nextRequest(
	first: ApiRequest,
	{ body }: ApiResponse,
	{ nextPath, cursorParameter }: MissedSettings,
): ApiRequest | undefined {
	const next = nextPath && valueAt(body, nextPath);
	const text = typeof next === 'number' ? String(next) : next;
	if (typeof text !== 'string' || text === '') return undefined;
	if (cursorParameter !== '') return { ...first, query: { [cursorParameter]: text } };
	// The client takes no address at another host: the key must not go there.
	return /^(?:https?:\/\/|\/(?!\/))/i.test(text) ? { ...first, url: text } : undefined;
}

function toEvents(
	request: ApiRequest,
	response: ApiResponse,
	{ listPath, idPath, payloadPath, namePath }: MissedSettings,
): ListedEvent[] {
	return listIn(request, response, listPath).map((entry) => {
		const id = idOf(valueAt(entry, idPath));
		const event = valueAt(entry, payloadPath);
		const name = namePath && valueAt(entry, namePath);
		if (id === undefined || !isObject(event)) {
			const path = id === undefined ? idPath : payloadPath;
			const reason = `the field '${path.join('.')}' of an entry is missing or of another kind`;
			throw unexpectedResponse(request, response, reason);
		}
		return { id, name: typeof name === 'string' ? name : undefined, event };
	});
}

/**
 * Lists the events since a time: twenty pages and two thousand events at most.
 *
 * @param webhookId as the service knows it
 * @returns the oldest first, and whether those were all. Throws ApiError.
 */
export async function listMissed(
	client: ApiClient,
	settings: MissedSettings,
	{ id, url, events: names }: { id: string; url: string; events: readonly string[] },
	sinceMs: number,
): Promise<{ readonly events: readonly ListedEvent[]; readonly isComplete: boolean }> {
	const since = writeTime(sinceMs, settings.timeFormat);
	const first = fillRequest(settings.request, { id, url, events: names, since });
	const found: ListedEvent[] = [];
	let request: ApiRequest | undefined = first;
	for (let page = 0; request && page < MAX_PAGES && found.length < MAX_EVENTS; page += 1) {
		const response: ApiResponse = await client(request);
		found.push(...toEvents(request, response, settings));
		request = nextRequest(first, response, settings);
	}
	const events = found.slice(0, MAX_EVENTS);
	return {
		events: settings.isNewestFirst ? events.reverse() : events,
		isComplete: request === undefined && found.length <= MAX_EVENTS,
	};
}
