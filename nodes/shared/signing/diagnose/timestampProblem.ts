import { scalarText, valueAt } from '../content/bodyValue';
import { describeRejection } from '../rejection';
import type { SignatureScheme, TimestampUnit } from '../scheme';
import { parseSignatureHeader } from '../signatureHeader';
import { parseTimestamp } from '../timestamp';
import type { Rejection } from '../rejection';
import type { SignedRequest } from '../request';
import { isGenuine } from './trial';
import type { Budget, Trial } from './trial';
import { found } from './diagnosis';
import type { Diagnosis } from './diagnosis';

// Only a unit in which the request is from today can be the one that was meant.
const PLAUSIBLE_AGE_MS = 86_400_000;

const UNIT_NAMES: Readonly<Record<TimestampUnit, string>> = {
	iso8601: 'ISO 8601',
	iso8601Utc: 'ISO 8601',
	milliseconds: 'milliseconds',
	seconds: 'seconds',
	secondsOrMilliseconds: 'seconds or milliseconds',
};
const NOT_GENUINE = 'No secret in the credential matches its signature either.';

const UNITS = ['seconds', 'milliseconds', 'iso8601'] as const;

function timestampText(
	{ timestamp, signature }: SignatureScheme,
	request: SignedRequest,
): string | undefined {
	if (timestamp === undefined) return undefined;
	const { from } = timestamp;
	if (from !== 'pairs') {
		return 'header' in from
			? request.headers(from.header.toLowerCase())[0]
			: scalarText(valueAt(request.payload(), from.body));
	}
	if (!('header' in signature)) return undefined;
	const value = request.headers(signature.header.toLowerCase())[0] ?? '';
	const parsed = parseSignatureHeader(value, signature.format);
	return typeof parsed === 'string' ? undefined : parsed.timestamp;
}

function findOtherUnit(scheme: SignatureScheme, request: SignedRequest): Diagnosis | undefined {
	const text = timestampText(scheme, request);
	const expected = scheme.timestamp?.unit;
	if (text === undefined || expected === undefined) return undefined;
	const isPlausibleIn = (unit: TimestampUnit): boolean => {
		const timeMs = parseTimestamp(text, unit);
		return timeMs !== undefined && Math.abs(request.receivedAt - timeMs) < PLAUSIBLE_AGE_MS;
	};
	if (isPlausibleIn(expected)) return undefined;
	const unit = UNITS.find(isPlausibleIn);
	return unit === undefined
		? undefined
		: found(
				'timestampUnit',
				`The timestamp is written in ${UNIT_NAMES[unit]}, but the chosen scheme expects ${UNIT_NAMES[expected]}. Choose another scheme, or Custom with another 'Timestamp Unit'.`,
			);
}

function findGenuine(rejection: Rejection): Diagnosis {
	const seconds = Math.abs(rejection.ageSeconds ?? 0);
	return rejection.reason === 'timestampTooOld'
		? found(
				'genuineButTooOld',
				`The signature is right, but the timestamp is ${seconds} seconds old. The request was delayed or repeated, or the clock of this machine is ahead by about as much: compare it with the right time.`,
			)
		: found(
				'genuineButTooNew',
				`The signature is right, but the timestamp is ${seconds} seconds in the future. The clock of this machine is behind, or that of the sender ahead, by about as much: compare both with the right time.`,
			);
}

/**
 * Explains a timestamp that was refused: by its unit, and by whether the signature is right.
 *
 * @param trials the request as it is, once for each key
 */
export function findTimestampProblem(
	scheme: SignatureScheme,
	rejection: Rejection,
	request: SignedRequest,
	trials: readonly Trial[],
	budget: Budget,
): Diagnosis | undefined {
	const otherUnit = findOtherUnit(scheme, request);
	// The time in a token is looked at only once its signature is right.
	if (otherUnit || rejection.reason === 'malformedTimestamp' || scheme.timestamp === undefined) {
		return otherUnit;
	}
	// Where no key was at hand, nothing can be said about the signature.
	if (trials.length === 0) return undefined;
	for (const trial of trials) {
		if (!budget.sign(scheme, request.body.length)) return undefined;
		if (isGenuine(trial)) return findGenuine(rejection);
	}
	return found(rejection.reason, `${describeRejection(rejection)} ${NOT_GENUINE}`);
}
