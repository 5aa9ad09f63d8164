import type { SignatureScheme } from '../signing/scheme';
import type { HeaderLookup, SignedRequest } from '../signing/request';
import { openBody } from './payload';
import type { ReadBody } from './payload';

/** A request as it arrived, free of any server framework, before it is known how its body is read. */
export interface ArrivedRequest {
	/** In upper case. */
	readonly method: string;
	readonly headers: HeaderLookup;
	/** Headers that may be shown, by lower-case name: without those that the server withholds. */
	readonly visibleHeaders: Readonly<Record<string, string>>;
	/** First value of each query parameter. */
	readonly query: Readonly<Record<string, string>>;
	/** The complete public URL that the sender called. Asked only where it matters. */
	readonly url: () => string;
	/** Address of the sender, as far as proxies are trusted; absent when it cannot be told. */
	readonly address?: string | undefined;
	/** The exact bytes of the body; absent when something before us consumed them. */
	readonly body?: Buffer | undefined;
	/**
	 * What `JSON.parse` made of the whole body as UTF-8, where the server did that already: it spares
	 * doing it again, and can have no other value than that.
	 */
	readonly parsedJson?: unknown;
	/** Time of receipt, in milliseconds since 1970. */
	readonly receivedAt: number;
}

/** A request whose body is read as a scheme says. It is what is signed, where its bytes are there. */
export interface InboundRequest extends ArrivedRequest, ReadBody {}

/** Opens a request for a scheme. Nothing of its body is read before it is asked for. */
export const openRequest = (scheme: SignatureScheme, request: ArrivedRequest): InboundRequest => ({
	...request,
	...openBody(scheme, request),
});

/** A request whose bytes are there, over which a signature can be checked. */
export type SignedInboundRequest = InboundRequest & SignedRequest;

/** Whether the bytes are there over which a signature can be checked. */
export const hasBody = (request: InboundRequest): request is SignedInboundRequest =>
	request.body !== undefined;
