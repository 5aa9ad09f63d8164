import { failure, success } from '../result';
import type { Result } from '../result';
import { formatIpAddress, parseIpAddress } from './ipAddress';
import type { IpAddress } from './ipAddress';

/** Networks from which requests are taken. */
export interface AddressList {
	/**
	 * Whether the address is in one of them. `::ffff:1.2.3.4` is the same as `1.2.3.4`, and the zone
	 * of a link-local address (`fe80::1%eth0`) does not count.
	 *
	 * @returns `false` for anything that is no address
	 */
	readonly includes: (address: string) => boolean;
	/** Whether it has no entry, and so lets nobody in. */
	readonly isEmpty: boolean;
	/**
	 * The first entry that is wider than any sender's own network: more than a /8 of IPv4 or a /16 of
	 * IPv6, the most that one organization was ever given. Absent when there is none.
	 */
	readonly widest: string | undefined;
}

interface Network extends IpAddress {
	/** Number of bits that do not matter. */
	readonly hostBits: bigint;
}

const SHORTEST_OWN_PREFIX = { 32: 8, 128: 16 } as const;

const isWide = ({ bits, hostBits }: Network): boolean =>
	bits - Number(hostBits) < SHORTEST_OWN_PREFIX[bits];

const textOf = (network: Network): string =>
	`${formatIpAddress(network)}/${network.bits - Number(network.hostBits)}`;

const LINK_LOCAL_ZONE = /^(fe[89ab][0-9a-f]:[^%]*)%[^%]+$/i;

function parseNetwork(entry: string): Network | string {
	const [addressText = '', prefixText, ...rest] = entry.split('/');
	const address = parseIpAddress(addressText);
	if (address === undefined || rest.length > 0) {
		return `the entry '${entry}' is not an IP address or network. Write it as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.`;
	}
	const isMapped = address.bits === 32 && addressText.includes(':');
	const [shortest, longest] = isMapped ? [96, 128] : [0, address.bits];
	const prefix = prefixText === undefined ? longest : Number(prefixText);
	const isNumber = prefixText === undefined || /^(?:0|[1-9]\d{0,2})$/.test(prefixText);
	if (!isNumber || prefix < shortest || prefix > longest) {
		return `the entry '${entry}' has a wrong number after the slash. It must be from ${shortest} to ${longest}.`;
	}
	const hostBits = BigInt(longest - prefix);
	const network = { ...address, value: (address.value >> hostBits) << hostBits };
	if (network.value !== address.value) {
		return `the entry '${entry}' names an address inside a network. Write ${textOf({ ...network, hostBits })}, or the address alone.`;
	}
	return { ...network, hostBits };
}

const networkKey = ({ bits, value }: IpAddress, hostBits: bigint): string =>
	`${bits} ${hostBits} ${value >> hostBits}`;

function createList(networks: readonly Network[]): AddressList {
	// One look-up for each length of prefix in use, however many networks there are.
	const keys = new Set(networks.map((each) => networkKey(each, each.hostBits)));
	const hostBitsInUse = (bits: number): bigint[] => [
		...new Set(networks.filter((each) => each.bits === bits).map(({ hostBits }) => hostBits)),
	];
	const hostBitsOf = { 32: hostBitsInUse(32), 128: hostBitsInUse(128) };
	const wide = networks.find(isWide);
	return {
		isEmpty: networks.length === 0,
		widest: wide && textOf(wide),
		includes: (text) => {
			const address = parseIpAddress(text.replace(LINK_LOCAL_ZONE, '$1'));
			if (address === undefined) return false;
			return hostBitsOf[address.bits].some((hostBits) => keys.has(networkKey(address, hostBits)));
		},
	};
}

/**
 * Reads a list of IPv4 and IPv6 addresses and networks (CIDR, RFC 4632 and RFC 4291). No network of
 * IPv6 holds an address of IPv4, however it is written: `::/0` is every address of IPv6 only.
 *
 * @param text entries separated by commas, spaces or line breaks; none let nobody in
 * @returns the list, or the sentence that says which entry to change
 */
export function parseAddressList(text: string | readonly string[]): Result<AddressList> {
	const entries = (typeof text === 'string' ? [text] : text)
		.flatMap((each) => each.split(/[\s,]+/))
		.filter((entry) => entry !== '');
	const networks: Network[] = [];
	for (const entry of entries) {
		const network = parseNetwork(entry);
		if (typeof network === 'string') return failure(network);
		networks.push(network);
	}
	return success(createList(networks));
}
