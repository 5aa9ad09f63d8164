import { networkOf } from '../../../nodes/shared/http/ipAddress';
import { createRateLimiter } from '../../../nodes/shared/receive/rateLimit';
import { receive } from '../../support/receive';
import { findScheme } from '../../../nodes/shared/signing/schemes';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { inboundRequest, keySource, receiveConfig, receiveState } from '../../support/receive';

test.each([
	['203.0.113.7', '203.0.113.7'],
	['::ffff:203.0.113.7', '203.0.113.7'],
	['::FFFF:cb00:7107', '203.0.113.7'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
	['2001:db8:1:2::', '2001:db8:1:2::/64'],
	['2001:0DB8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
	['2001:db8:1:3::1', '2001:db8:1:3::/64'],
	['fe80::1%eth0', 'fe80::/64'],
	['::1', '::/64'],
	['no address', 'no address'],
	['', ''],
])('%s counts as %s', (address, network) => {
	expect(networkOf(address)).toBe(network);
});

test.each([
	['of one IPv6 network', (n: number) => `2001:db8:1:2:${n.toString(16)}::${n.toString(16)}`, 10],
	[
		'of one IPv4 address, written in two ways',
		(n: number) => (n % 2 ? '' : '::ffff:') + '203.0.113.7',
		10,
	],
	['of many IPv6 networks', (n: number) => `2001:db8:1:${n.toString(16)}::1`, 2000],
	['of many IPv4 addresses', (n: number) => `198.51.${n >> 8}.${n & 255}`, 2000],
])('failures of 2,000 addresses %s', async (_title, addressOf, counted) => {
	const scheme = findScheme('github') as SignatureScheme;
	const failures = createRateLimiter({ limit: 10, windowMs: 60_000, maxKeys: 10_000 });
	let rejected = 0;
	for (let n = 0; n < 2000; n += 1) {
		const request = inboundRequest({ address: addressOf(n), body: Buffer.from('{}') });
		const outcome = await receive(
			request,
			receiveConfig(scheme),
			keySource([]),
			receiveState({ failures }),
		);
		if (outcome.kind === 'badSignature') rejected += 1;
		else expect(outcome.kind).toBe('rateLimited');
	}
	expect(rejected).toBe(counted);
});
