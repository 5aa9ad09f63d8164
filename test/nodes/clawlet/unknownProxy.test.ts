import { Readable } from 'node:stream';
import type { IWebhookFunctions } from 'n8n-workflow';
import { readInboundRequest } from '../../../nodes/shared/n8n/trigger/receive/request';
import type { InboundSettings } from '../../../nodes/shared/n8n/trigger/receive/request';
import { clawlet } from '../../../nodes/shared/signing/schemes/clawlet';

/*
 * Behind a proxy that n8n was not told of, every request has the address of the proxy: whoever lists
 * that would let everybody in.
 */

interface Passed {
	readonly headers?: Readonly<Record<string, string>>;
	/** What Express makes of the address, as n8n has set it up. */
	readonly ip?: string;
	readonly ips?: readonly string[];
}

async function addressOf(settings: InboundSettings, passed: Passed): Promise<string | undefined> {
	const { headers = {}, ip = '10.0.0.2', ips = [] } = passed;
	const request = Object.assign(Readable.from([]), {
		method: 'POST',
		headers,
		rawHeaders: Object.entries(headers).flat(),
		originalUrl: '/',
		rawBody: Buffer.from('{}'),
		socket: { remoteAddress: '10.0.0.2' },
		ip,
		ips,
	});
	const context = { getRequestObject: () => request } as unknown as IWebhookFunctions;
	const inbound = await readInboundRequest(context, clawlet, settings);
	return inbound === 'tooLarge' ? undefined : inbound.address;
}

const forwarded = { 'x-forwarded-for': '198.51.100.9' };
const alone = { addressIsProof: true };

test.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'])(
	'a request with %s has no address where no proxy is known',
	async (name) => {
		expect(await addressOf(alone, { headers: { [name]: 'x' } })).toBeUndefined();
	},
);

test('a request that no proxy touched has that of its connection', async () => {
	expect(await addressOf(alone, {})).toBe('10.0.0.2');
});

test('a proxy that n8n knows is believed', async () => {
	const passed = { headers: forwarded, ip: '198.51.100.9', ips: ['198.51.100.9'] };
	expect(await addressOf(alone, passed)).toBe('198.51.100.9');
});

test.each([
	[1, '198.51.100.9'],
	[0, '10.0.0.2'],
	[2, undefined],
])('what the option Proxy Hops says counts: %s', async (proxyHops, address) => {
	expect(await addressOf({ ...alone, proxyHops }, { headers: forwarded })).toBe(address);
});

test('where a signature is checked as well, the address stays as it was', async () => {
	expect(await addressOf({}, { headers: forwarded })).toBe('10.0.0.2');
});
