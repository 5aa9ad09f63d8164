import type { TestDefect } from './testEventDefects';

/** The statuses by which receivers say that they do not believe a message. */
const REJECTIONS: readonly number[] = [400, 401, 403, 422];

const isAcceptance = (statusCode: number): boolean => statusCode >= 200 && statusCode < 300;

function findFaultOf(
	{ expected, sent, remedy }: TestDefect,
	statusCode: number | null,
): string | undefined {
	if (statusCode === null) {
		return `No answer came to ${sent}, so nothing is known about the receiver. Check the field 'URL' and whether the receiver is running.`;
	}
	if (expected !== 'refused') {
		return isAcceptance(statusCode)
			? undefined
			: `The receiver answered ${statusCode} to ${sent}, which it must accept with a status from 200 to 299. ${remedy}.`;
	}
	if (REJECTIONS.includes(statusCode)) return undefined;
	if (isAcceptance(statusCode)) {
		return `The receiver accepted ${sent} with status ${statusCode}. ${remedy}.`;
	}
	return `The receiver answered ${statusCode} to ${sent}, where ${REJECTIONS.join(', ')} would say that it refuses it. Check the field 'URL' and the receiver's log.`;
}

/**
 * Says what a receiver did that it should not, in a sentence or two; `undefined` when it did as it
 * should.
 *
 * @param statusCodes of the answers, in the order of the requests; `null` where none came
 */
export function findReceiverFault(
	defect: TestDefect,
	statusCodes: ReadonlyArray<number | null>,
): string | undefined {
	for (const statusCode of statusCodes) {
		const fault = findFaultOf(defect, statusCode);
		if (fault !== undefined) return fault;
	}
	return undefined;
}
