import { readHttpUrl } from '../http/httpUrl';
import { isPublicHost } from '../http/publicHost';

/** What a user allows beyond public addresses over HTTPS. */
export interface EgressRules {
	readonly allowHttp: boolean;
	/** Loopback, the local network, metadata of clouds, and names that only exist there. */
	readonly allowPrivateAddresses: boolean;
}

/**
 * Why nothing may be sent to a URL: the sentence that names the field and the remedy, or `undefined`
 * when it may be used. Holds nothing of the URL but its scheme and its host.
 *
 * @param label how the sentence begins. Default: the field 'URL'.
 */
export function findUrlProblem(
	url: string,
	{ allowHttp, allowPrivateAddresses }: EgressRules,
	label = "The field 'URL'",
): string | undefined {
	if (url === '') return `${label} is empty. Enter the address of the receiver.`;
	const read = readHttpUrl(url, {
		plainHttp: allowHttp ? 'anywhere' : 'nowhere',
		httpsAdvice:
			"starts with http://, which anyone on the way can read. Use https://, or switch on the option 'Allow HTTP' for local tests.",
	});
	if (!read.ok) return `${label} ${read.problem}`;
	const { hostname } = read.value;
	if (allowPrivateAddresses || isPublicHost(hostname)) return undefined;
	return `${label} leads to ${hostname}, which is not on the public Internet. Enter a public address, or switch on the option 'Allow Private Addresses' if the receiver is in your own network.`;
}
