const IPV4_BITS = 32;
const IPV6_BITS = 128;
const IPV6_GROUPS = 8;
const IPV4_MAPPED = 0xffffn << 32n;

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

/** The groups of one side of `::`, an IPv4 address at the end counting as two. */
function parseGroups(text: string): bigint[] | undefined {
	if (text === '') return [];
	const groups: bigint[] = [];
	const parts = text.split(':');
	for (const [index, part] of parts.entries()) {
		if (part.includes('.')) {
			const ipv4 = index === parts.length - 1 ? parseIpv4(part) : undefined;
			if (ipv4 === undefined) return undefined;
			groups.push(ipv4 >> 16n, ipv4 & 0xffffn);
		} else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
			groups.push(BigInt(`0x${part}`));
		} else {
			return undefined;
		}
	}
	return groups;
}

function parseIpv6(text: string): bigint | undefined {
	const sides = text.split('::');
	if (sides.length > 2) return undefined;
	const left = parseGroups(sides[0] ?? '');
	const right = sides.length === 2 ? parseGroups(sides[1] ?? '') : [];
	if (left === undefined || right === undefined) return undefined;
	const missing = IPV6_GROUPS - left.length - right.length;
	// RFC 5952 wants `::` for two groups or more, but RFC 4291 allows it for one.
	if (sides.length === 2 ? missing < 1 : missing !== 0) return undefined;
	const zeros = Array.from({ length: missing }, () => 0n);
	return [...left, ...zeros, ...right].reduce((value, group) => (value << 16n) | group, 0n);
}

/** Reads an address, or returns `undefined` when the text is anything else. */
export function parseIpAddress(text: string): IpAddress | undefined {
	if (!text.includes(':')) {
		const value = parseIpv4(text);
		return value === undefined ? undefined : { bits: IPV4_BITS, value };
	}
	const value = parseIpv6(text);
	if (value === undefined) return undefined;
	return value >> 32n === IPV4_MAPPED >> 32n
		? { bits: IPV4_BITS, value: value & 0xffffffffn }
		: { bits: IPV6_BITS, value };
}
