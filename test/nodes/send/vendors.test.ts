import { headersSetBy } from '../../../nodes/shared/signing/headers';
import { canSign } from '../../../nodes/shared/signing/sign';
import { replay } from '../../support/n8n/replay';
import { recordsOf, send } from '../../support/n8n/send';
import { startVendorReceiver } from '../../support/vendors/receiver';
import { vendors } from '../../vendors';
import { breakSignatures, messageOf, schemeOf, secretOf } from '../../vendors/exchange';
import type { ReceivedRequest } from '../../support/n8n/receiver';
import type { Vendor, VendorMessage } from '../../vendors/vendor';

const TEXT = 'order-1: Zoë, 30 €, 🎉 "quoted" \\ / <b>&amp;</b> \t\n \u2028 a=b&c=%20+d.e;f';
const senders = vendors.filter((vendor) => canSign(schemeOf(vendor)));

const messageFor = (vendor: Vendor): VendorMessage => messageOf(vendor, TEXT, Date.now());

/** The headers of the vendor that are the user's to set. */
const furtherHeaders = (vendor: Vendor) => {
	const taken = ['content-type', ...headersSetBy(schemeOf(vendor))];
	return Object.entries(vendor.headers ?? {})
		.filter(([name]) => !taken.includes(name))
		.map(([name, value]) => ({ name, value }));
};

/** Sends the message with the node, signed with the numbered secrets of the provider. */
async function sendTo(
	url: string,
	vendor: Vendor,
	{ body, contentType }: VendorMessage,
	numbers: { current: number; previous?: number } = { current: 1 },
) {
	const result = await send({
		parameters: {
			url,
			scheme: vendor.scheme,
			eventName: 'order.paid',
			bodySource: 'text',
			textBody: body,
			retryPolicy: 'none',
			options: {
				allowHttp: true,
				allowPrivateAddresses: true,
				contentType,
				headers: { values: furtherHeaders(vendor) },
			},
		},
		secrets: {
			secret: secretOf(vendor, numbers.current).signing,
			...(numbers.previous && { previousSecret: secretOf(vendor, numbers.previous).signing }),
		},
	});
	expect(result.error).toBeUndefined();
	expect(recordsOf(result)).toEqual([
		expect.objectContaining({ status: 'delivered', statusCode: 204 }),
	]);
}

/** The request after it has been accepted by the SDK. */
async function exchangeWith(vendor: Vendor) {
	const message = messageFor(vendor);
	const { url, requests } = await startVendorReceiver(vendor, message);
	await sendTo(url, vendor, message);
	const [request] = requests as [ReceivedRequest];
	expect(request.body).toEqual(Buffer.from(message.body, 'utf8'));
	return { url, request };
}

/** The same text with one character changed: the last one of the part that is given. */
function changed(text: string, part: string): string {
	const at = text.indexOf(part) + part.length - 1;
	expect(text).toContain(part);
	return `${text.slice(0, at)}${text[at] === '2' ? '3' : '2'}${text.slice(at + 1)}`;
}

// Zoom's SDK reports every request.
beforeAll(() => void jest.spyOn(console, 'debug').mockReturnValue());
afterAll(() => jest.restoreAllMocks());

for (const vendor of senders) {
	const { scheme: id, variant, package: name, provesBody = true, provesUrl = false } = vendor;

	describe(`A receiver built from ${name} for ${[id, variant].filter(Boolean).join(', ')}`, () => {
		test('accepts what the node sends, however often it comes', async () => {
			const { url, request } = await exchangeWith(vendor);
			expect(await replay(url, request)).toBe(204);
		});

		if (provesBody) {
			test('refuses it with one byte of the body changed', async () => {
				const { url, request } = await exchangeWith(vendor);
				const body = Buffer.from(changed(request.body.toString('latin1'), 'order-1'), 'latin1');
				expect(await replay(url, { ...request, body })).toBe(401);
			});
		}

		if (provesUrl) {
			test('refuses it with one byte of the URL changed', async () => {
				const { url, request } = await exchangeWith(vendor);
				const path = changed(request.path, '/webhook');
				expect(await replay(url, { ...request, path })).toBe(401);
			});
		}

		test('refuses it with one byte of the signature changed', async () => {
			const { url, request } = await exchangeWith(vendor);
			const { signature } = schemeOf(vendor);
			const header = 'header' in signature ? signature.header.toLowerCase() : '';
			const rawHeaders = request.rawHeaders.map((text, index, all) =>
				all[index - 1]?.toLowerCase() === header ? breakSignatures(text) : text,
			);
			expect(rawHeaders).not.toEqual(request.rawHeaders);
			expect(await replay(url, { ...request, rawHeaders })).toBe(401);
		});

		if (vendor.readsSeveralSignatures) {
			test.each([1, 2])('accepts it with secret %i while 1 follows 2', async (known) => {
				const message = messageFor(vendor);
				const { url } = await startVendorReceiver(vendor, message, secretOf(vendor, known));
				await sendTo(url, vendor, message, { current: 1, previous: 2 });
			});
		}
	});
}

test('at least 30 schemes that can sign have an SDK as receiver', () => {
	expect(new Set(senders.map(({ scheme }) => scheme)).size).toBeGreaterThanOrEqual(30);
});
