/** What of a request tells a handshake from others. */
export interface HandshakeParts {
	readonly query?: Readonly<Record<string, string>>;
	readonly headers?: Readonly<Record<string, string>>;
	/** JSON unless the type says otherwise. */
	readonly body?: string;
	readonly contentType?: string;
}

/** What the provider wants to get. */
export interface PrescribedAnswer {
	readonly statusCode: number;
	/** Absent where it does not matter. */
	readonly contentType?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: string;
}

/** A handshake as the provider's documentation shows it, written without the code under test. */
export interface HandshakeCase {
	readonly scheme: string;
	readonly handshake: string;
	readonly method: 'GET' | 'HEAD' | 'POST';
	/** The text that the provider makes up. */
	readonly challenge: string;
	readonly secret: string;
	readonly verifyToken?: string;
	/** Whether the answer holds the challenge, and whether it holds an HMAC of it. */
	readonly answers: { readonly echo: boolean; readonly hmac: boolean };
	readonly request: (challenge: string) => HandshakeParts;
	/** The headers by which the provider proves it; absent where it does not. */
	readonly sign?: (body: string, seconds: number, secret: string) => Record<string, string>;
	/** Whether the body itself is the proof. */
	readonly isProvenByBody?: boolean;
	readonly answer: (challenge: string) => PrescribedAnswer;
}

const TEXT = 'text/plain; charset=utf-8';
/** The type of JSON, as the trigger writes it. */
export const JSON_TYPE = 'application/json; charset=utf-8';

/** The challenge alone, as text. */
export const text = (challenge: string): PrescribedAnswer => ({
	statusCode: 200,
	contentType: TEXT,
	body: challenge,
});
/** A value as JSON. */
export const json = (value: unknown): PrescribedAnswer => ({
	statusCode: 200,
	contentType: JSON_TYPE,
	body: JSON.stringify(value),
});
/** An empty answer. */
export const acknowledged = (): PrescribedAnswer => ({ statusCode: 200, body: '' });
