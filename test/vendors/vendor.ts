/** A message before anyone has signed it. */
export interface VendorMessage {
	readonly body: string;
	readonly id: string;
	/** Time of sending, in milliseconds since 1970. */
	readonly nowMs: number;
	/** The complete URL of the receiver. */
	readonly url: string;
	/** Media type without parameters. */
	readonly contentType: string;
}

/** A signed message as it arrives, by POST. */
export interface VendorRequest extends VendorMessage {
	/** By lower-case name. */
	readonly headers: Readonly<Record<string, string>>;
}

/** The two halves of a secret. Shared secrets have the same text twice. */
export interface VendorSecret {
	readonly signing: string;
	readonly verifying: string;
}

/** What an SDK adds to a message when it signs. */
export interface SignedByVendor {
	readonly headers: Readonly<Record<string, string>>;
	/** For providers that sign inside the body. */
	readonly body?: string;
}

/** A provider's own SDK, as a counterpart of the scheme that this package has for the provider. */
export interface Vendor {
	/** Id of the scheme. */
	readonly scheme: string;
	/** What sets it apart from another entry for the same scheme. */
	readonly variant?: string;
	/** The npm package, as the development dependencies name it. */
	readonly package: string;
	/** Which genuine messages the SDK refuses by their time alone, a day from the clock. */
	readonly refuses: 'nothing' | 'old' | 'oldAndFuture';
	/** Whether the signature proves the body. Default: yes. */
	readonly provesBody?: boolean;
	/** Whether the signature proves the URL. Default: no. */
	readonly provesUrl?: boolean;
	/** Whether a header with several signatures is accepted when any of them matches. */
	readonly readsSeveralSignatures?: boolean;
	/** Whether the SDK also knows the names that the scheme has as aliases of its headers. */
	readonly readsAliases?: boolean;
	/** Whether the SDK also knows the further headers of the scheme. */
	readonly readsFurtherHeaders?: boolean;
	/** A body that the SDK can read, around a text. Default: some JSON. */
	readonly body?: (text: string, nowMs: number) => string;
	/** Default: a URL with a query. */
	readonly url?: (body: string) => string;
	/** Default: `application/json`. */
	readonly contentType?: string;
	/** Headers that the SDK asks for besides those of the signature. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Secrets as the provider hands them out, different for each number. Default: any text. */
	readonly secret?: (number: number) => VendorSecret;
	/** Asks the SDK. Refused when the answer is `false` or an error. */
	readonly verify: (request: VendorRequest, secret: string) => unknown;
	/** Signs with the SDK, where it can. */
	readonly sign?: (
		message: VendorMessage,
		secret: string,
	) => SignedByVendor | Promise<SignedByVendor>;
}

/** The value of a header; empty when it is absent. */
export const headerOf = ({ headers }: VendorRequest, lowerCaseName: string): string =>
	headers[lowerCaseName] ?? '';

/** The message as a request of the Fetch API. */
export const fetchRequestOf = ({ url, headers, body }: VendorRequest): Request =>
	new Request(url, { method: 'POST', headers, body });

/** Seconds since 1970, as senders write them. */
export const secondsOf = ({ nowMs }: VendorMessage): string => Math.floor(nowMs / 1000).toString();

/** A secret that both sides share. */
export const shared = (secret: string): VendorSecret => ({ signing: secret, verifying: secret });
