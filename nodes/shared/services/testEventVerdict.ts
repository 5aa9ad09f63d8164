import type { TestDefect } from './testEventDefects';

/** The statuses by which receivers say that they do not believe a message. */
const REJECTIONS: readonly number[] = [400, 401, 403, 422];

const isAcceptance = (statusCode: number): boolean => statusCode >= 200 && statusCode < 300;

/** What a receiver did that it should not. */
export interface ReceiverFault {
	/** A sentence without its full stop. */
	readonly what: string;
	/** A sentence. */
	readonly remedy: string;
}

function findFaultOf(
	{ expected, sent, remedy }: TestDefect,
	statusCode: number | null,
): ReceiverFault | undefined {
	if (statusCode === null) {
		return {
			what: `No response came to ${sent}, so the test says nothing about the receiver`,
			remedy: "Check the field 'URL' and whether the receiver is running.",
		};
	}
	if (expected !== 'refused') {
		if (isAcceptance(statusCode)) return undefined;
		return {
			what: `The receiver answered ${statusCode} to ${sent}, but must accept it with a status from 200 to 299`,
			remedy: `${remedy}.`,
		};
	}
	if (REJECTIONS.includes(statusCode)) return undefined;
	if (isAcceptance(statusCode)) {
		return {
			what: `The receiver accepted ${sent} with status ${statusCode}`,
			remedy: `${remedy}.`,
		};
	}
	return {
		what: `The receiver answered ${statusCode} to ${sent}, but a refusal has one of the statuses ${REJECTIONS.join(', ')}`,
		remedy: "Check the field 'URL' and the receiver's log.",
	};
}

/**
 * Says what a receiver did that it should not, and what to do; `undefined` when it did as it should.
 *
 * @param statusCodes of the answers, in the order of the requests; `null` where none came
 */
export function findReceiverFault(
	defect: TestDefect,
	statusCodes: ReadonlyArray<number | null>,
): ReceiverFault | undefined {
	for (const statusCode of statusCodes) {
		const fault = findFaultOf(defect, statusCode);
		if (fault !== undefined) return fault;
	}
	return undefined;
}

/** What a receiver did that passed the test: a sentence. */
export const describeSuccess = ({ expected, sent }: TestDefect): string =>
	`As expected: the receiver ${expected === 'refused' ? 'refused' : 'accepted'} ${sent}.`;
