import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A receiver that may do to a connection whatever it likes. */
export interface RawReceiver {
	readonly url: string;
	/** Connections so far. */
	readonly connections: () => number;
}

const running = new Map<Server, Set<Socket>>();
const outgoing = new Set<Socket>();

function watch(message: unknown): void {
	const { socket } = message as { readonly socket: Socket };
	outgoing.add(socket);
	socket.on('close', () => outgoing.delete(socket));
}

/** Resolves once every connection that was made is closed: nothing of a delivery is left behind. */
export async function allConnectionsClosed(): Promise<void> {
	const closing = [...outgoing].map(
		async (socket) => await new Promise((resolve) => socket.on('close', resolve)),
	);
	await Promise.all(closing);
}

/** Starts a server on a free local port that runs until the test has ended. */
export async function startRawServer(server: Server, protocol = 'http'): Promise<RawReceiver> {
	const sockets = new Set<Socket>();
	let connections = 0;
	running.set(server, sockets);
	server.on('connection', (socket) => {
		connections += 1;
		sockets.add(socket);
		socket.on('error', () => undefined);
		socket.on('close', () => sockets.delete(socket));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
		connections: () => connections,
	};
}

/**
 * Starts a receiver that handles each connection once its first bytes have come.
 *
 * @param protocol what senders are told. Default: `http`.
 */
export async function startRawReceiver(
	handle: (socket: Socket) => void,
	protocol?: 'http' | 'https',
): Promise<RawReceiver> {
	return await startRawServer(
		createServer((socket) => {
			socket.once('data', () => handle(socket));
			socket.resume();
		}),
		protocol,
	);
}

/** Does something again and again until the connection is closed. */
export function untilClosed(socket: Socket, everyMs: number, act: () => void): void {
	act();
	const timer = setInterval(act, everyMs);
	socket.on('close', () => clearInterval(timer));
}

/** Writes as fast as the other side reads, without end. */
export function flood(socket: Socket, chunk: Buffer | string): void {
	const fill = (): void => {
		while (!socket.destroyed && socket.write(chunk));
	};
	socket.on('drain', fill);
	fill();
}

beforeAll(() => subscribe('net.client.socket', watch));
afterAll(() => unsubscribe('net.client.socket', watch));

afterEach(async () => {
	for (const [server, sockets] of running) {
		for (const socket of sockets) socket.destroy();
		server.close();
		await once(server, 'close');
	}
	running.clear();
});
