import type { NetworkErrorKind } from './types';

// By error code; n8n's own refusals have none, and go by the name of their class.
const KINDS_BY_CODE: Readonly<Record<string, NetworkErrorKind>> = {
	SsrfBlockedHostnameError: 'blocked',
	SsrfBlockedIpError: 'blocked',
	EAI_AGAIN: 'dns',
	ENOTFOUND: 'dns',
	ECONNREFUSED: 'refused',
	ECONNRESET: 'reset',
	EPIPE: 'reset',
	ECONNABORTED: 'timeout',
	ETIMEDOUT: 'timeout',
	EHOSTUNREACH: 'unreachable',
	ENETUNREACH: 'unreachable',
	CERT_HAS_EXPIRED: 'tls',
	CERT_NOT_YET_VALID: 'tls',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
	EPROTO: 'tls',
	SELF_SIGNED_CERT_IN_CHAIN: 'tls',
	UNABLE_TO_GET_ISSUER_CERT: 'tls',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
};

const MESSAGES: Readonly<Record<NetworkErrorKind, string>> = {
	blocked: "n8n's protection against requests to private addresses refused the address",
	cancelled: 'The execution was cancelled',
	dns: 'The host name could not be resolved',
	other: 'The request failed',
	refused: 'The connection was refused',
	reset: 'The connection was closed before an answer came',
	timeout: 'No answer came in time',
	tls: 'The secure connection could not be made or the certificate is not valid',
	unreachable: 'The host could not be reached',
};

// Errors wrap each other, and one may be its own cause.
const MAX_CAUSES = 5;

function codesOf(error: unknown): string[] {
	const codes: string[] = [];
	let current = error;
	for (let depth = 0; depth < MAX_CAUSES && current instanceof Error; depth += 1) {
		const { code, cause, name } = current as Error & { code?: unknown };
		if (typeof code === 'string') codes.push(code);
		else if (name in KINDS_BY_CODE) codes.push(name);
		current = cause;
	}
	return codes;
}

/**
 * Puts an error of a request into the closed vocabulary. Goes by error codes, never by texts, and
 * hands on no text of the error itself, which may hold headers.
 */
export function classifyNetworkError(error: unknown): {
	kind: NetworkErrorKind;
	message: string;
} {
	for (const code of codesOf(error)) {
		const kind =
			KINDS_BY_CODE[code] ?? (/^ERR_(?:TLS|SSL)_/.test(code) ? ('tls' as const) : undefined);
		if (kind) return { kind, message: `${MESSAGES[kind]} (${code})` };
	}
	const code = codesOf(error)[0];
	return {
		kind: 'other',
		message: code ? `${MESSAGES.other} (${code})` : MESSAGES.other,
	};
}

/** The sentence for a kind of network error. */
export function describeNetworkError(kind: NetworkErrorKind): string {
	return MESSAGES[kind];
}
