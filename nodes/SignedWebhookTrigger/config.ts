import { parseAddressList } from '../shared/receive/addresses';
import type { AddressList } from '../shared/receive/addresses';
import { parseEventFilter } from '../shared/receive/eventFilter';
import { compileJsonSchema } from '../shared/receive/jsonSchema';
import { answers } from '../shared/receive/responses';
import type { EnvelopeCheck } from '../shared/receive/types';
import type { AcceptedResponse } from '../shared/n8n/reply';
import { readText } from '../shared/n8n/parameters';
import type { ParameterReader } from '../shared/n8n/parameters';
import { readScheme } from '../shared/n8n/schemeProperties';
import type { ConfigChoice } from '../shared/n8n/triggerConfig';
import type { SignatureScheme } from '../shared/signing/scheme';
import { optionsSchema } from './options';
import type { TriggerOptions } from './options';

const HOUR_MS = 3_600_000;
const SECOND_MS = 1_000;
const KILOBYTE = 1_024;

/** A part of the configuration that cannot be used; says what to change. */
class ConfigProblem extends Error {}

function readAddresses(options: TriggerOptions, scheme: SignatureScheme): AddressList | undefined {
	const own = options.allowedAddresses.trim();
	const published = options.publishedAddressesOnly ? scheme.sourceAddresses?.networks : undefined;
	if (options.publishedAddressesOnly && published === undefined) {
		throw new ConfigProblem(
			`The option 'Allow Only Published Addresses' is on, but ${scheme.displayName} publishes none that this version knows. Remove it, or use 'Allowed Addresses'.`,
		);
	}
	if (own === '' && published === undefined) return undefined;
	const parsed = parseAddressList([...(published ?? []), own].join('\n'));
	if (!parsed.ok) throw new ConfigProblem(`The option 'Allowed Addresses': ${parsed.problem}`);
	return parsed.list;
}

function parseJsonOption(label: string, value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		throw new ConfigProblem(
			`The option '${label}' is not valid JSON. Check its quotes, commas and brackets.`,
		);
	}
}

function readEnvelopeCheck({ jsonSchema }: TriggerOptions): EnvelopeCheck | undefined {
	if (jsonSchema === undefined || jsonSchema === '') return undefined;
	const compiled = compileJsonSchema(parseJsonOption('JSON Schema', jsonSchema));
	if (!compiled.ok) throw new ConfigProblem(`The option 'JSON Schema': ${compiled.problem}`);
	return (payload) => {
		const violation = compiled.validate(payload);
		if (violation === undefined) return undefined;
		const place = violation.path === '' ? 'as a whole' : `at ${violation.path}`;
		return `The body does not fit the option 'JSON Schema' ${place}: ${violation.message}`;
	};
}

function readResponse(options: TriggerOptions): AcceptedResponse {
	const statusCode = options.responseCode;
	const text = options.responseBody;
	switch (options.responseType) {
		case 'empty':
			return { statusCode, body: undefined };
		case 'text':
			return { statusCode, body: text };
		case 'json': {
			const body =
				text.trim() === '' ? answers.accepted.body : parseJsonOption('Response Body', text);
			if (body !== null && typeof body === 'object') return { statusCode, body };
			throw new ConfigProblem(
				"The option 'Response Body' must be a JSON object or array while 'Response Type' is JSON. Choose Text for anything else.",
			);
		}
	}
}

function readPublicUrl({ publicUrl }: TriggerOptions): string | undefined {
	const url = publicUrl.trim();
	if (url === '') return undefined;
	if (URL.canParse(url) && /^https?:\/\//i.test(url)) return url;
	throw new ConfigProblem(
		"The option 'Public URL' is not a complete address. It must look like https://hooks.example.com/webhook/orders.",
	);
}

function readOptions(parameter: ParameterReader): TriggerOptions {
	const parsed = optionsSchema.safeParse(parameter('options') ?? {});
	if (parsed.success) return parsed.data;
	throw new ConfigProblem(
		[...new Set(parsed.error.issues.map(({ message }) => message))].join(' '),
	);
}

function readConfig(parameter: ParameterReader): ConfigChoice {
	const choice = readScheme(parameter);
	if (!choice.ok) return choice;
	const { scheme } = choice;
	const options = readOptions(parameter);
	const filter = parseEventFilter(readText(parameter('events')), scheme.event.catalog);
	if (!filter.ok) throw new ConfigProblem(`The field 'Events': ${filter.problem}`);
	const respondsAtOnce = (readText(parameter('responseMode')) || 'onReceived') === 'onReceived';
	const { batchWindowMs, maxEvents } = options;
	return {
		ok: true,
		config: {
			receive: {
				scheme,
				toleranceSeconds: options.toleranceSeconds,
				addresses: readAddresses(options, scheme),
				maxBodyBytes: options.maxBodyKilobytes * KILOBYTE,
				findEnvelopeProblem: readEnvelopeCheck(options),
				eventFilter: filter.filter,
				answersHealthChecks: options.healthCheck,
				includeHeaders: options.includeHeaders,
				includeRawBody: options.includeRawBody,
			},
			request: { proxyHops: options.proxyHops, publicUrl: readPublicUrl(options) },
			maxFailuresPerMinute: options.maxFailuresPerMinute,
			eventLimit:
				maxEvents === undefined
					? undefined
					: { count: maxEvents, windowMs: options.maxEventsWindowSeconds * SECOND_MS },
			duplicateWindowMs: options.ignoreDuplicates
				? options.duplicateWindowHours * HOUR_MS
				: undefined,
			batch:
				batchWindowMs === undefined
					? undefined
					: { windowMs: batchWindowMs, maxSize: options.batchSize },
			response: respondsAtOnce ? readResponse(options) : undefined,
			outputRejected: options.outputRejected,
			logHeaders: options.logHeaders,
			logPayload: options.logPayload,
		},
	};
}

/** Reads the trigger's parameters, and says what to change where one cannot be used. */
export function readTriggerConfig(parameter: ParameterReader): ConfigChoice {
	try {
		return readConfig(parameter);
	} catch (error) {
		if (error instanceof ConfigProblem) return { ok: false, problem: error.message };
		throw error;
	}
}
