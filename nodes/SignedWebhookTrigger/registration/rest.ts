import { isObject } from '../../shared/json';
import type { JsonObject } from '../../shared/json';
import type { ParameterReader } from '../../shared/n8n/parameters';
import { readText } from '../../shared/n8n/parameters';
import { readScheme } from '../../shared/n8n/fields/scheme/read';
import type { Registration } from '../../shared/n8n/trigger/definition';
import type { CatchUp } from '../../shared/n8n/trigger/registration/missedEvents';
import { subscribedEvents } from '../../shared/receive/subscribedEvents';
import { failure, success } from '../../shared/result';
import type { Result } from '../../shared/result';
import { restCredential } from '../../shared/services/credentials';
import {
	createCustomRestAdapter,
	parseCustomRestSettings,
} from '../../shared/subscriptions/adapters/customRest';
import type {
	CustomRestSettings,
	RequestInput,
} from '../../shared/subscriptions/adapters/customRest';
import { namesInBody } from '../../shared/subscriptions/adapters/customRest/body';
import {
	listMissed,
	parseMissedSettings,
} from '../../shared/subscriptions/adapters/customRest/missed';
import type { TimeFormat } from '../../shared/subscriptions/adapters/customRest/missed';

export { restProperties } from './restProperties';

function readHeaders(value: unknown): RequestInput['headers'] {
	const entries = isObject(value) ? value.header : undefined;
	if (!Array.isArray(entries)) return [];
	return entries
		.filter(isObject)
		.map(({ name, value: text }) => ({ name: readText(name), value: readText(text) }));
}

/** A JSON field holds text, or with an expression the value itself. */
const readJson = (value: unknown): string =>
	isObject(value) || Array.isArray(value) ? JSON.stringify(value) : readText(value);

/** Whether the service neither gets nor chooses a secret that the trigger could check with. */
const needsSecret = (
	{ create, secretPath }: CustomRestSettings,
	parameter: ParameterReader,
): boolean => {
	if (secretPath) return false;
	const choice = readScheme(parameter);
	const isKeyPair = choice.ok && choice.value.keyFormat === 'asymmetric';
	return isKeyPair || !create.body || !namesInBody(create.body).includes('secret');
};

const readTimeFormat = (value: unknown): TimeFormat =>
	value === 'seconds' || value === 'milliseconds' ? value : 'iso';

/** Reads how the service lists what was missed; `undefined` where nothing says so. */
function readCatchUp(more: JsonObject): Result<CatchUp | undefined> {
	const url = readText(more.missedUrl);
	if (url === '') return success(undefined);
	const parsed = parseMissedSettings({
		request: { method: 'GET', url, headers: readHeaders(more.missedHeaders), body: '' },
		timeFormat: readTimeFormat(more.missedTimeFormat),
		listPath: readText(more.missedListPath),
		idPath: readText(more.missedIdPath) || 'id',
		payloadPath: readText(more.missedBodyPath),
		namePath: readText(more.missedNamePath),
		nextPath: readText(more.missedNextPath),
		cursorParameter: readText(more.missedPageParameter),
		isNewestFirst: more.missedOrder !== 'oldest',
	});
	if (!parsed.ok) return failure(parsed.problem.join(' '));
	return success({
		kind: 'list',
		list: async (client, { hook, sinceMs, isWanted }) => {
			const { events, isComplete } = await listMissed(client, parsed.value, hook, sinceMs);
			return {
				// Where the list names none, the filter reads the name in the body, when they come in.
				events: events
					.filter(({ name }) => name === undefined || isWanted(name))
					.map(({ id, name, event }) => ({ id, name: name ?? '', event })),
				isComplete,
			};
		},
	});
}

/** Reads how the service is asked to create and delete webhooks. */
export function readRestRegistration(
	parameter: ParameterReader,
	patterns: string,
): Result<Registration> {
	const value = parameter('restOptions');
	const more = isObject(value) ? value : {};
	const deleteUrl = readText(parameter('restDeleteUrl'));
	const checkUrl = readText(more.checkUrl);
	const entryUrlPath = readText(more.entryUrlPath);
	const listPath = readText(more.listPath);
	const choice = readScheme(parameter);
	const catalog = choice.ok ? choice.value.event.catalog : undefined;
	const parsed = parseCustomRestSettings({
		create: {
			method: readText(parameter('restCreateMethod')),
			url: readText(parameter('restCreateUrl')),
			headers: readHeaders(more.createHeaders),
			body: readJson(parameter('restCreateBody')),
		},
		idPath: readText(parameter('restIdPath')),
		secretPath: readText(parameter('restSecretPath')),
		...(deleteUrl !== '' && {
			remove: {
				method: readText(parameter('restDeleteMethod')),
				url: deleteUrl,
				headers: readHeaders(more.deleteHeaders),
				body: readJson(more.deleteBody),
			},
		}),
		...(checkUrl !== '' && {
			check: {
				method: readText(more.checkMethod) || 'GET',
				url: checkUrl,
				headers: readHeaders(more.checkHeaders),
				body: readJson(more.checkBody),
			},
		}),
		...((listPath !== '' || entryUrlPath !== '') && {
			list: { path: listPath, urlPath: entryUrlPath, idPath: readText(more.entryIdPath) },
		}),
	});
	if (!parsed.ok) return failure(parsed.problem.join(' '));
	const catchUp = readCatchUp(more);
	if (!catchUp.ok) return catchUp;
	return success({
		credential: restCredential,
		needsSecret: needsSecret(parsed.value, parameter),
		events: subscribedEvents(patterns, catalog),
		createAdapter: (client) => createCustomRestAdapter(client, parsed.value),
		...(catchUp.value && { catchUp: catchUp.value }),
	});
}
