import { parseIpAddress } from './ipAddress';
import type { IpAddress } from './ipAddress';

/** Networks from which requests are taken. */
export interface AddressList {
	/** Whether the address is in one of them; `false` for anything that is no address. */
	readonly includes: (address: string) => boolean;
}

/** A usable list, or the sentence that says which entry to change. */
export type AddressListResult =
	| { readonly ok: true; readonly list: AddressList }
	| { readonly ok: false; readonly problem: string };

interface Network extends IpAddress {
	/** Number of bits that do not matter. */
	readonly hostBits: bigint;
}

function formatIpv4(value: bigint): string {
	return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
}

function formatIpv6(value: bigint): string {
	const groups = Array.from({ length: 8 }, (_, index) =>
		((value >> BigInt(16 * (7 - index))) & 0xffffn).toString(16),
	);
	const longest = /(?:^|:)0(?::0)+(?=:|$)/.exec(groups.join(':'))?.[0];
	if (longest === undefined) return groups.join(':');
	return groups
		.join(':')
		.replace(longest, ':')
		.replace(/^:(?!:)|(?<!:):$/g, '::');
}

function parseNetwork(entry: string): Network | string {
	const [addressText = '', prefixText, ...rest] = entry.split('/');
	const address = parseIpAddress(addressText);
	if (address === undefined || rest.length > 0) {
		return `the entry '${entry}' is not an IP address or network. Write it as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.`;
	}
	const isMapped = address.bits === 32 && addressText.includes(':');
	const bits = isMapped ? 128 : address.bits;
	const prefix = prefixText === undefined ? bits : Number(prefixText);
	const isNumber = prefixText === undefined || /^\d{1,3}$/.test(prefixText);
	if (!isNumber || prefix > bits || (isMapped && prefix < 96)) {
		return `the entry '${entry}' has a wrong number behind the slash. It must be from ${isMapped ? 96 : 0} to ${bits}.`;
	}
	const hostBits = BigInt(bits - prefix);
	const network = (address.value >> hostBits) << hostBits;
	if (network !== address.value) {
		const right = address.bits === 32 ? formatIpv4(network) : formatIpv6(network);
		return `the entry '${entry}' names an address inside of a network. Write ${right}/${address.bits === 32 ? 32 - Number(hostBits) : prefix}, or the address alone.`;
	}
	return { ...address, hostBits };
}

const networkKey = ({ bits }: IpAddress, hostBits: bigint, value: bigint): string =>
	`${bits} ${hostBits} ${value >> hostBits}`;

function createList(networks: readonly Network[]): AddressList {
	// One look-up for each length of prefix in use, however many networks there are.
	const keys = new Set(networks.map((each) => networkKey(each, each.hostBits, each.value)));
	const lengths = (bits: number): bigint[] => [
		...new Set(networks.filter((each) => each.bits === bits).map(({ hostBits }) => hostBits)),
	];
	const lengthsByBits = { 32: lengths(32), 128: lengths(128) };
	return {
		includes: (text) => {
			const address = parseIpAddress(text.split('%')[0] ?? '');
			if (address === undefined) return false;
			return lengthsByBits[address.bits].some((hostBits) =>
				keys.has(networkKey(address, hostBits, address.value)),
			);
		},
	};
}

/**
 * Reads a list of IPv4 and IPv6 addresses and networks (CIDR, RFC 4632 and RFC 4291).
 *
 * @param text entries separated by commas, spaces or line breaks
 */
export function parseAddressList(text: string | readonly string[]): AddressListResult {
	const entries = (typeof text === 'string' ? [text] : text)
		.flatMap((each) => each.split(/[\s,]+/))
		.filter((entry) => entry !== '');
	const networks: Network[] = [];
	for (const entry of entries) {
		const network = parseNetwork(entry);
		if (typeof network === 'string') return { ok: false, problem: network };
		networks.push(network);
	}
	return { ok: true, list: createList(networks) };
}

/** What is known about where a request came from. */
export interface RequestPath {
	/** Address of the connection itself. */
	readonly socketAddress: string;
	/** Values of X-Forwarded-For, in their order of arrival. */
	readonly forwardedFor: readonly string[];
	/** Number of proxies whose word is taken. */
	readonly trustedHops: number;
}

function withoutPort(text: string): string {
	const entry = text.trim().replace(/^"(.*)"$/, '$1');
	const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(entry);
	if (bracketed) return bracketed[1] ?? '';
	return /^[\d.]+:\d+$/.test(entry) ? (entry.split(':')[0] ?? '') : entry;
}

/**
 * The address of the sender: that of the connection without trusted proxies, else what the outermost
 * trusted one saw, counted from the right of X-Forwarded-For. Everything further left could be made
 * up by the sender.
 *
 * @returns `undefined` when fewer proxies were passed than are trusted
 */
export function clientAddress(path: RequestPath): string | undefined {
	if (path.trustedHops === 0) return path.socketAddress;
	const entries = path.forwardedFor.flatMap((value) => value.split(','));
	const entry = entries[entries.length - path.trustedHops];
	return entry === undefined ? undefined : withoutPort(entry);
}
