import type { BodyFormat } from './content/bodyFormat';
import type { BodyPath } from './content/bodyValue';

/** Where a handshake reads a value from. */
export type HandshakeValue =
	{ readonly query: string } | { readonly header: string } | { readonly body: BodyPath };

/** A member of a JSON response: the value itself, or its HMAC under the shared secret. */
export type HandshakeMember =
	| { readonly echo: HandshakeValue }
	| {
			readonly hmacOf: HandshakeValue;
			readonly encoding: 'hex' | 'base64';
			readonly prefix: string;
	  };

/** What the response to a handshake is made of. */
export type HandshakeResponseRule =
	/** The value alone, as plain text. */
	| { readonly kind: 'text'; readonly value: HandshakeValue }
	| { readonly kind: 'json'; readonly members: Readonly<Record<string, HandshakeMember>> }
	/** A fixed JSON body, or none. */
	| { readonly kind: 'fixed'; readonly statusCode: 200 | 204; readonly json?: unknown }
	/** The header of the request sent back, with an empty body. */
	| { readonly kind: 'header'; readonly header: string };

/**
 * A request by which a provider checks the URL. It is answered as the provider asks, starts no
 * workflow, and gives away nothing but what the caller already sent, or its HMAC.
 */
export interface Handshake {
	/** Short name in kebab-case, for logs and documentation. */
	readonly name: string;
	/** Whether its signature is checked as that of any event is. */
	readonly isSigned: boolean;
	readonly method: 'GET' | 'HEAD' | 'POST';
	/** All of these must be there for the request to be this handshake. */
	readonly when: ReadonlyArray<
		| HandshakeValue
		| { readonly body: BodyPath; readonly equals: string | number }
		| { readonly header: string; readonly equals: string }
		| { readonly query: string; readonly equals: string }
	>;
	/** How its body is read, where that differs from events. */
	readonly bodyFormat?: BodyFormat;
	/** Whether the body may hold nothing else: a signed event must not pass for a handshake. */
	readonly bodyKeys?: readonly string[];
	/** Query parameter that must be equal to the credential's verify token. */
	readonly verifyTokenQuery?: string;
	readonly response: HandshakeResponseRule;
}

/** The published addresses of a provider. */
export interface SourceAddresses {
	/** IPv4 and IPv6 networks in CIDR notation. */
	readonly networks: readonly string[];
	/** The page of the provider that lists them. */
	readonly documentationUrl: string;
	/** When that page was read, as a date. Providers change their addresses. */
	readonly readAt: string;
}
