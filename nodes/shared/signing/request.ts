/** All values of one header, in order of arrival; empty when the header is absent. */
export type HeaderLookup = (lowerCaseName: string) => readonly string[];

/** What of a request can be signed. */
export interface SignedRequest {
	readonly headers: HeaderLookup;
	/** The exact bytes of the body. */
	readonly body: Buffer;
	/** In upper case. */
	readonly method: string;
	/** The complete public URL that the sender called. Asked only by schemes that sign it. */
	readonly url: () => string;
	/**
	 * The value of the body, `undefined` where it cannot be read. Before the signature is proven, only
	 * schemes ask whose signature stands in the body, covers fields of it, or its JSON written again.
	 */
	readonly payload: () => unknown;
	/**
	 * The fields of a form as they are signed, empty for other bodies, `undefined` where there are too
	 * many. Asked only by schemes that sign them.
	 */
	readonly formBytes: () => Buffer | undefined;
	/** Time of receipt, in milliseconds since 1970. */
	readonly receivedAt: number;
}
