import { randomUUID } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import type { OutboundMessage } from '../shared/delivery/delivery';
import { readBodyOrFile } from '../shared/n8n/fields/body/read';
import type { BodySource } from '../shared/n8n/fields/body/read';
import { readEnvelope, wrapBody } from '../shared/n8n/fields/envelope/read';
import type { Envelope } from '../shared/n8n/fields/envelope/read';
import { readText } from '../shared/n8n/parameters';
import type { ParameterReader } from '../shared/n8n/parameters';
import { failure, success } from '../shared/result';
import type { Result } from '../shared/result';
import { readScheme } from '../shared/n8n/fields/scheme/read';
import { isHeaderValue } from '../shared/signing/headers';
import { mediaTypeOf } from '../shared/delivery/attempt';
import { isMessageId } from '../shared/signing/compiledScheme';
import type { SignatureScheme } from '../shared/signing/scheme';
import { canSign, findUncoveredBody } from '../shared/signing/sign';

/** What a message is made of besides the parameters of the node. */
export interface MessageSources {
	readonly item: IDataObject;
	/** The bytes of a binary field of the item. */
	readonly readFile: (field: string) => Promise<Buffer>;
	/** Its media type. */
	readonly fileTypeOf: (field: string) => string;
	/** Media type that the user chose instead of that of the body. */
	readonly contentType?: string | undefined;
}

/** A message that is ready to be sent, or the sentence that says what to change. */
export type MessageResult = Result<OutboundMessage>;

const BODY_SOURCES: readonly BodySource[] = ['item', 'field', 'json', 'text', 'form', 'binary'];

function readId(
	scheme: SignatureScheme,
	envelope: Envelope | undefined,
	parameter: ParameterReader,
): Result<string> {
	const prefix = envelope?.style.idPrefix ?? scheme.idPrefix ?? '';
	const id = readText(parameter('eventId'));
	if (id === '') return success(prefix + randomUUID());
	if (isMessageId(scheme, id)) return success(id);
	return failure(
		"The field 'Event ID' may hold at most 256 letters, digits and signs, but no spaces and no dots: a dot separates the parts that are signed.",
	);
}

function readEventName(
	{ eventHeader }: SignatureScheme,
	parameter: ParameterReader,
): Result<string | undefined> {
	const name = readText(parameter('eventName'));
	if (eventHeader === undefined) return success(name === '' ? undefined : name);
	if (name !== '' && isHeaderValue(name)) return success(name);
	return failure(
		`The field 'Event Name' is empty or holds a line break. Receivers read it from the header ${eventHeader}. Enter, for example, push.`,
	);
}

/**
 * Reads and checks what is to be sent. The body is serialised here, once: every attempt and every
 * endpoint gets these bytes.
 */
export async function readMessage(
	parameter: ParameterReader,
	{ item, readFile, fileTypeOf, contentType }: MessageSources,
): Promise<MessageResult> {
	const choice = readScheme(parameter);
	if (!choice.ok) return choice;
	const scheme = choice.value;
	if (!canSign(scheme)) {
		return failure(
			`The field 'Signature Scheme': this node cannot send with ${scheme.displayName}, because that scheme signs texts that this node cannot set, or leaves out the body. Choose another scheme, or leave out {header:…} and put in {body}.`,
		);
	}
	const wrapping = readEnvelope(parameter);
	if (!wrapping.ok) return wrapping;
	const envelope = wrapping.value;
	const id = readId(scheme, envelope, parameter);
	if (!id.ok) return id;
	const eventName = readEventName(scheme, parameter);
	if (!eventName.ok) return eventName;
	const given = await readBodyOrFile(parameter, item, readFile, {
		offered: BODY_SOURCES,
		contentTypeOf: fileTypeOf,
	});
	if (!given.ok) return given;
	const moment = { nowMs: Date.now(), random: Math.random };
	const body = envelope ? wrapBody(envelope, given.value, id.value, moment) : given;
	if (!body.ok) return body;
	const message = {
		id: id.value,
		eventName: eventName.value,
		body: body.value.body,
		contentType: contentType ?? body.value.contentType,
		scheme,
	};
	const uncovered = findUncoveredBody(scheme, {
		body: message.body,
		contentType: mediaTypeOf(message.contentType),
	});
	return uncovered === undefined
		? success(message)
		: failure(`The field 'Body' with the scheme ${scheme.displayName}: it ${uncovered}`);
}
