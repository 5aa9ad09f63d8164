import type { IncomingHttpHeaders } from 'node:http';
import type { ServerOptions } from 'node:https';
import { answering, startReceiver } from './receiver';
import type { ReceivedRequest, Receiver } from './receiver';

import type { TestAuthority } from './clientCertificates';

/** Whether a request shows what the receiver demands. */
export type Demand = (request: ReceivedRequest) => boolean;

/** A receiver that answers 401 to whatever does not show what it demands. */
export async function startDemanding(
	demand: Demand,
	statuses: [number, ...number[]] = [200],
	tls: boolean | ServerOptions = false,
): Promise<Receiver & { readonly accepted: () => readonly ReceivedRequest[] }> {
	const accepted: ReceivedRequest[] = [];
	const receiver = await startReceiver(
		(response, requestNumber) => {
			const request = receiver.requests[requestNumber - 1] as ReceivedRequest;
			if (!demand(request)) {
				response.writeHead(401).end();
				return;
			}
			accepted.push(request);
			answering(...statuses)(response, accepted.length);
		},
		{ tls },
	);
	return { ...receiver, accepted: () => accepted };
}

/** What an HTTPS server is started with to demand a certificate of this authority. */
export const demandingCertificate = ({ server, authority }: TestAuthority): ServerOptions => ({
	...server,
	ca: authority.cert,
	requestCert: true,
	rejectUnauthorized: true,
});

/** An authorization server that gives tokens to one client, and what knows them. */
export async function startAuthorization(
	client: { readonly id: string; readonly secret: string },
	{ expiresIn = 3600 } = {},
) {
	const issued: string[] = [];
	const basic = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`;
	const server = await startReceiver((response, requestNumber) => {
		const request = server.requests[requestNumber - 1] as ReceivedRequest;
		const fields = new URLSearchParams(request.body.toString('utf8'));
		const isClient =
			request.headers.authorization === basic && fields.get('grant_type') === 'client_credentials';
		if (!isClient) {
			response.writeHead(401, { 'content-type': 'application/json' });
			response.end('{"error":"invalid_client"}');
			return;
		}
		const token = `access-token-${issued.length + 1}-${'x'.repeat(20)}`;
		issued.push(token);
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(
			JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: expiresIn }),
		);
	});
	let revoked = 0;
	return {
		tokenUrl: server.url,
		requests: server.requests,
		issued: issued as readonly string[],
		/** Takes back all tokens that were given so far. */
		revoke: () => {
			revoked = issued.length;
		},
		knows: (headers: IncomingHttpHeaders): boolean =>
			issued.slice(revoked).some((token) => headers.authorization === `Bearer ${token}`),
	};
}
