import { adviceFrom, readHttpUrl } from '../http/httpUrl';
import type { UrlObstacle } from '../http/httpUrl';
import { isPublicHost } from '../http/publicHost';

/** What a user allows beyond public addresses over HTTPS. */
export interface EgressRules {
	/** Plain HTTP, to any host. */
	readonly allowHttp: boolean;
	/** Loopback, the local network, metadata of clouds, and names that only exist there. */
	readonly allowPrivateAddresses: boolean;
	/**
	 * Both for hosts that are local by what the URL says; a public name that leads to a private address
	 * stays refused, and so does plain HTTP to public hosts. Default: no.
	 */
	readonly allowLocalAddresses?: boolean | undefined;
}

const LOCAL_ADVICE =
	"If the receiver is on this machine or in your own network, switch on the option 'Allow Local Addresses'. Otherwise, enter a public address that starts with https://.";

const ADVICE = adviceFrom({
	plainHttp:
		"Use https://, because anyone on the network path can read what you send over http://. For local tests only, switch on the option 'Allow HTTP'.",
	privateHost: LOCAL_ADVICE,
});

const adviceOn = (found: readonly UrlObstacle[]): string =>
	found.includes('privateHost') ? LOCAL_ADVICE : ADVICE(found);

/**
 * Why nothing may be sent to a URL: a sentence that names the field and everything that is in the way,
 * and the remedy; `undefined` when the URL may be used. Holds nothing of the URL but its scheme and
 * its host.
 *
 * @param label how the sentence begins. Default: the field 'URL'.
 */
export function findUrlProblem(
	url: string,
	{ allowHttp, allowPrivateAddresses, allowLocalAddresses = false }: EgressRules,
	label = "The field 'URL'",
): string | undefined {
	if (url === '') return `${label} is empty. Enter the address of the receiver.`;
	const plainHttp = allowLocalAddresses ? 'localNetwork' : 'nowhere';
	const read = readHttpUrl(url, {
		plainHttp: allowHttp ? 'anywhere' : plainHttp,
		publicHostOnly: !allowPrivateAddresses && !allowLocalAddresses,
		adviceOn,
	});
	return read.ok ? undefined : `${label} ${read.problem}`;
}

/**
 * Whether a request to a URL may reach public addresses only, whatever its host turns out to be when
 * it is looked up.
 */
export function isPublicOnly(
	url: string,
	{ allowPrivateAddresses, allowLocalAddresses = false }: EgressRules,
): boolean {
	if (allowPrivateAddresses) return false;
	return !allowLocalAddresses || isPublicHost(new URL(url).hostname);
}
