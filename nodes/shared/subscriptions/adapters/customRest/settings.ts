import { failure, success } from '../../../result';
import type { Result } from '../../../result';
import { NO_PATH, parseResponsePath } from './responsePath';
import type { ResponsePath } from './responsePath';
import { namesInBody } from './body';
import { parseRequest } from './request';
import type { RequestInput, RequestRules, RequestTemplate } from './request';
import { namesIn } from './template';

/** How to subscribe to a service, as the user writes it down. */
export interface CustomRestInput {
	readonly create: RequestInput;
	/** Where in the answer the id is, for example `data.id`; empty when there is none. */
	readonly idPath: string;
	/** Where in the answer the secret is that the service chose; empty when it chooses none. */
	readonly secretPath: string;
	/** Absent when the service removes no webhooks. */
	readonly remove?: RequestInput;
	/** Absent when the service shows no webhooks. */
	readonly check?: RequestInput;
	/** Where the answer to `check` lists webhooks; absent when its status says all. */
	readonly list?: ListInput;
}

/** How a list of webhooks is to be read. */
export interface ListInput {
	/** Where in the answer the list is; empty when the answer is the list. */
	readonly path: string;
	/** Where in an entry the webhook URL is. */
	readonly urlPath: string;
	/**
	 * Where in an entry the id is; empty when it has none. With it, every webhook in the list that
	 * leads to the URL of the trigger is taken for one of the trigger's own.
	 */
	readonly idPath: string;
}

/** The same, ready to be used. */
export interface ListSettings {
	readonly path: ResponsePath;
	readonly urlPath: ResponsePath;
	readonly idPath?: ResponsePath;
}

/** How to subscribe to a service, ready to be used. */
export interface CustomRestSettings {
	readonly create: RequestTemplate;
	/** Names the place where webhooks are made. */
	readonly createUrl: string;
	readonly idPath: ResponsePath | undefined;
	readonly secretPath: ResponsePath | undefined;
	readonly remove: RequestTemplate | undefined;
	readonly check: RequestTemplate | undefined;
	readonly list: ListSettings | undefined;
}

const RULES = {
	create: {
		label: 'Create',
		methods: ['POST', 'PUT', 'PATCH'],
		placeholders: ['url', 'events', 'secret'],
	},
	remove: {
		label: 'Delete',
		methods: ['DELETE', 'POST', 'PUT', 'PATCH'],
		placeholders: ['id', 'url', 'events'],
	},
	check: { label: 'Check', methods: ['GET', 'POST'], placeholders: ['id', 'url', 'events'] },
} as const satisfies Record<string, RequestRules>;

/** Names of the placeholders in URL and body. */
const namesOf = ({ url, body }: RequestTemplate): readonly string[] => [
	...namesIn(url),
	...(body ? namesInBody(body) : []),
];

function findCreateProblems(
	create: RequestTemplate,
	{ idPath, secretPath, remove, check }: CustomRestInput,
	others: readonly RequestTemplate[],
): string[] {
	const problems: string[] = [];
	const names = namesOf(create);
	if (!names.includes('url')) {
		problems.push(
			"The field 'Create Body' must contain {url}, so the service knows where to send its events.",
		);
	}
	if (names.includes('secret') && secretPath !== '') {
		problems.push(
			"'Create Body' gives the service a secret with {secret}, and 'Secret in Answer' reads one that the service chooses. Remove one of them.",
		);
	}
	if (idPath === '' && others.some((request) => namesOf(request).includes('id'))) {
		const where = [remove && "'Delete URL'", check && "'Check URL'"].filter(Boolean).join(' or ');
		problems.push(
			`The field 'ID in Answer' is empty, but ${where} needs {id}. Enter where in the answer the id of the webhook is, for example id.`,
		);
	}
	return problems;
}

/** Collects problems, so that all of them can be told at once. */
class Reader {
	readonly problems: string[] = [];

	request(input: RequestInput | undefined, rules: RequestRules): RequestTemplate | undefined {
		if (!input) return undefined;
		const parsed = parseRequest(input, rules);
		if (parsed.ok) return parsed.value;
		this.problems.push(...parsed.problem);
		return undefined;
	}

	path(label: string, text: string): ResponsePath | undefined {
		if (text === '') return undefined;
		const path = parseResponsePath(text);
		if (!path) this.problems.push(`The field '${label}' ${NO_PATH}`);
		return path;
	}

	list(input: ListInput | undefined): CustomRestSettings['list'] {
		if (!input) return undefined;
		const path = this.path('List in Answer', input.path);
		const urlPath = this.path('URL of Entry', input.urlPath);
		const idPath = this.path('ID of Entry', input.idPath);
		if (input.urlPath === '') {
			this.problems.push(
				"The field 'URL of Entry' is empty. Enter where in an entry of the list the webhook URL is, for example url.",
			);
		}
		return urlPath && { path: path ?? [], urlPath, ...(idPath && { idPath }) };
	}
}

/**
 * Reads the settings of a service whose webhook API creates and deletes by HTTP, and says everything
 * that is wrong with them, in sentences that name the fields.
 */
export function parseCustomRestSettings(
	input: CustomRestInput,
): Result<CustomRestSettings, readonly string[]> {
	const reader = new Reader();
	const create = reader.request(input.create, RULES.create);
	const remove = reader.request(input.remove, RULES.remove);
	const check = reader.request(input.check, RULES.check);
	const idPath = reader.path('ID in Answer', input.idPath);
	const secretPath = reader.path('Secret in Answer', input.secretPath);
	const list = reader.list(check && input.list);
	const others = [remove, check].filter((request) => request !== undefined);
	const { problems } = reader;
	if (create) problems.push(...findCreateProblems(create, input, others));
	if (problems.length > 0 || !create) return failure(problems);
	const createUrl = input.create.url.trim();
	return success({ create, createUrl, idPath, secretPath, remove, check, list });
}
