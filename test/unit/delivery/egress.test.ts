import fc from 'fast-check';
import { findUrlProblem, isPublicOnly } from '../../../nodes/shared/delivery/urlProblem';
import type { EgressRules } from '../../../nodes/shared/delivery/urlProblem';
import { isPublicHost } from '../../../nodes/shared/http/publicHost';

const strict = { allowHttp: false, allowPrivateAddresses: false };

/** The host as n8n's request helper will see it. */
const hostOf = (text: string): string => new URL(`https://${text}/hook`).hostname;

describe('a host that is not public', () => {
	test.each<[what: string, ...hosts: string[]]>([
		['this machine', '127.0.0.1', '127.255.255.255', '[::1]', '0.0.0.0', '0.1.2.3', '[::]'],
		['in decimal', '2130706433', '0', '3232235521'],
		['in octal', '0177.0.0.1', '017700000001', '0300.0250.0.1'],
		['in hexadecimal', '0x7f.0.0.1', '0x7f000001', '0XA9FEA9FE', '0x7F.1'],
		['in a short form', '127.1', '127.0.1', '10.1', '192.168.257', '0'],
		['with a dot at its end', '127.0.0.1.', '10.0.0.1.', '2130706433.', 'localhost.', 'a.local.'],
		['in other digits and dots', '１２７.0.0.1', '127。0。0。1', '①②⑦.0.0.1'],
		['in percent signs', '%31%32%37.0.0.1', 'local%68ost', '%6cocalhost'],
		['of a private network', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1'],
		['behind the NAT of a carrier', '100.64.0.1', '100.127.255.255', '100.100.100.200'],
		['link-local', '169.254.0.1', '[fe80::1]', '[febf::1]', '[fec0::1]'],
		['of metadata', '169.254.169.254', '192.0.0.192', '168.63.129.16', '[fd00:ec2::254]'],
		['unique local', '[fc00::1]', '[fdff::1]'],
		['for multicast', '224.0.0.1', '239.255.255.255', '[ff02::1]'],
		['for broadcast, reserved', '255.255.255.255', '240.0.0.1'],
		['for documents and tests', '192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1'],
		['for documents, in IPv6', '[2001:db8::1]', '[3fff::1]'],
		['IPv4 inside of IPv6', '[::ffff:127.0.0.1]', '[::ffff:a00:1]', '[::127.0.0.1]', '[::7f00:1]'],
		['NAT64', '[64:ff9b::7f00:1]', '[64:ff9b::10.0.0.1]', '[64:ff9b:1::1]'],
		['6to4 and Teredo', '[2002:7f00:1::]', '[2001::1]', '192.88.99.1'],
		['discarded or not yet given out', '[100::1]', '[4000::1]', '[8000::1]', '[5f00::1]'],
		['localhost', 'localhost', 'LOCALHOST', 'a.localhost', 'localhost.localdomain', 'ⓛocalhost'],
		['a name of the local network', 'printer.local', 'nas.lan', 'fritz.home.arpa', 'wiki.corp'],
		['a name inside of a cloud', 'metadata.google.internal', 'metadata', 'x.ec2.internal'],
		['a name inside of a cluster', 'n8n.default.svc.cluster.local', 'api.default.svc', 'postgres'],
	])('%s', (_, ...hosts) => {
		expect(hosts.filter((host) => isPublicHost(hostOf(host)))).toEqual([]);
		expect(hosts.filter((host) => !findUrlProblem(`https://${host}/hook`, strict))).toEqual([]);
	});
});

test.each([
	'example.com',
	'example.com.',
	'1.1.1.1',
	'11.0.0.1',
	'100.63.255.255',
	'100.128.0.1',
	'126.255.255.255',
	'128.0.0.1',
	'169.253.1.1',
	'172.15.255.255',
	'172.32.0.1',
	'192.167.1.1',
	'192.169.1.1',
	'223.255.255.255',
	'[2606:4700::1111]',
	'[2a00::1]',
	'[3ffe::1]',
	'[::ffff:1.1.1.1]',
	'localhost.example.com',
	'internal.example.com',
	'mylocal.example',
])('%s may be public', (host) => {
	expect(isPublicHost(hostOf(host))).toBe(true);
	expect(findUrlProblem(`https://${host}/hook`, strict)).toBeUndefined();
});

test('no spelling of a private address gets through', () => {
	const network = fc.constantFrom([10, 8], [127, 8], [0xa9fe, 16], [0xc0a8, 16], [0xac1, 12]);
	const privateAddress = fc
		.tuple(network, fc.nat(0xffffffff))
		.map(
			([[start = 0, bits = 0], rest]) =>
				(start * 2 ** (32 - bits) + (rest % 2 ** (32 - bits))) >>> 0,
		);
	const number = fc.constantFrom<(part: number) => string>(
		String,
		(part) => `0x${part.toString(16)}`,
		(part) => `0${part.toString(8)}`,
	);
	fc.assert(
		fc.property(
			privateAddress,
			fc.integer({ min: 1, max: 4 }),
			fc.array(number, { minLength: 4, maxLength: 4 }),
			fc.constantFrom('', '.'),
			(address, count, writers, end) => {
				// All parts but the last are one byte, and the last is all that is left.
				const heads = [24, 16, 8].slice(0, count - 1).map((shift) => (address >>> shift) & 0xff);
				const tail = address % 2 ** (8 * (5 - count));
				const parts = [...heads, tail].map((part, index) => writers[index]?.(part));
				expect(isPublicHost(hostOf(parts.join('.') + end))).toBe(false);
			},
		),
	);
});

describe('a URL', () => {
	const open = { allowHttp: true, allowPrivateAddresses: true };
	const local = { ...strict, allowLocalAddresses: true };
	const LOCAL_ADVICE =
		"If the receiver is on this machine or in your own network, switch on the option 'Allow Local Addresses'. Otherwise, enter a public address that starts with https://.";

	test.each<[url: string, rules: EgressRules, problem: string | undefined]>([
		['https://example.com/hook', strict, undefined],
		['http://example.com/hook', { ...strict, allowHttp: true }, undefined],
		['https://10.0.0.1/hook', { ...strict, allowPrivateAddresses: true }, undefined],
		['http://localhost:3000/hook', open, undefined],
		['', open, "The field 'URL' is empty. Enter the address of the receiver."],
		[
			'example.com/hook',
			open,
			"The field 'URL' is not a complete address. It must look like https://example.com/webhook.",
		],
		[
			'http://example.com',
			{ ...open, allowHttp: false },
			"The field 'URL' starts with http://. Use https://, because anyone on the network path can read what you send over http://. For local tests only, switch on the option 'Allow HTTP'.",
		],
		['ftp://example.com', open, "The field 'URL' starts with ftp:// but must start with https://."],
		[
			'https://user:password@10.1/hook?token=1',
			strict,
			`The field 'URL' leads to 10.0.0.1, which is not on the public Internet. ${LOCAL_ADVICE}`,
		],
		[
			'http://localhost:3000/hook',
			strict,
			`The field 'URL' starts with http:// and leads to localhost, which is not on the public Internet. ${LOCAL_ADVICE}`,
		],
		['http://localhost:3000/hook', local, undefined],
		['http://[::1]/hook', local, undefined],
		['http://host.docker.internal/hook', local, undefined],
		['http://192.168.1.20/hook', local, undefined],
		['https://10.0.0.1/hook', local, undefined],
		['https://example.com/hook', local, undefined],
		[
			'http://example.com/hook',
			local,
			"The field 'URL' starts with http://. Use https://, because anyone on the network path can read what you send over http://. For local tests only, switch on the option 'Allow HTTP'.",
		],
	])('%s', (url, rules, problem) => {
		expect(findUrlProblem(url, rules)).toBe(problem);
	});

	test.each<[url: string, rules: EgressRules, isPublicOnly: boolean]>([
		['https://example.com/', strict, true],
		['https://example.com/', open, false],
		// A public name may still lead to a private address: nobody sees that in the URL.
		['https://example.com/', local, true],
		['http://localhost/', local, false],
		['https://localhost/', { ...local, allowPrivateAddresses: true }, false],
	])('what %s may reach with %j', (url, rules, expected) => {
		expect(isPublicOnly(url, rules)).toBe(expected);
	});

	test('is called what the caller calls it', () => {
		expect(findUrlProblem('', open, 'The URL of row 3')).toBe(
			'The URL of row 3 is empty. Enter the address of the receiver.',
		);
	});

	test('never throws, and no problem holds a secret of it', () => {
		fc.assert(
			fc.property(fc.webUrl(), fc.string(), (url, text) => {
				const secret = url.replace('://', '://user:s3cretpassword@');
				expect(findUrlProblem(`${secret}?s3cretpassword`, strict) ?? '').not.toMatch(
					's3cretpassword',
				);
				expect(['string', 'undefined']).toContain(typeof findUrlProblem(text, strict));
			}),
		);
	});
});
