/** One HTTP request, ready to be sent. */
export interface OutboundRequest {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
	readonly timeoutMs: number;
	readonly verifyCertificate: boolean;
	/** Whether names that lead into a private network are refused, as far as that can be told. */
	readonly publicAddressOnly: boolean;
}

/** Why no answer came. A closed list, so that workflows can branch on it. */
export type NetworkErrorKind =
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

/** What became of one HTTP request. */
export type TransportResult =
	| {
			readonly kind: 'response';
			readonly statusCode: number;
			/** By lower-case name. */
			readonly headers: Readonly<Record<string, string>>;
			/** Absent when it could not be kept; `bodyOmitted` then says why. */
			readonly body?: Buffer;
			readonly bodyOmitted?: string;
	  }
	| {
			readonly kind: 'networkError';
			readonly error: NetworkErrorKind;
			readonly message: string;
	  };

/** Sends one request. Never throws and never follows a redirect. */
export type Transport = (request: OutboundRequest) => Promise<TransportResult>;

/** Time, chance and waiting, so that tests can choose them. */
export interface Runtime {
	/** Milliseconds since 1970. */
	readonly nowMs: () => number;
	/** At least 0, less than 1. */
	readonly random: () => number;
	/** Resolves early when the work was cancelled. */
	readonly sleep: (delayMs: number) => Promise<void>;
	readonly isCancelled: () => boolean;
}
