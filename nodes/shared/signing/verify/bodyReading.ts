import type { BodyReading } from '../scheme';
import type { Match } from './match';
import { isRejection } from '../rejection';
import type { Rejection } from '../rejection';
import type { SignedRequest } from '../request';

// A request is checked under old and new secrets, and by the diagnosis in many ways: written again
// once, a large body costs no more than a small one each time.
const texts = new WeakMap<object, Buffer>();
const UNWRITABLE = Buffer.alloc(0);

function jsonBytes(value: object): Buffer {
	try {
		return Buffer.from(JSON.stringify(value), 'utf8');
	} catch {
		// Nested so deeply that writing it overflows the stack.
		return UNWRITABLE;
	}
}

/** The JSON value of the body as text; `undefined` when there is none that can be written again. */
function reserialise({ payload }: SignedRequest): Buffer | undefined {
	const value = payload();
	if (value === null || typeof value !== 'object') return undefined;
	const bytes = texts.get(value) ?? jsonBytes(value);
	texts.set(value, bytes);
	return bytes === UNWRITABLE ? undefined : bytes;
}

/** The bytes of the body in a reading; `undefined` when it has none, or none of its own. */
function bytesIn(reading: BodyReading, request: SignedRequest): Buffer | undefined {
	if (reading === 'received') return request.body;
	const bytes = reserialise(request);
	return bytes?.equals(request.body) ? undefined : bytes;
}

/**
 * Whether the value of the body is the one that its JSON text stands for. An infinite number is
 * written as `null` and a negative zero as `0`: somebody could put one into a recorded request.
 */
function isWrittenWhole(payload: unknown): boolean {
	// A list of its own instead of recursion: no depth can overflow it.
	const left = [payload];
	while (left.length > 0) {
		const value = left.pop();
		if (typeof value === 'number') {
			if (!Number.isFinite(value) || Object.is(value, -0)) return false;
		} else if (value !== null && typeof value === 'object') {
			for (const part of Object.values(value)) left.push(part);
		}
	}
	return true;
}

/**
 * Tries the readings of the body until the signature fits one of them. Never throws. A body
 * is parsed and written again at most once for each request, however often it is checked.
 *
 * @param match checks a request whose body is in one reading
 */
export function matchReadings(
	readings: readonly BodyReading[],
	match: (request: SignedRequest) => Match | Rejection,
	request: SignedRequest,
): Match | Rejection {
	let rejection: Rejection = { reason: 'noMatch' };
	for (const reading of readings) {
		const signedBody = bytesIn(reading, request);
		if (signedBody === undefined) continue;
		const result = match({ ...request, body: signedBody });
		if (isRejection(result)) rejection = result;
		// Looked at last, since it takes longer than checking the signature.
		else if (reading === 'received' || isWrittenWhole(request.payload())) {
			return { ...result, reading, signedBody };
		}
	}
	return rejection;
}
