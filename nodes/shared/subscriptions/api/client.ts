/** One call of a service's API, free of any HTTP library. */
export interface ApiRequest {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Path below the API's base URL, every variable part already percent-encoded; or a whole URL. */
	readonly url: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as JSON, or as a form where the service takes forms. Absent for no body. */
	readonly body?: { readonly json: unknown } | { readonly form: readonly FormField[] };
}

/** Name and value of one form field. A name may come several times. */
export type FormField = readonly [name: string, value: string];

/** A successful answer. */
export interface ApiResponse {
	readonly statusCode: number;
	/** By lower-case name. */
	readonly headers: Readonly<Record<string, string>>;
	/**
	 * The JSON value as `parseExactJson` reads it, so that no id loses digits; `undefined` when the
	 * answer has no body.
	 */
	readonly body: unknown;
}

/**
 * Calls a service's API with the credential of the user.
 *
 * @throws ApiError for every answer that is no success, and when there is none
 */
export type ApiClient = (request: ApiRequest) => Promise<ApiResponse>;
