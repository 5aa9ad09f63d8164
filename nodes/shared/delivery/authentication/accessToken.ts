import { createHash } from 'crypto';
import { fieldOf, parseJson } from '../../json';
import type { Runtime } from '../../http/runtime';
import type { ClientCertificate, Transport, TransportResult } from '../../http/transport';
import { failure, success } from '../../result';
import type { Result } from '../../result';
import { isHeaderValue } from '../../signing/headers';

/** A client of OAuth 2.0 that gets its tokens with its own credentials (RFC 6749, section 4.4). */
export interface OAuth2Client {
	readonly tokenUrl: string;
	readonly clientId: string;
	readonly clientSecret: string;
	/** Names with spaces between them; empty for what the server gives by itself. */
	readonly scope: string;
	/** More fields of the token request, such as `audience`. */
	readonly parameters: ReadonlyArray<readonly [name: string, value: string]>;
	/** Where the client's own credentials stand in the token request. */
	readonly sendCredentialsIn: 'body' | 'header';
}

/** An access token and the time up to which it is used. */
interface AccessToken {
	readonly value: string;
	/** Milliseconds since 1970. */
	readonly usableUntilMs: number;
}

/** What a token request needs. */
export interface TokenTools {
	readonly transport: Transport;
	readonly runtime: Pick<Runtime, 'nowMs'>;
	/** Shown to the token endpoint, too, should it ask for one (RFC 8705). */
	readonly certificate?: ClientCertificate | undefined;
	/** Time for the token request. */
	readonly timeoutMs: number;
	readonly verifyCertificate: boolean;
}

/** Access tokens in memory, and nowhere else. */
export interface AccessTokens {
	/**
	 * A token that has not expired, fetched if there is none. Requests for the same client at the same
	 * time share one.
	 *
	 * @param refused a token that a receiver did not take: it is not given out again
	 * @returns the problem as a sentence without its full stop and without anything secret
	 */
	readonly get: (
		client: OAuth2Client,
		tools: TokenTools,
		refused?: string,
	) => Promise<Result<string>>;
}

// A token is not used in its last minute, or tenth: the request takes time, and clocks differ.
const LONGEST_MARGIN_MS = 60_000;
const MARGIN = 0.1;

// Each credential has one; beyond that, the oldest is fetched again when it is needed.
const MAX_TOKENS = 500;

// RFC 6749, section 5.2. Anything else from the server stays out of messages.
const ERROR_CODES = new Set([
	'invalid_client',
	'invalid_grant',
	'invalid_request',
	'invalid_scope',
	'invalid_target',
	'unauthorized_client',
	'unsupported_grant_type',
]);

const formText = (pairs: ReadonlyArray<readonly [string, string]>): string =>
	new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString();

/** As RFC 6749, section 2.3.1, wants both parts of Basic authentication. */
const formEncoded = (text: string): string => formText([['', text]]).slice(1);

function basicCredentials({ clientId, clientSecret }: OAuth2Client): string {
	const pair = `${formEncoded(clientId)}:${formEncoded(clientSecret)}`;
	return `Basic ${Buffer.from(pair).toString('base64')}`;
}

const keyOf = (client: OAuth2Client): string =>
	createHash('sha256').update(JSON.stringify(client)).digest('base64');

/** The JSON of an answer that gives a token; the problem is why it gives none. */
function readAnswer(result: TransportResult): Result<unknown> {
	if (result.kind === 'networkError') {
		return failure(`The access token could not be fetched: ${result.message}`);
	}
	const body = parseJson(result.body?.toString('utf8') ?? '');
	const answer = body.ok ? body.value : undefined;
	if (Math.floor(result.statusCode / 100) === 2) return success(answer);
	const code = fieldOf(answer, 'error');
	const shown = typeof code === 'string' && ERROR_CODES.has(code) ? ` (${code})` : '';
	return failure(
		`The access token could not be fetched: the token endpoint answered ${result.statusCode}${shown}`,
	);
}

function readToken(result: TransportResult, nowMs: number): Result<AccessToken> {
	const read = readAnswer(result);
	if (!read.ok) return read;
	const answer = read.value;
	const value = fieldOf(answer, 'access_token');
	const type = fieldOf(answer, 'token_type') ?? 'bearer';
	if (typeof value !== 'string' || value === '' || !isHeaderValue(value)) {
		return failure('The token endpoint gave no access token that a header can carry');
	}
	if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') {
		return failure('The token endpoint gave an access token of another type than Bearer');
	}
	const seconds = Number(fieldOf(answer, 'expires_in') ?? NaN);
	const lifetimeMs = seconds > 0 ? seconds * 1000 : Infinity;
	const marginMs = Math.min(LONGEST_MARGIN_MS, lifetimeMs * MARGIN);
	return success({ value, usableUntilMs: nowMs + lifetimeMs - marginMs });
}

async function fetchToken(client: OAuth2Client, tools: TokenTools): Promise<Result<AccessToken>> {
	const { clientId, clientSecret, scope, parameters, sendCredentialsIn } = client;
	const startedAtMs = tools.runtime.nowMs();
	const fields: Array<readonly [string, string]> = [
		['grant_type', 'client_credentials'],
		...(scope === '' ? [] : [['scope', scope] as const]),
		...parameters,
		...(sendCredentialsIn === 'body'
			? ([
					['client_id', clientId],
					['client_secret', clientSecret],
				] as const)
			: []),
	];
	const result = await tools.transport({
		url: client.tokenUrl,
		headers: {
			Accept: 'application/json',
			'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8',
			...(sendCredentialsIn === 'header' && { Authorization: basicCredentials(client) }),
		},
		body: Buffer.from(formText(fields)),
		timeoutMs: tools.timeoutMs,
		verifyCertificate: tools.verifyCertificate,
		// Whoever made the credential chose the address: no item and no row can.
		publicAddressOnly: false,
		...(tools.certificate && { certificate: tools.certificate }),
	});
	return readToken(result, startedAtMs);
}

/** Creates an empty memory of access tokens. */
export function createAccessTokens(): AccessTokens {
	const tokens = new Map<string, AccessToken>();
	const pending = new Map<string, Promise<Result<AccessToken>>>();

	async function fetchOnce(
		key: string,
		client: OAuth2Client,
		tools: TokenTools,
	): Promise<Result<AccessToken>> {
		const running = pending.get(key);
		if (running) return await running;
		const started = fetchToken(client, tools).finally(() => pending.delete(key));
		pending.set(key, started);
		const fetched = await started;
		tokens.delete(key);
		if (fetched.ok) tokens.set(key, fetched.value);
		const [oldest] = tokens.keys();
		if (tokens.size > MAX_TOKENS && oldest !== undefined) tokens.delete(oldest);
		return fetched;
	}

	return {
		get: async (client, tools, refused) => {
			const key = keyOf(client);
			const known = tokens.get(key);
			const isUsable = known !== undefined && tools.runtime.nowMs() < known.usableUntilMs;
			// Another delivery may have replaced the refused one already.
			if (isUsable && known.value !== refused) return success(known.value);
			const fetched = await fetchOnce(key, client, tools);
			return fetched.ok ? success(fetched.value.value) : fetched;
		},
	};
}
