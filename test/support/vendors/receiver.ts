import { isAcceptedThere, secretOf } from '../../vendors/exchange';
import type { Vendor, VendorMessage, VendorSecret } from '../../vendors/vendor';
import { startReceiver } from '../n8n/receiver';
import type { ReceivedRequest, Receiver } from '../n8n/receiver';

const ACCEPTED = 204;
const REFUSED = 401;

/** A local receiver whose answers are the verdicts of an SDK: 204 accepts, 401 refuses. */
export interface VendorReceiver {
	/** Where the message is to be sent: the path and query that the SDK expects. */
	readonly url: string;
	/** Every request so far. */
	readonly requests: readonly ReceivedRequest[];
}

/** The request as the SDK gets it: what came over the wire, and nothing of what was meant. */
const asReceived = (message: VendorMessage, origin: string, request: ReceivedRequest) => ({
	...message,
	url: origin + request.path,
	headers: Object.fromEntries(
		Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
	),
	body: request.body.toString('utf8'),
});

/**
 * Starts a receiver that runs until the test has ended.
 *
 * @param message what the sender is going to send; its URL gives path and query
 * @param secret what the SDK knows. Default: the first secret of the provider.
 */
export async function startVendorReceiver(
	vendor: Vendor,
	message: VendorMessage,
	secret: VendorSecret = secretOf(vendor),
): Promise<VendorReceiver> {
	const receiver: Receiver = await startReceiver((response, requestNumber) => {
		const received = receiver.requests[requestNumber - 1] as ReceivedRequest;
		const request = asReceived(message, new URL(receiver.url).origin, received);
		void isAcceptedThere(vendor, request, secret).then((isAccepted) => {
			response.writeHead(isAccepted ? ACCEPTED : REFUSED).end();
		});
	});
	const { pathname, search } = new URL(message.url);
	return {
		url: new URL(receiver.url).origin + pathname + search,
		requests: receiver.requests,
	};
}
