import type { SignatureScheme } from '../signing/scheme';

/** What can be wrong with a test event. */
export type TestDefectId =
	| 'bodyChanged'
	| 'duplicateId'
	| 'missingSignature'
	| 'none'
	| 'stale'
	| 'twoSignatures'
	| 'wrongSecret';

/**
 * What a receiver has to do with the requests of a test.
 *
 * - `accepted`, `refused`: each of them.
 * - `acceptedOnce`: answer each as if it accepted it, and process the first one only.
 */
export type ExpectedReception = 'accepted' | 'acceptedOnce' | 'refused';

/** A defect as data. */
export interface TestDefect {
	readonly id: TestDefectId;
	readonly displayName: string;
	/** One line shown below the name. */
	readonly description: string;
	readonly expected: ExpectedReception;
	/** What is sent: continues "The receiver accepted" and "The receiver refused". */
	readonly sent: string;
	/** What to look at in a receiver that does not do what it has to. */
	readonly remedy: string;
	/** Why the scheme has no place for the defect: continues its name. `undefined` where it has. */
	readonly findObstacle: (scheme: SignatureScheme) => string | undefined;
}

const noObstacle = (): undefined => undefined;

const needsSharedSecret = ({ algorithm }: SignatureScheme): string | undefined =>
	algorithm.kind === 'hmac' ? undefined : 'has no shared secret that could be wrong';

const needsTime = ({ timestamp }: SignatureScheme): string | undefined =>
	timestamp === undefined || (timestamp.from !== 'pairs' && 'body' in timestamp.from)
		? 'sends no signed time, so receivers cannot tell an old message from a new one'
		: undefined;

const needsList = (scheme: SignatureScheme): string | undefined =>
	'header' in scheme.signature && scheme.signature.format.kind !== 'single'
		? needsSharedSecret(scheme)
		: 'has room for one signature only';

const needsDifferentEvents = ({ repeats }: SignatureScheme): string | undefined =>
	repeats.looksAlike ? 'may send different events that look the same' : undefined;

/** Every defect: none first, then by the name users see. */
export const testDefects: readonly TestDefect[] = [
	{
		id: 'none',
		displayName: 'None',
		description: 'A genuine event, which must be accepted',
		expected: 'accepted',
		sent: 'a genuine event',
		remedy:
			'Check that both sides have the same secret and that the receiver verifies the exact bytes of the body',
		findObstacle: noObstacle,
	},
	{
		id: 'bodyChanged',
		displayName: 'Body Changed',
		description: 'A field was added after signing: must be refused',
		expected: 'refused',
		sent: 'a body that was changed after it was signed',
		remedy: 'Check that it computes the signature over the bytes of the body that it received',
		findObstacle: noObstacle,
	},
	{
		id: 'duplicateId',
		displayName: 'Duplicate ID',
		description:
			'The same event twice: both must be accepted. Whether it was processed once, only the receiver can tell.',
		expected: 'acceptedOnce',
		sent: 'one of two deliveries of the same event',
		remedy: 'Respond to a repeat as if the event were new, or the service sends it again and again',
		findObstacle: needsDifferentEvents,
	},
	{
		id: 'missingSignature',
		displayName: 'Missing Signature',
		description: 'Without the signature header: must be refused',
		expected: 'refused',
		sent: 'a message without a signature',
		remedy: 'Check that it refuses what is not signed, and that its secret is set',
		findObstacle: noObstacle,
	},
	{
		id: 'stale',
		displayName: 'Stale',
		description: 'Signed more than an hour ago: must be refused',
		expected: 'refused',
		sent: 'a message that was signed more than an hour ago',
		remedy:
			'Check that it compares the signed time with its clock, or anyone can send a recorded message again',
		findObstacle: needsTime,
	},
	{
		id: 'twoSignatures',
		displayName: 'Two Signatures',
		description: 'A wrong one before the right one, as while secrets are changed: must be accepted',
		expected: 'accepted',
		sent: 'an event with a wrong signature before the right one',
		remedy: 'Check that it tries every signature, or it fails while the service changes secrets',
		findObstacle: needsList,
	},
	{
		id: 'wrongSecret',
		displayName: 'Wrong Secret',
		description: 'Signed with a secret that nobody has: must be refused',
		expected: 'refused',
		sent: 'a message signed with a wrong secret',
		remedy: 'Check that it verifies signatures at all: as it is, anyone can send it events',
		findObstacle: needsSharedSecret,
	},
];

/** The defect with this id, or `undefined` when there is none. */
export function findTestDefect(defectId: string): TestDefect | undefined {
	return testDefects.find(({ id }) => id === defectId);
}
