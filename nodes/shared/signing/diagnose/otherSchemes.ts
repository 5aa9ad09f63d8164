import { readPresentedSignature } from '../verify/presentedSignature';
import { hasConfigurableHeader, withSignatureHeader } from '../headers';
import { isRejection } from '../rejection';
import type { SignatureScheme } from '../scheme';
import type { SignedRequest } from '../request';
import { keysInFormat } from './secretVariants';
import type { Experiment } from './trial';
import { found } from './diagnosis';
import type { Diagnosis } from './diagnosis';

const ANY_AGE = { toleranceSeconds: Number.POSITIVE_INFINITY };
const MAX_NAMES = 3;

/** What decides whether a signature matches. Many providers share one scheme. */
function identityOf({
	algorithm,
	content,
	encoding,
	signature,
	...scheme
}: SignatureScheme): string {
	const { idHeader, timestamp, headerAliases } = scheme;
	const place =
		'header' in signature
			? [signature.header.toLowerCase(), signature.furtherHeaders, signature.format]
			: [signature.itemsPath, signature.path];
	const id = content.includes('id') && idHeader;
	return JSON.stringify([algorithm, content, encoding, place, id, timestamp?.from, headerAliases]);
}

/** Users who chose the header of one scheme choose the same for another that leaves it open. */
function inSameHeader(known: SignatureScheme, { signature }: SignatureScheme): SignatureScheme {
	return hasConfigurableHeader(known.signature) && hasConfigurableHeader(signature)
		? withSignatureHeader(known, known.signature, signature.header)
		: known;
}

/** Other schemes whose headers the request has, all of them, in the right form. */
function readableSchemes(
	scheme: SignatureScheme,
	request: SignedRequest,
	knownSchemes: readonly SignatureScheme[],
): SignatureScheme[] {
	return knownSchemes
		.filter(({ id, signature }) => id !== scheme.id && 'header' in signature)
		.map((known) => inSameHeader(known, scheme))
		.filter(
			(known) =>
				!isRejection(readPresentedSignature(known, request.headers, request.receivedAt, ANY_AGE)),
		);
}

const signsForms = ({ content }: SignatureScheme): boolean => content.includes('formFields');

/**
 * Other schemes, with the keys as their secrets are read there. None takes a body for a form that the
 * chosen scheme does not: that would read what nobody has proven.
 */
export function schemeVariants(knownSchemes: readonly SignatureScheme[]): Experiment {
	return function* variants(trial) {
		const own = identityOf(trial.scheme);
		const tried = new Set<string>();
		for (const scheme of readableSchemes(trial.scheme, trial.request, knownSchemes)) {
			const identity = identityOf(scheme);
			if (identity === own || tried.has(identity + scheme.keyFormat)) continue;
			if (signsForms(scheme) && !signsForms(trial.scheme)) continue;
			tried.add(identity + scheme.keyFormat);
			const meaning = `The signature matches the scheme ${scheme.displayName}. Choose it in the field 'Signature Scheme'.`;
			for (const key of keysInFormat(trial.key, scheme.keyFormat)) {
				yield { trial: { ...trial, scheme, key }, cause: 'otherScheme', meaning };
			}
		}
	};
}

/** Tokens with a word in front that the scheme does not have, or without the one that it has. */
export const tokenPrefixVariants: Experiment = function* variants(trial) {
	const { scheme } = trial;
	const { signature, algorithm } = scheme;
	if (algorithm.kind !== 'token' || !('header' in signature)) return;
	for (const prefix of ['', 'Bearer ', 'Basic ', 'Token ']) {
		yield {
			trial: {
				...trial,
				scheme: { ...scheme, signature: { ...signature, format: { kind: 'single', prefix } } },
			},
			cause: 'otherPrefix',
			meaning: `The token in ${signature.header} is right, but the word before it is not that of the chosen scheme. Choose a scheme that fits, or Custom with another 'Token Form'.`,
		};
	}
};

/** Schemes that the headers speak for, although no secret proves it. */
export function findSchemeByHeaders(
	scheme: SignatureScheme,
	request: SignedRequest,
	knownSchemes: readonly SignatureScheme[],
): Diagnosis | undefined {
	const own = identityOf(scheme);
	const fitting = readableSchemes(scheme, request, knownSchemes).filter(
		// A token has no form by which it could be told from anything else.
		(known) => known.algorithm.kind !== 'token' && identityOf(known) !== own,
	);
	const [first] = fitting;
	if (first === undefined || !('header' in first.signature)) return undefined;
	const { header } = first.signature;
	const names = fitting
		.filter(({ signature }) => 'header' in signature && signature.header === header)
		.slice(0, MAX_NAMES)
		.map(({ displayName }) => displayName);
	return found(
		'otherSchemeHeader',
		`The request carries ${header}, as the scheme ${names.join(' or ')} has it. If that is your sender, choose it in the field 'Signature Scheme'.`,
	);
}
