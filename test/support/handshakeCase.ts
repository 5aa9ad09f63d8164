import { createHmac } from 'node:crypto';

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
/** The content type of answers in JSON. */
export const JSON_TYPE = 'application/json; charset=utf-8';
/** The answer gives nothing back. */
export const NOTHING = { echo: false, hmac: false };
/** The answer holds the challenge. */
export const ECHO = { echo: true, hmac: false };

/** The HMAC of a text, to be written as hex or base64. */
export const hmac = (secret: string, text: string) =>
	createHmac('sha256', secret).update(text, 'utf8');
/** The challenge alone, as plain text. */
export const text = (challenge: string): PrescribedAnswer => ({
	statusCode: 200,
	contentType: TEXT,
	body: challenge,
});
/** An answer in JSON. */
export const json = (value: unknown): PrescribedAnswer => ({
	statusCode: 200,
	contentType: JSON_TYPE,
	body: JSON.stringify(value),
});
/** An empty answer. */
export const acknowledged = (): PrescribedAnswer => ({ statusCode: 200, body: '' });

/** The secret of the handshakes that are signed with one. */
export const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
