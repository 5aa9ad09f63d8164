/** Why no answer came. A closed list, so that workflows can branch on it. */
export type NetworkErrorKind =
	| 'authentication'
	| 'blocked'
	| 'cancelled'
	| 'dns'
	| 'invalid'
	| 'other'
	| 'protocol'
	| 'refused'
	| 'reset'
	| 'timeout'
	| 'tls'
	| 'unreachable';

// By error code; n8n's own refusals have none, and go by the name of their class.
const KINDS_BY_CODE: Readonly<Record<string, NetworkErrorKind>> = {
	SsrfBlockedHostnameError: 'blocked',
	SsrfBlockedIpError: 'blocked',
	ENOTFOUND: 'dns',
	ECONNREFUSED: 'refused',
	ECONNRESET: 'reset',
	EPIPE: 'reset',
	ECONNABORTED: 'timeout',
	ETIMEDOUT: 'timeout',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
	EPROTO: 'tls',
	SELF_SIGNED_CERT_IN_CHAIN: 'tls',
	EADDRNOTAVAIL: 'unreachable',
	EHOSTDOWN: 'unreachable',
	EHOSTUNREACH: 'unreachable',
	ENETDOWN: 'unreachable',
	ENETUNREACH: 'unreachable',
};

// Families of codes: of requests that Node or n8n's HTTP client refuses before it connects, of name
// look-ups, of Node's HTTP parser, and of OpenSSL.
const KINDS_BY_PREFIX: ReadonlyArray<readonly [RegExp, NetworkErrorKind]> = [
	[
		/^ERR_(?:INVALID|HTTP_INVALID|HTTP_TRAILER|UNESCAPED|BAD_REQUEST|BAD_OPTION|TLS_INVALID|TLS_PROTOCOL|OSSL)(?:_|$)/,
		'invalid',
	],
	[/^EAI_/, 'dns'],
	[/^HPE_/, 'protocol'],
	[/^(?:CERT|ERR_SSL|ERR_TLS|UNABLE_TO)_/, 'tls'],
];

const MESSAGES: Readonly<Record<NetworkErrorKind, string>> = {
	authentication: 'The request could not be authenticated',
	blocked: "n8n's protection against requests to private addresses refused the address",
	cancelled: 'The execution was cancelled',
	dns: 'The host name could not be resolved',
	invalid: 'The request cannot be sent as it is',
	other: 'The request failed',
	protocol: 'The response was not valid HTTP/1.1, or its headers were too long',
	refused: 'The connection was refused',
	reset: 'The connection closed before a response came',
	timeout: 'No response came in time',
	tls: 'The secure connection failed, or the certificate is not valid',
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

function kindOf(code: string): NetworkErrorKind | undefined {
	return KINDS_BY_CODE[code] ?? KINDS_BY_PREFIX.find(([prefix]) => prefix.test(code))?.[1];
}

/**
 * Puts an error of a request into the closed vocabulary. Goes by error codes, never by texts, and
 * hands on no text of the error itself, which may hold headers.
 */
export function classifyNetworkError(error: unknown): {
	kind: NetworkErrorKind;
	message: string;
} {
	const codes = codesOf(error);
	const known = codes.filter((each) => kindOf(each) !== undefined);
	// The client also calls what it wraps a bad request. That is final, so it counts only where nothing
	// says that the request was on its way.
	const code = known.find((each) => kindOf(each) !== 'invalid') ?? known[0] ?? codes[0];
	const kind = (code === undefined ? undefined : kindOf(code)) ?? 'other';
	return { kind, message: code ? `${MESSAGES[kind]} (${code})` : MESSAGES[kind] };
}

/** The sentence for a kind of network error. */
export function describeNetworkError(kind: NetworkErrorKind): string {
	return MESSAGES[kind];
}
