import { findEnvelopeStyle, envelopeStyles } from '../../../services/outboundEnvelopeStyles';
import { wrapInEnvelope } from '../../../services/outboundEnvelope';
import type { EnvelopeStyle } from '../../../services/outboundEnvelope';
import type { Moment } from '../../../services/types';
import { failure, success } from '../../../result';
import type { Result } from '../../../result';
import { JSON_TYPE } from '../body/read';
import type { BodyBytes } from '../body/read';
import { readText } from '../../parameters';
import type { ParameterReader } from '../../parameters';
import { NO_ENVELOPE } from './properties';

/** An envelope with all that a user gives for it. */
export interface Envelope {
	readonly style: EnvelopeStyle;
	readonly eventName: string;
	/** By the name of the field. */
	readonly fields: Readonly<Record<string, string>>;
}

/**
 * Reads what a user chose with `envelopeProperties`, and the name of the event where it is needed.
 *
 * @returns `undefined` for no envelope
 */
export function readEnvelope(parameter: ParameterReader): Result<Envelope | undefined> {
	// n8n gives nothing for a field that it hides.
	const styleId = readText(parameter('envelope')) || NO_ENVELOPE;
	if (styleId === NO_ENVELOPE) return success(undefined);
	const style = findEnvelopeStyle(styleId);
	if (style === undefined) {
		const known = [NO_ENVELOPE, ...envelopeStyles.map(({ id }) => id)].join(', ');
		return failure(`The field 'Envelope' holds '${styleId}', which is none of: ${known}.`);
	}
	const eventName = readText(parameter('eventName'));
	if (eventName === '') {
		return failure(
			"The field 'Event Name' is empty. The envelope names the event in the body. Enter, for example, order.created.",
		);
	}
	const fields: Record<string, string> = {};
	for (const { name, displayName, placeholder } of style.fields) {
		const text = readText(parameter(name));
		if (text === '') {
			return failure(
				`The field '${displayName}' is empty. The envelope of ${style.displayName} carries it; enter one, ${placeholder}.`,
			);
		}
		fields[name] = text;
	}
	return success({ style, eventName, fields });
}

/**
 * Puts an envelope around a body. To be called once for a message: every attempt sends these bytes.
 *
 * @param id of the message, the same at every attempt
 * @param moment the time that the envelope names, and the chance for the digits of it that no clock
 *   tells
 */
export function wrapBody(
	{ style, eventName, fields }: Envelope,
	{ body, contentType }: BodyBytes,
	id: string,
	moment: Moment,
): Result<BodyBytes> {
	if (contentType !== JSON_TYPE) {
		return failure(
			"The field 'Envelope' takes JSON only. Set 'Body' to 'Item', 'Item Field' or 'JSON', or choose no envelope.",
		);
	}
	const dataJson = body.toString('utf8');
	const wrapped = wrapInEnvelope(style, { eventName, id, moment, dataJson, fields });
	if (!wrapped.ok) return wrapped;
	return success({ body: wrapped.value, contentType: JSON_TYPE });
}
