import { request } from 'node:http';
import type { ReceivedRequest } from './receiver';

/**
 * Sends a request again as it came over the wire: the same header lines in the same order, and the
 * same bytes.
 *
 * @param url where it came to
 * @returns the status of the answer
 */
export async function replay(url: string, received: ReceivedRequest): Promise<number> {
	return await new Promise((resolve, reject) => {
		const { host } = new URL(url);
		const outbound = request(
			new URL(received.path, `http://${host}`),
			{ method: received.method, headers: received.rawHeaders, agent: false },
			(response) => {
				response.resume();
				resolve(response.statusCode ?? 0);
			},
		);
		outbound.on('error', reject);
		outbound.end(received.body);
	});
}
