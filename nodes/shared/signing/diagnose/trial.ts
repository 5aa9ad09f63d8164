import { readPresentedSignature } from '../verify/presentedSignature';
import { compileScheme } from '../compiledScheme';
import type { SignatureScheme } from '../scheme';
import { isRejection } from '../rejection';
import type { SignedRequest } from '../request';
import type { SigningKey } from '../keys';
import { matchSignature } from '../verify';
import { found } from './diagnosis';
import type { Diagnosis, DiagnosisCause } from './diagnosis';

/** One way to check a request. */
export interface Trial {
	readonly scheme: SignatureScheme;
	readonly request: SignedRequest;
	readonly key: SigningKey;
	/** Signed instead of the timestamp that the request holds. */
	readonly timestamp?: string;
}

/** A check with one thing changed, and what it means when the signature then matches. */
export interface TrialRun {
	readonly trial: Trial;
	readonly cause: DiagnosisCause;
	readonly meaning: string;
}

/**
 * Changes one thing at a time. Lazy, since the first match ends the search. One that writes the body
 * again takes that from the budget.
 */
export type Experiment = (trial: Trial, budget: Budget) => Iterable<TrialRun>;

const ANY_AGE = { toleranceSeconds: Number.POSITIVE_INFINITY };

// Enough for every experiment with one secret, and little beside an execution.
const MAX_SIGNATURES = 60;
// Signing so much takes a few milliseconds, which is little beside what n8n spent on the request.
const MAX_BYTES = 2 * 1024 * 1024;

/** A limit on the work of one diagnosis. Both say whether there is any left. */
export interface Budget {
	/** For checking one signature over a body of this many bytes. */
	readonly sign: (scheme: SignatureScheme, bodyLength: number) => boolean;
	/** For writing a body again, in this many bytes. */
	readonly write: (length: number) => boolean;
}

/** The work that one diagnosis may take. */
export function createBudget(): Budget {
	let signatures = MAX_SIGNATURES;
	let bytes = MAX_BYTES;
	return {
		sign: (scheme, bodyLength) => {
			// A URL is checked with and without its default port, a body in each of its readings.
			const count = (compileScheme(scheme).needsUrl ? 2 : 1) * (scheme.bodyReadings?.length ?? 1);
			signatures -= count;
			// A token covers nothing of a body.
			bytes -= scheme.algorithm.kind === 'token' ? 0 : count * bodyLength;
			return signatures >= 0 && bytes >= 0;
		},
		write: (length) => {
			bytes -= length;
			return bytes >= 0;
		},
	};
}

/** Whether the key is of the type that the scheme needs: Node throws on any other. */
function isUsable({ algorithm }: SignatureScheme, { key }: SigningKey): boolean {
	switch (algorithm.kind) {
		case 'hmac':
		case 'jwt':
		case 'token':
			return key.type === 'secret';
		case 'ecdsa':
		case 'ed25519':
		case 'rsa':
			return key.type !== 'secret';
		case 'none':
			return false;
	}
}

/** Whether the signature matches, whatever its age. */
export function isGenuine({ scheme, request, key, timestamp }: Trial): boolean {
	if (!isUsable(scheme, key)) return false;
	const presented = readPresentedSignature(scheme, request.headers, request.receivedAt, ANY_AGE);
	if (isRejection(presented)) return false;
	const { time } = presented;
	const varied =
		timestamp === undefined || time === undefined
			? presented
			: { ...presented, time: { ...time, timestamp } };
	return !isRejection(matchSignature(scheme, varied, request, [key], ANY_AGE));
}

function* runsOf(
	trials: readonly Trial[],
	experiments: readonly Experiment[],
	budget: Budget,
): Iterable<TrialRun> {
	for (const trial of trials) {
		for (const experiment of experiments) yield* experiment(trial, budget);
	}
}

/** The first run that matches, as a diagnosis; `undefined` when none does in the budget. */
export function findMatch(
	trials: readonly Trial[],
	experiments: readonly Experiment[],
	budget: Budget,
): Diagnosis | undefined {
	for (const { trial, cause, meaning } of runsOf(trials, experiments, budget)) {
		if (!budget.sign(trial.scheme, trial.request.body.length)) return undefined;
		if (isGenuine(trial)) return found(cause, meaning);
	}
	return undefined;
}
