import type { NetworkErrorKind } from './networkError';

/** Longest answer that is kept. Longer ones are left out whole: half an answer misleads. */
export const MAX_RESPONSE_BYTES = 64 * 1024;

/** Methods of requests. */
export type RequestMethod = 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';

/** One HTTP request, ready to be sent. */
export interface OutboundRequest {
	/** Default: POST. */
	readonly method?: RequestMethod;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
	readonly timeoutMs: number;
	readonly verifyCertificate: boolean;
	/** Whether names that lead into a private network are refused, as far as that can be told. */
	readonly publicAddressOnly: boolean;
}

/** The result of one HTTP request. */
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
