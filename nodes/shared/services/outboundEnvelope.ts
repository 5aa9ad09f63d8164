import { failure, success } from '../result';
import type { Result } from '../result';
import { findEnvelopeProblem } from './envelopeProblem';
import type { Moment, WebhookService } from './types';

/** A text that users give for a style, beside the name of the event and its data. */
export interface EnvelopeField {
	/** Name of the node's field, by which `EnvelopeContents` holds the text. */
	readonly name: string;
	readonly displayName: string;
	readonly placeholder: string;
	readonly description: string;
}

/** What goes into an envelope. */
export interface EnvelopeContents {
	readonly eventName: string;
	/** The id of the message, the same at every attempt. */
	readonly id: string;
	/** When the envelope is made: once for all attempts. */
	readonly moment: Moment;
	/** The data of the event as JSON text. */
	readonly dataJson: string;
	/** The texts for the fields of the style, by name. */
	readonly fields: Readonly<Record<string, string>>;
}

/** Writes one member of an envelope, as JSON text. */
export type MemberWriter = (contents: EnvelopeContents) => string;

/** How a sender puts the name of an event, its data, id and time into a JSON body. */
export interface EnvelopeStyle {
	/** Stable identifier; stored in workflows, never renamed. */
	readonly id: string;
	readonly displayName: string;
	/** One line shown below the name. */
	readonly description: string;
	/** The service whose events look so; absent for a style that belongs to none. */
	readonly service?: WebhookService;
	/** What starts an id that is made up; absent where the body carries no id. */
	readonly idPrefix?: string;
	/** What users give besides. None may be empty. */
	readonly fields: readonly EnvelopeField[];
	/** The members of the body, in order. */
	readonly members: Readonly<Record<string, MemberWriter>>;
}

/** Writes an object with these members, in this order. */
export const writeObject =
	(members: EnvelopeStyle['members']): MemberWriter =>
	(contents) =>
		`{${Object.entries(members)
			.map(([name, write]) => `${JSON.stringify(name)}:${write(contents)}`)
			.join(',')}}`;

/**
 * Wraps data into an envelope. Called once for a message: every attempt sends these bytes.
 *
 * The data stands in it as it was written, with all digits of its numbers. Only where receivers
 * check the text that `JSON.stringify` gives, that text is what they get.
 *
 * @returns the body, or the sentence that says what to change
 */
export function wrapInEnvelope(style: EnvelopeStyle, contents: EnvelopeContents): Result<Buffer> {
	const text = writeObject(style.members)(contents);
	const { service } = style;
	if (service === undefined) return success(Buffer.from(text, 'utf8'));
	const value = JSON.parse(text) as unknown;
	const problem = findEnvelopeProblem(service, value);
	if (problem !== undefined) {
		const remedy = "Change the value of the field 'Body', or choose another 'Envelope'.";
		return failure(`${problem}. ${remedy}`);
	}
	const isReserialised = service.scheme.bodyReadings?.includes('reserialised') ?? false;
	return success(Buffer.from(isReserialised ? JSON.stringify(value) : text, 'utf8'));
}
