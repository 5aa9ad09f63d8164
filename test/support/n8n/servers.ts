import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const running = new Set<Server>();

/** Starts a server on a free local port until the test has ended, and returns the port. */
export async function listen(server: Server): Promise<number> {
	running.add(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

/** Stops a server before the test has ended. */
export async function close(server: Server): Promise<void> {
	running.delete(server);
	const closed = new Promise((resolve) => server.close(resolve));
	server.closeAllConnections();
	await closed;
}

afterEach(async () => {
	await Promise.all([...running].map(close));
});
