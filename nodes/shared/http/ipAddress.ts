const IPV4_BITS = 32;
const IPV6_BITS = 128;
const IPV6_GROUPS = 8;
/** The first 96 bits of every `::ffff:1.2.3.4` (RFC 4291, section 2.5.5.2). */
const IPV4_MAPPED_PREFIX = 0xffffn;

/** An IP address as a number. IPv4 addresses inside IPv6 (`::ffff:1.2.3.4`) count as IPv4. */
export interface IpAddress {
	readonly bits: typeof IPV4_BITS | typeof IPV6_BITS;
	readonly value: bigint;
}

function parseIpv4(text: string): bigint | undefined {
	const parts = text.split('.');
	if (parts.length !== 4) return undefined;
	let value = 0n;
	for (const part of parts) {
		// No leading zeros: some systems read them as octal, so they are ambiguous.
		if (!/^(?:0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
		value = (value << 8n) | BigInt(part);
	}
	return value;
}

/** Replaces an IPv4 address in the last four bytes by the two groups that it stands for. */
function withoutEmbeddedIpv4(text: string): string | undefined {
	if (!text.includes('.')) return text;
	const start = text.lastIndexOf(':') + 1;
	const ipv4 = parseIpv4(text.slice(start));
	if (ipv4 === undefined) return undefined;
	return `${text.slice(0, start)}${(ipv4 >> 16n).toString(16)}:${(ipv4 & 0xffffn).toString(16)}`;
}

function parseIpv6(text: string): bigint | undefined {
	const sides = withoutEmbeddedIpv4(text)?.split('::') ?? [];
	const [left = [], right = []] = sides.map((side) => (side === '' ? [] : side.split(':')));
	const missing = IPV6_GROUPS - left.length - right.length;
	// RFC 5952 wants `::` for two groups or more, but RFC 4291 allows it for one.
	const isComplete = sides.length === 2 ? missing >= 1 : sides.length === 1 && missing === 0;
	if (!isComplete) return undefined;
	const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...right];
	if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
	return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

/** Reads an address without port or zone, or returns `undefined` when the text is anything else. */
export function parseIpAddress(text: string): IpAddress | undefined {
	const isIpv6 = text.includes(':');
	const value = isIpv6 ? parseIpv6(text) : parseIpv4(text);
	if (value === undefined) return undefined;
	if (!isIpv6) return { bits: IPV4_BITS, value };
	return value >> 32n === IPV4_MAPPED_PREFIX
		? { bits: IPV4_BITS, value: value & 0xffffffffn }
		: { bits: IPV6_BITS, value };
}

const INTERFACE_BITS = 64n;

/**
 * Who an address belongs to, for counting: the address itself for IPv4, also inside IPv6, and its /64
 * network for IPv6, which is the least that one customer is given (RFC 6177). A text that is no address
 * stands for itself.
 */
export function networkOf(text: string): string {
	const address = parseIpAddress(text.replace(/%.*$/s, ''));
	if (address === undefined) return text;
	if (address.bits !== IPV6_BITS) return formatIpAddress(address);
	const value = (address.value >> INTERFACE_BITS) << INTERFACE_BITS;
	return `${formatIpAddress({ bits: IPV6_BITS, value })}/64`;
}

function formatIpv6(value: bigint): string {
	const text = Array.from({ length: IPV6_GROUPS }, (_, index) =>
		((value >> BigInt(16 * (IPV6_GROUPS - 1 - index))) & 0xffffn).toString(16),
	).join(':');
	const runsOfZeros = [...text.matchAll(/(?<![^:])0(?::0)+(?![^:])/g)];
	const [longest] = runsOfZeros.sort(([one], [other]) => other.length - one.length);
	if (longest === undefined) return text;
	const before = text.slice(0, longest.index);
	const after = text.slice(longest.index + longest[0].length);
	return `${before.replace(/:$/, '')}::${after.replace(/^:/, '')}`;
}

/** The usual text of an address: dots, or the short form of IPv6 (RFC 5952). */
export function formatIpAddress({ bits, value }: IpAddress): string {
	if (bits === IPV6_BITS) return formatIpv6(value);
	return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
}
