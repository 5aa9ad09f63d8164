import fc from 'fast-check';
import { clientAddress } from '../../../nodes/shared/receive/addresses';

describe('the address of the sender', () => {
	const socketAddress = '10.0.0.1';

	test.each<[trustedHops: number, forwardedFor: string[], address: string | undefined]>([
		[0, [], socketAddress],
		[0, ['203.0.113.7'], socketAddress],
		[1, ['203.0.113.7'], '203.0.113.7'],
		[1, ['198.51.100.1, 203.0.113.7'], '203.0.113.7'],
		[2, ['198.51.100.1, 203.0.113.7'], '198.51.100.1'],
		[2, ['6.6.6.6', '198.51.100.1', '203.0.113.7'], '198.51.100.1'],
		[3, ['6.6.6.6,198.51.100.1', '203.0.113.7'], '6.6.6.6'],
		[1, [], undefined],
		[2, ['203.0.113.7'], undefined],
		[1, [''], undefined],
		[1, ['203.0.113.7,'], undefined],
		[2, ['203.0.113.7, 198.51.100.1,'], '198.51.100.1'],
		[1, ['203.0.113.7:4711'], '203.0.113.7'],
		[1, ['"203.0.113.7:4711"'], '203.0.113.7'],
		[1, ['[2001:db8::1]:4711'], '2001:db8::1'],
		[1, ['"[2001:db8::1]"'], '2001:db8::1'],
		[1, ['2001:db8::1'], '2001:db8::1'],
		[1, ['::ffff:203.0.113.7'], '::ffff:203.0.113.7'],
		[1, ['[]:80'], undefined],
		[1, ['unknown'], 'unknown'],
	])('behind %d proxies with %j is %s', (trustedHops, forwardedFor, address) => {
		expect(clientAddress({ socketAddress, forwardedFor, trustedHops })).toBe(address);
	});

	test('cannot be chosen by the sender, whatever it sends along', () => {
		const forged = fc.array(fc.string());
		fc.assert(
			fc.property(forged, fc.integer({ min: 1, max: 3 }), (headers, trustedHops) => {
				const seen = ['203.0.113.7', '10.0.0.3', '10.0.0.2'].slice(0, trustedHops);
				const forwardedFor = [...headers, seen.join(', ')];
				expect(clientAddress({ socketAddress, forwardedFor, trustedHops })).toBe('203.0.113.7');
			}),
		);
	});
});
