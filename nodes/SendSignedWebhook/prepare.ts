import { randomUUID } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import type { DeliveryRequest, RetryPolicy } from '../shared/delivery/types';
import { readBody } from '../shared/n8n/body';
import { readText } from '../shared/n8n/parameters';
import type { ParameterReader } from '../shared/n8n/parameters';
import { readScheme } from '../shared/n8n/schemeProperties';
import { headersSetBy, isHeaderValue } from '../shared/signing/headers';
import { isMessageId } from '../shared/signing/messageId';
import type { SignatureScheme } from '../shared/signing/scheme';
import { canSign } from '../shared/signing/sign';
import type { SigningKey } from '../shared/signing/types';
import { optionsSchema } from './options';
import type { SendOptions } from './options';

/** A delivery that is ready to be made, or the sentence that says what to change. */
export type Preparation =
	| {
			readonly ok: true;
			readonly request: DeliveryRequest;
			readonly policy: RetryPolicy;
	  }
	| { readonly ok: false; readonly problem: string };

interface Problem {
	readonly ok: false;
	readonly problem: string;
}

const RETRY_FACTOR = 2;
const RETRY_JITTER = 0.2;

const problem = (text: string): Problem => ({ ok: false, problem: text });

function findUrlProblem(url: string, allowHttp: boolean): string | undefined {
	if (url === '') return "The field 'URL' is empty. Enter the address of the receiver.";
	if (!URL.canParse(url)) {
		return "The field 'URL' is not a complete address. It must look like https://example.com/webhook.";
	}
	const { protocol } = new URL(url);
	if (protocol === 'https:' || (protocol === 'http:' && allowHttp)) return undefined;
	return protocol === 'http:'
		? "The field 'URL' starts with http://, which anyone on the way can read. Use https://, or switch on the option 'Allow HTTP' for local tests."
		: `The field 'URL' starts with ${protocol}// but must start with https://.`;
}

function readId(scheme: SignatureScheme, parameter: ParameterReader): string | Problem {
	const generated = (scheme.idPrefix ?? '') + randomUUID();
	if (scheme.idHeader === undefined) return generated;
	const id = readText(parameter('eventId'));
	if (id === '') return generated;
	if (isMessageId(scheme, id)) return id;
	return problem(
		"The field 'Event ID' may hold at most 256 letters, digits and signs, but no spaces and no dots: a dot separates the parts that are signed.",
	);
}

function readEventName(
	scheme: SignatureScheme,
	parameter: ParameterReader,
): string | undefined | Problem {
	if (scheme.eventHeader === undefined) return undefined;
	const name = readText(parameter('eventName'));
	if (name !== '' && isHeaderValue(name)) return name;
	return problem(
		`The field 'Event Name' is empty or holds a line break. Receivers read it from the header ${scheme.eventHeader}; enter for example push.`,
	);
}

function readOptions(
	scheme: SignatureScheme,
	parameter: ParameterReader,
): { readonly ok: true; readonly options: SendOptions } | Problem {
	const parsed = optionsSchema.safeParse(parameter('options') ?? {});
	if (!parsed.success) {
		return problem([...new Set(parsed.error.issues.map(({ message }) => message))].join(' '));
	}
	const ownHeaders = headersSetBy(scheme);
	const clash = Object.keys(parsed.data.headers).find((name) =>
		ownHeaders.includes(name.toLowerCase()),
	);
	if (clash === undefined) return { ok: true, options: parsed.data };
	return problem(
		`The option 'Headers' may not set '${clash}': the signature scheme sets it. Remove it there.`,
	);
}

const toMs = (seconds: number): number => Math.round(seconds * 1000);

/**
 * Reads and checks all parameters of one item. Nothing is sent here, so that a mistake in one item
 * is found before anything goes out.
 */
export function prepareDelivery(
	parameter: ParameterReader,
	item: IDataObject,
	readKeys: (scheme: SignatureScheme) =>
		| {
				readonly ok: true;
				readonly keys: readonly [SigningKey, ...SigningKey[]];
		  }
		| Problem,
): Preparation {
	const choice = readScheme(parameter);
	if (!choice.ok) return choice;
	const { scheme } = choice;
	if (!canSign(scheme)) {
		return problem(
			`The field 'Signature Scheme': nothing can be sent with ${scheme.displayName}, since it signs texts that are not ours to set. Choose another scheme, or leave out {header:…}.`,
		);
	}
	const keys = readKeys(scheme);
	if (!keys.ok) return keys;
	const read = readOptions(scheme, parameter);
	if (!read.ok) return read;
	const { options } = read;
	const url = readText(parameter('url'));
	const urlProblem = findUrlProblem(url, options.allowHttp);
	if (urlProblem !== undefined) return problem(urlProblem);
	const id = readId(scheme, parameter);
	if (typeof id === 'object') return id;
	const eventName = readEventName(scheme, parameter);
	if (typeof eventName === 'object') return eventName;
	const body = readBody(parameter, item);
	if (!body.ok) return body;
	return {
		ok: true,
		request: {
			url,
			scheme,
			keys: keys.keys,
			id,
			eventName,
			body: body.body,
			contentType: options.contentType ?? body.contentType,
			headers: options.headers,
			timeoutMs: toMs(options.timeoutSeconds),
			verifyCertificate: options.verifyCertificate,
		},
		policy: {
			maxRetries: options.maxRetries,
			initialDelayMs: toMs(options.initialDelaySeconds),
			factor: RETRY_FACTOR,
			maxDelayMs: toMs(options.maxDelaySeconds),
			jitter: RETRY_JITTER,
		},
	};
}
