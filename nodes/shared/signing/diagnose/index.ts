import { describeRejection } from '../rejection';
import type { SignatureScheme } from '../scheme';
import type { SignedRequest } from '../request';
import { bodyVariants } from './bodyVariants';
import { findSchemeByHeaders, schemeVariants, tokenPrefixVariants } from './otherSchemes';
import { contentVariants, timestampVariants, urlVariants } from './requestVariants';
import { secretVariants } from './secretVariants';
import { findFormProblem, findSeparatorProblem } from './signatureForm';
import { findTimestampProblem } from './timestampProblem';
import { createBudget, findMatch } from './trial';
import type { Experiment, Trial } from './trial';
import { found } from './diagnosis';
import type { Diagnosis, DiagnosisInput } from './diagnosis';

const PROXY_HEADERS = [
	'Via',
	'Forwarded',
	'X-Forwarded-For',
	'X-Forwarded-Host',
	'X-Forwarded-Proto',
	'CF-Ray',
];

/** What the request tells about its way, when no experiment gave the cause. */
function findCircumstance(
	{ content }: SignatureScheme,
	{ body, headers }: SignedRequest,
): Diagnosis | undefined {
	if (!content.includes('body')) return undefined;
	if (body.length === 0) {
		return found(
			'bodyMissing',
			'The body arrived empty, and its signature does not match an empty body. A redirect or a proxy may have dropped it: the sender must use the final address.',
		);
	}
	const encoding = headers('content-encoding')[0]?.trim().toLowerCase() ?? 'identity';
	if (encoding !== 'identity') {
		return found(
			'bodyWasDecompressed',
			'The body came compressed, and n8n unpacks it before the check. The sender may have signed the compressed bytes: switch off compression there. If that does not help, compare the secrets.',
		);
	}
	const proxyHeader = PROXY_HEADERS.find((name) => headers(name.toLowerCase()).length > 0);
	if (proxyHeader === undefined) return undefined;
	return found(
		'passedProxy',
		`No secret in the credential matches this signature, and the request came through a proxy, as ${proxyHeader} tells. Compare the secrets. If they are the same, the proxy changes the body: it may rewrite the JSON or convert its encoding.`,
	);
}

function findCause(input: DiagnosisInput, trials: readonly Trial[]): Diagnosis | undefined {
	const { scheme, rejection, request, knownSchemes } = input;
	const budget = createBudget();
	const search = (...experiments: Experiment[]): Diagnosis | undefined =>
		findMatch(trials, experiments, budget);
	switch (rejection.reason) {
		case 'bodyHashMismatch':
		case 'claimMismatch':
			return search(urlVariants, bodyVariants);
		case 'noMatch':
			return (
				search(
					urlVariants,
					schemeVariants(knownSchemes),
					tokenPrefixVariants,
					secretVariants,
					bodyVariants,
					timestampVariants,
					contentVariants(knownSchemes),
				) ?? findCircumstance(scheme, request)
			);
		case 'malformedSignature':
			return (
				search(schemeVariants(knownSchemes), tokenPrefixVariants) ??
				findSeparatorProblem(scheme, request) ??
				findFormProblem(scheme, request) ??
				findSchemeByHeaders(scheme, request, knownSchemes)
			);
		case 'missingField':
		case 'missingHeader':
		case 'unsupportedVersion':
			return (
				search(schemeVariants(knownSchemes)) ??
				findSeparatorProblem(scheme, request) ??
				findSchemeByHeaders(scheme, request, knownSchemes)
			);
		case 'malformedTimestamp':
		case 'timestampTooNew':
		case 'timestampTooOld':
			return findTimestampProblem(scheme, rejection, request, trials, budget);
		case 'duplicateHeader':
		case 'handshakeRefused':
		case 'headerTooLong':
		case 'malformedId':
		case 'missingRawBody':
		case 'tooManyFields':
		case 'tooManySignatures':
		case 'unsignedHeader':
			return undefined;
	}
}

/**
 * Looks for the cause of a refused request by trying what else the signature could fit: another
 * reading of the secret, another form of the body, another scheme. For operators only: what it
 * finds would help a forger.
 *
 * Never throws. Strangers can cause it, so its work has a limit: at most 60 signatures, and 2 MiB of
 * bodies that it writes again or signs. A body of more than that is not looked into at all.
 */
export function diagnose(input: DiagnosisInput): Diagnosis {
	const { scheme, rejection, request, keys } = input;
	const trials = keys.map((key) => ({ scheme, request, key }));
	return findCause(input, trials) ?? found(rejection.reason, describeRejection(rejection));
}
