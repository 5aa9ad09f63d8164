import { findUnknownEntries } from '../../../events/eventFilter';
import { parseAddressList } from '../../../http/addressList';
import type { AddressList } from '../../../http/addressList';
import { readHttpUrl } from '../../../http/httpUrl';
import { parseJson } from '../../../json';
import type { EnvelopeCheck, ReceiveConfig } from '../../../receive/configuration';
import { compileJsonSchema } from '../../../receive/jsonSchema';
import type { RepeatPolicy } from '../../../receive/repeats';
import { responses } from '../../../receive/responses';
import { failure, success } from '../../../result';
import type { Result } from '../../../result';
import { findEnvelopeProblem, findService } from '../../../services';
import type { CredentialDefinition } from '../../../services/credentials';
import type { BodyPath } from '../../../signing/content/bodyValue';
import { isHeaderName, signatureHeadersOf } from '../../../signing/headers';
import type { SignatureScheme } from '../../../signing/scheme';
import { isUnsigned } from '../../../signing/unsigned';
import { readFields } from '../../fields/checks';
import { readChosenEvents } from './chosenEvents';
import type { Report } from './chosenEvents';
import { readText } from '../../parameters';
import type { ParameterReader } from '../../parameters';
import { optionsSchema } from './options';
import type { TriggerOptions } from './options';
import type { InboundSettings } from '../receive/request';
import type { AcceptedResponse } from '../receive/response';
import type { Registration, TriggerDefinition } from '../definition';
import { foreignText, quotedText } from '../../../text/foreignText';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
const KILOBYTE = 1_024;

/** Everything that a user can set about how a trigger receives. */
export interface TriggerConfig {
	readonly receive: ReceiveConfig;
	readonly request: InboundSettings;
	/** Holds the secrets. */
	readonly credential: CredentialDefinition;
	/** How the webhook is registered at the service; by hand when absent. */
	readonly registration?: Registration | undefined;
	/** How often the webhook is looked at, in milliseconds; not at all when absent. */
	readonly watchMs?: number | undefined;
	/** What may be a mistake but hinders nothing, in sentences: to be told when it is published. */
	readonly findWarnings: () => readonly string[];
	/** Failed checks of one address that are answered as such; more only get 429. */
	readonly maxFailuresPerMinute: number;
	/** How many genuine events are accepted in a window; all when absent. */
	readonly eventLimit?: { readonly count: number; readonly windowMs: number } | undefined;
	/** How long events are remembered to recognise duplicates; not at all when absent. */
	readonly duplicateWindowMs?: number | undefined;
	/** How events are gathered into one execution; one each when absent. */
	readonly batch?: { readonly windowMs: number; readonly maxSize: number } | undefined;
	/** The answer to accepted events; absent when the workflow answers itself. */
	readonly response?: AcceptedResponse | undefined;
	/**
	 * Where an event ends the wait of an execution: the index of the output through which it leaves.
	 * Default: events begin executions.
	 */
	readonly resumes?: { readonly output: number };
	/** Whether refused requests leave through a second output. */
	readonly outputRejected: boolean;
	readonly logHeaders: boolean;
	readonly logPayload: boolean;
}

function readAddresses(
	options: TriggerOptions,
	{ displayName, sourceAddresses }: SignatureScheme,
	report: Report,
): AddressList | undefined {
	const published = options.publishedAddressesOnly ? sourceAddresses?.networks : undefined;
	if (options.publishedAddressesOnly && published === undefined) {
		return report(
			`The option 'Allow Only Published Addresses' is on, but ${displayName} publishes none that this version knows. Remove it, or use 'Allowed Addresses'.`,
		);
	}
	const own = options.allowedAddresses.trim();
	if (own === '' && published === undefined) return undefined;
	const parsed = parseAddressList([...(published ?? []), own].join('\n'));
	return parsed.ok ? parsed.value : report(`The option 'Allowed Addresses': ${parsed.problem}`);
}

/** Where nothing else proves a request, the addresses must be named, and be those of a few. */
function checkAddressesAlone({ allowedAddresses }: TriggerOptions, report: Report): void {
	const parsed = parseAddressList(allowedAddresses);
	if (!parsed.ok) return;
	const { isEmpty, widest } = parsed.value;
	if (isEmpty) {
		report(
			"The option 'Allowed Addresses' must list the senders, because without a secret the trigger checks nothing but their addresses. Add it, for example 203.0.113.7, or choose Secret for 'Authentication'.",
		);
	}
	if (widest !== undefined) {
		report(
			`The option 'Allowed Addresses' lists ${widest}, which lets nearly everybody send: without a secret, nothing else is checked. List the addresses of the senders alone, in networks of /8 or smaller for IPv4 and /16 or smaller for IPv6.`,
		);
	}
}

const notJson = (label: string): string =>
	`The option '${label}' is not valid JSON. Check its quotes, commas and brackets.`;

function readEnvelopeCheck(
	{ jsonSchema }: TriggerOptions,
	report: Report,
): EnvelopeCheck | undefined {
	if (jsonSchema === undefined || jsonSchema === '') return undefined;
	const json = typeof jsonSchema === 'string' ? parseJson(jsonSchema) : success(jsonSchema);
	if (!json.ok) return report(notJson('JSON Schema'));
	const compiled = compileJsonSchema(json.value);
	if (!compiled.ok) return report(`The option 'JSON Schema': ${compiled.problem}`);
	return (payload) => {
		const violation = compiled.value.validate(payload);
		if (violation === undefined) return undefined;
		// Both may hold names and values of the body, and the schema's own are as long as you like.
		const place = violation.path === '' ? 'as a whole' : `at ${foreignText(violation.path)}`;
		return `The body does not match the option 'JSON Schema' ${place}: ${foreignText(violation.message)}`;
	};
}

function readJsonBody(text: string, report: Report): unknown {
	if (text.trim() === '') return responses.accepted.body;
	const json = parseJson(text);
	if (!json.ok) return report(notJson('Response Body'));
	const { value } = json;
	if (value !== null && typeof value === 'object') return value;
	return report(
		"The option 'Response Body' must be a JSON object or array while 'Response Type' is JSON. Choose Text for anything else.",
	);
}

function readResponse(options: TriggerOptions, report: Report): AcceptedResponse {
	const { responseCode: statusCode, responseBody: text } = options;
	switch (options.responseType) {
		case 'empty':
			return { statusCode, body: undefined };
		case 'text':
			return { statusCode, body: text };
		case 'json':
			return { statusCode, body: readJsonBody(text, report) };
	}
}

function readPublicUrl({ publicUrl }: TriggerOptions, report: Report): string | undefined {
	const url = publicUrl.trim();
	if (url === '') return undefined;
	const read = readHttpUrl(url, {
		plainHttp: 'anywhere',
		example: 'https://hooks.example.com/webhook/orders',
	});
	return read.ok ? url : report(`The option 'Public URL' ${read.problem}`);
}

function readRepeatsHeader(
	text: string,
	scheme: SignatureScheme,
	report: Report,
): RepeatPolicy | undefined {
	const header = text.trim().toLowerCase();
	if (!isHeaderName(header)) {
		return report(
			`The option 'Repeats Header' holds '${text}', which is not the name of an HTTP header. Enter the one that tells events apart, for example X-Request-UUID.`,
		);
	}
	if (signatureHeadersOf(scheme).includes(header)) {
		return report(
			"The option 'Repeats Header' names the header of the signature. For the same signed bytes, choose Signed Content for 'Recognize Repeats By'.",
		);
	}
	return { by: 'header', header };
}

function readRepeatsField(text: string, report: Report): RepeatPolicy | undefined {
	const keys = text.trim().split('.');
	if (!keys.includes('')) return { by: 'bodyField', path: keys as unknown as BodyPath };
	return report(
		`The option 'Repeats Body Field' holds '${text}', which is not a path to a field. Join the keys in the body with dots, for example event.number.`,
	);
}

function readHeaderNames({ headersToInclude }: TriggerOptions, report: Report): readonly string[] {
	const names = headersToInclude.split(/[\s,]+/).filter((name) => name !== '');
	const wrong = names.find((name) => !isHeaderName(name));
	if (wrong !== undefined) {
		report(
			`The option 'Headers to Include' holds ${quotedText(wrong)}, which is not the name of a header. Write names of headers with commas between them, such as X-Trace-Key.`,
		);
	}
	return names.map((name) => name.toLowerCase());
}

/** By what repeats are recognised; `undefined` when they are not looked for. */
function readRepeats(
	options: TriggerOptions,
	scheme: SignatureScheme,
	report: Report,
): RepeatPolicy | undefined {
	if (!options.ignoreDuplicates) return undefined;
	if (isUnsigned(scheme)) {
		if (options.repeatsBy === 'automatic' || options.repeatsBy === 'nothing') return undefined;
		return report(
			"The option 'Recognize Repeats By' needs a secret: without one, any sender could use up the values by which later events are recognized. Remove it, or choose Secret for 'Authentication'.",
		);
	}
	switch (options.repeatsBy) {
		case 'automatic':
		case 'content':
			return { by: options.repeatsBy };
		case 'nothing':
			return undefined;
		case 'deliveryId':
			if (scheme.repeats.id) return { by: 'deliveryId' };
			return report(
				`The option 'Recognize Repeats By' is Delivery ID, but ${scheme.displayName} documents no ID that tells its events or deliveries apart. Choose Automatic, or name a Header or a Body Field.`,
			);
		case 'header':
			return readRepeatsHeader(options.repeatsHeader, scheme, report);
		case 'bodyField':
			return readRepeatsField(options.repeatsBodyField, report);
	}
}

/** What the service says that its events look like, where it is known. */
function findDocumentedForm({ id }: SignatureScheme): EnvelopeCheck | undefined {
	const service = findService(id);
	return (
		service &&
		((payload) => {
			const problem = findEnvelopeProblem(service, payload);
			return problem && foreignText(problem);
		})
	);
}

/** The settings by which requests are checked, of all events the wanted ones. */
const readReceiveConfig = (
	scheme: SignatureScheme,
	eventPatterns: string,
	options: TriggerOptions,
	nodeVersion: number,
	report: Report,
): ReceiveConfig => ({
	scheme,
	toleranceSeconds: options.toleranceSeconds,
	addresses: readAddresses(options, scheme, report),
	maxBodyBytes: options.maxBodyKilobytes * KILOBYTE,
	findEnvelopeProblem: readEnvelopeCheck(options, report),
	findUnexpected: findDocumentedForm(scheme),
	rejectsUnexpected: options.refuseUnexpected,
	...readChosenEvents(scheme, eventPatterns, options, nodeVersion, report),
	repeats: readRepeats(options, scheme, report),
	respondsToHealthChecks: options.healthCheck,
	includeHeaders: options.includeHeaders,
	headersToInclude: readHeaderNames(options, report),
	includeRawBody: options.includeRawBody,
});

function readRegistration(
	definition: TriggerDefinition,
	parameter: ParameterReader,
	report: Report,
): Registration | undefined {
	const read = definition.readRegistration?.(parameter);
	if (read === undefined) return undefined;
	return read.ok ? read.value : report(read.problem);
}

/**
 * Reads a trigger's parameters, and says what to change where some cannot be used.
 *
 * @param nodeVersion of the node in its workflow: nodes that are older keep what they did
 */
export function readTriggerConfig(
	definition: TriggerDefinition,
	parameter: ParameterReader,
	nodeVersion: number,
): Result<TriggerConfig> {
	const chosen = definition.readScheme(parameter);
	if (!chosen.ok) return chosen;
	const scheme = chosen.value;
	const read = readFields(optionsSchema, parameter('options'));
	if (!read.ok) return read;
	const options = read.value;
	const problems: string[] = [];
	const report: Report = (problem) => {
		problems.push(problem);
		return undefined;
	};
	const respondsAtOnce = (readText(parameter('responseMode')) || 'onReceived') === 'onReceived';
	const { batchWindowMs, maxEvents } = options;
	const events = definition.readEvents(parameter);
	const registration = readRegistration(definition, parameter, report);
	const receive = readReceiveConfig(scheme, events, options, nodeVersion, report);
	if (isUnsigned(scheme)) checkAddressesAlone(options, report);
	const config = {
		receive,
		credential: definition.readCredential(parameter),
		registration,
		watchMs: options.watchMinutes === 0 ? undefined : options.watchMinutes * MINUTE_MS,
		findWarnings: () => [
			...findUnknownEntries(events, scheme.event.catalog).map(
				(text) => `The field 'Events': ${text}`,
			),
			...(registration?.warnings ?? []),
		],
		request: {
			proxyHops: options.proxyHops,
			publicUrl: readPublicUrl(options, report),
			addressIsProof: isUnsigned(scheme),
		},
		maxFailuresPerMinute: options.maxFailuresPerMinute,
		eventLimit:
			maxEvents === undefined
				? undefined
				: { count: maxEvents, windowMs: options.maxEventsWindowSeconds * SECOND_MS },
		duplicateWindowMs: receive.repeats && options.duplicateWindowHours * HOUR_MS,
		batch:
			batchWindowMs === undefined
				? undefined
				: { windowMs: batchWindowMs, maxSize: options.batchSize },
		response: respondsAtOnce ? readResponse(options, report) : undefined,
		outputRejected: options.outputRejected,
		logHeaders: options.logHeaders,
		logPayload: options.logPayload,
	};
	return problems.length === 0 ? success(config) : failure(problems.join(' '));
}
