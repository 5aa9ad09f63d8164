import fc from 'fast-check';
import { isIP, isIPv6 } from 'node:net';
import { parseAddressList } from '../../../nodes/shared/http/addressList';
import type { AddressList } from '../../../nodes/shared/http/addressList';

function listOf(text: string | readonly string[]): AddressList {
	const result = parseAddressList(text);
	if (!result.ok) throw new Error(result.problem);
	return result.value;
}

function problemOf(text: string): string | undefined {
	const result = parseAddressList(text);
	return result.ok ? undefined : result.problem;
}

describe('a list of addresses', () => {
	test.each<[list: string, address: string, isIncluded: boolean]>([
		['203.0.113.7', '203.0.113.7', true],
		['203.0.113.7', '203.0.113.8', false],
		['203.0.113.0/24', '203.0.113.255', true],
		['203.0.113.0/24', '203.0.114.0', false],
		['0.0.0.0/0', '255.255.255.255', true],
		['0.0.0.0/0', '::1', false],
		['128.0.0.0/1', '127.255.255.255', false],
		['10.0.0.1/32', '10.0.0.1', true],
		['2001:db8::/32', '2001:db8:ffff::1', true],
		['2001:db8::/32', '2001:db9::', false],
		['2001:DB8::1', '2001:db8:0:0:0:0:0:1', true],
		['::/0', 'ffff::', true],
		['::/0', '1.2.3.4', false],
		['::', '::0', true],
		['1::', '1:0:0:0:0:0:0:0', true],
		['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0', true],
		['64:ff9b::192.0.2.1', '64:ff9b::c000:201', true],
		['::1.2.3.4', '1.2.3.4', false],
		['::1.2.3.4 9.9.9.9', '1.2.3.4', false],
		['1.2.3.4 ::9', '::1.2.3.4', false],
		['::ffff:1.2.3.4', '1.2.3.4', true],
		['1.2.3.4', '::ffff:1.2.3.4', true],
		['1.2.3.4', '::FFFF:102:304', true],
		['::ffff:10.0.0.0/104', '10.255.0.1', true],
		['fe80::/10', 'fe80::1%eth0', true],
		['fe80::1', 'FE80::1%2', true],
		['fe80::1', 'fe80::1%', false],
		['2001:db8::1', '2001:db8::1%eth0', false],
		['1.2.3.4', '1.2.3.4%eth0', false],
		['1.2.3.4', '1.2.3.4:80', false],
		['1.2.3.4', '01.2.3.4', false],
		['1.2.3.4', ' 1.2.3.4', false],
		['1.2.3.4', '1.2.3.4\n', false],
		['0.0.0.0/0 ::/0', '', false],
		['0.0.0.0/0 ::/0', 'unknown', false],
		['', '1.2.3.4', false],
	])('%j holds %j: %s', (list, address, isIncluded) => {
		expect(listOf(list).includes(address)).toBe(isIncluded);
	});

	test('takes entries apart at commas, spaces and line breaks, in text and in lists', () => {
		const expected = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '::1'];
		for (const list of [
			listOf(' 10.0.0.1,10.0.0.2\r\n\t10.0.0.3 ,, ::1\n'),
			listOf(['10.0.0.1, 10.0.0.2', '', '10.0.0.3\n::1']),
		]) {
			expect(expected.filter((address) => list.includes(address))).toEqual(expected);
			expect(list.includes('10.0.0.4')).toBe(false);
		}
	});

	test('may hold thousands of networks', () => {
		const networks = Array.from({ length: 5000 }, (_, index) => {
			const middle = `${index >> 8}.${index & 255}`;
			return index % 2 === 0 ? `10.${middle}.0/24` : `2001:db8:${index.toString(16)}::/48`;
		});
		const list = listOf(networks);
		expect(list.includes('10.19.134.77')).toBe(true);
		expect(list.includes('10.19.135.77')).toBe(false);
		expect(list.includes('2001:db8:1387:1::1')).toBe(true);
		expect(list.includes('2001:db8:1386:1::1')).toBe(false);
	});
});

describe('an entry that cannot be used', () => {
	test.each([
		'1.2.3',
		'1.2.3.4.5',
		'1.2.3.256',
		'1.2.3.-4',
		'1.2.3.04',
		'0x1.2.3.4',
		'16909060',
		'example.com',
		'*',
		'1.2.3.*',
		'1.2.3.4-9',
		'1.2.3.4:80',
		'[::1]',
		'1::2::3',
		':::',
		':1:2:3:4:5:6:7',
		'1:2:3:4:5:6:7',
		'1:2:3:4:5:6:7:8:9',
		'1::2:3:4:5:6:7:8',
		'12345::',
		'::g',
		'::1.2.3',
		'::1.2.3.256',
		'1.2.3.4::',
		'1.2.3.4::1',
		'1:2:3:4:5:6:7:1.2.3.4',
		'::1.2.3.4:5',
		'fe80::1%eth0',
		'1.2.3.0/24/24',
		'/24',
		'/',
	])('%s is no address', (entry) => {
		expect(problemOf(`10.0.0.1, ${entry}`)).toBe(
			`the entry '${entry}' is not an IP address or network. Write it as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.`,
		);
	});

	test.each([
		['1.2.3.0/33', 'from 0 to 32'],
		['1.2.3.0/', 'from 0 to 32'],
		['1.2.3.0/-1', 'from 0 to 32'],
		['1.2.3.0/08', 'from 0 to 32'],
		['1.2.3.0/1e1', 'from 0 to 32'],
		['1.2.3.0/255.255.255.0', 'from 0 to 32'],
		['::/129', 'from 0 to 128'],
		['::/x', 'from 0 to 128'],
		['::ffff:0:0/95', 'from 96 to 128'],
	])('%s has a wrong number after the slash', (entry, range) => {
		expect(problemOf(entry)).toBe(
			`the entry '${entry}' has a wrong number after the slash. It must be ${range}.`,
		);
	});

	test.each([
		['10.0.0.1/8', '10.0.0.0/8'],
		['203.0.113.129/25', '203.0.113.128/25'],
		['255.255.255.255/0', '0.0.0.0/0'],
		['2001:db8::1/32', '2001:db8::/32'],
		['::1/0', '::/0'],
		['::1:0:0:1/112', '::1:0:0:0/112'],
		['10:0:0:1:0:0:0:1/112', '10:0:0:1::/112'],
		['10:0:0:0:1:0:0:1/112', '10::1:0:0:0/112'],
		['1:2:3:4:5:6:7:8/124', '1:2:3:4:5:6:7:0/124'],
		['::ffff:10.0.0.1/104', '10.0.0.0/8'],
	])('%s says that it should be %s', (entry, network) => {
		expect(problemOf(entry)).toBe(
			`the entry '${entry}' names an address inside a network. Write ${network}, or the address alone.`,
		);
		expect(problemOf(network)).toBeUndefined();
	});
});

const ipv4 = fc.array(fc.nat(255), { minLength: 4, maxLength: 4 });
// Zeros and repeated groups are frequent, so that every short form comes up.
const group = fc.oneof(fc.constant(0), fc.constantFrom(1, 0xffff), fc.nat(0xffff));
const ipv6 = fc.array(group, { minLength: 8, maxLength: 8 });

const bitsOf = (numbers: readonly number[], width: number): string =>
	numbers.map((number) => number.toString(2).padStart(width, '0')).join('');
const ipv4Text = (bytes: readonly number[]): string => bytes.join('.');
const hexText = (groups: readonly number[]): string =>
	groups.map((number) => number.toString(16)).join(':');
const isMapped = (groups: readonly number[]): boolean =>
	hexText(groups).startsWith('0:0:0:0:0:ffff:');

/** One of the ways to write an IPv6 address. */
function ipv6Text(groups: readonly number[], cut: number, length: number): string {
	const isZero = groups.slice(cut, cut + length).every((number) => number === 0);
	if (length === 0 || !isZero || cut + length > 8) return hexText(groups).toUpperCase();
	return `${hexText(groups.slice(0, cut))}::${hexText(groups.slice(cut + length))}`;
}

const split = (bits: string, width: number): number[] =>
	(bits.match(new RegExp(`.{${width}}`, 'g')) ?? []).map((part) => parseInt(part, 2));

/** Turns one bit over, none beyond the end. */
function flip(bits: string, index: number): string {
	if (index >= bits.length) return bits;
	return bits.slice(0, index) + (bits.charAt(index) === '0' ? '1' : '0') + bits.slice(index + 1);
}

describe('against a model of bits as text', () => {
	test('an IPv4 address is in a network when they start alike', () => {
		fc.assert(
			fc.property(ipv4, fc.nat(32), fc.nat(32), fc.boolean(), (bytes, prefix, index, isMapped4) => {
				const bits = bitsOf(bytes, 8);
				const start = bits.slice(0, prefix);
				const other = flip(bits, index);
				const list = listOf(`${ipv4Text(split(start.padEnd(32, '0'), 8))}/${prefix}`);
				const lead = isMapped4 ? '::ffff:' : '';
				expect(list.includes(lead + ipv4Text(bytes))).toBe(true);
				expect(list.includes(lead + ipv4Text(split(other, 8)))).toBe(other.startsWith(start));
			}),
		);
	});

	test('an IPv6 address is in a network when they start alike, however it is written', () => {
		const places = fc.record({ prefix: fc.nat(128), index: fc.nat(128) });
		fc.assert(
			fc.property(ipv6, places, fc.nat(8), fc.nat(8), (groups, { prefix, index }, cut, length) => {
				const bits = bitsOf(groups, 16);
				const start = bits.slice(0, prefix);
				const network = split(start.padEnd(128, '0'), 16);
				const other = flip(bits, index);
				const otherGroups = split(other, 16);
				fc.pre(![groups, network, otherGroups].some(isMapped));
				const list = listOf(`${ipv6Text(network, cut, length)}/${prefix}`);
				expect(list.includes(ipv6Text(groups, cut, length))).toBe(true);
				expect(list.includes(ipv6Text(otherGroups, cut, length))).toBe(other.startsWith(start));
			}),
		);
	});

	test('texts are addresses when Node says so', () => {
		const lookalike = fc
			.array(fc.constantFrom('0', '1', 'ff', '255', '256', ':', '::', '.', '1.2.3.4', 'g'), {
				maxLength: 12,
			})
			.map((parts) => parts.join(''));
		const text = fc.oneof(
			lookalike,
			ipv4.map(ipv4Text),
			fc
				.tuple(ipv6, fc.nat(8), fc.nat(8))
				.map(([groups, cut, length]) => ipv6Text(groups, cut, length)),
		);
		fc.assert(
			fc.property(text, (address) => {
				const isAddress = isIP(address) !== 0;
				expect({ address, isAddress: parseAddressList([address]).ok }).toEqual({
					address,
					isAddress: isAddress || address === '',
				});
				expect(listOf('0.0.0.0/0 ::/0').includes(address)).toBe(isAddress);
			}),
			{ numRuns: 2000 },
		);
	});

	test('the network that is proposed is one, in the form of RFC 5952', () => {
		fc.assert(
			fc.property(ipv6, fc.nat(127), (groups, prefix) => {
				fc.pre(groups[0] !== 0 && bitsOf(groups, 16).slice(prefix).includes('1'));
				const problem = problemOf(`${hexText(groups)}/${prefix}`) ?? '';
				const network = /Write (\S+)\/\d+,/.exec(problem)?.[1] ?? '';
				expect(isIPv6(network)).toBe(true);
				expect(network).toBe(new URL(`http://[${network}]/`).hostname.slice(1, -1));
				expect(problemOf(`${network}/${prefix}`)).toBeUndefined();
			}),
		);
	});

	test('no text throws', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const result = parseAddressList(text);
				expect(listOf('::1').includes(text)).toBe(false);
				expect(result.ok || result.problem.length > 0).toBe(true);
			}),
		);
	});
});

describe('how wide a list is', () => {
	test.each<[list: string, widest: string | undefined]>([
		['', undefined],
		['203.0.113.7 10.0.0.0/8 2001:db8::/32 fe80::/16', undefined],
		['0.0.0.0/0', '0.0.0.0/0'],
		['10.0.0.0/8, 10.0.0.0/7', '10.0.0.0/7'],
		['::/0', '::/0'],
		['2000::/15', '2000::/15'],
		['::ffff:0.0.0.0/96', '0.0.0.0/0'],
		['::ffff:10.0.0.0/104', undefined],
	])('%s', (list, widest) => {
		expect(listOf(list).widest).toBe(widest);
	});

	test('no entries are an empty list', () => {
		expect(listOf(' ,\n').isEmpty).toBe(true);
		expect(listOf('203.0.113.7').isEmpty).toBe(false);
	});
});
