import { sentUrl, withoutLogin } from '../signing/sentUrl';

/** The URL without user name and password, for records and messages. */
export const withoutCredentials = withoutLogin;

/**
 * What stands for an endpoint where its limits and its health are kept: its address without the
 * query, which may differ from event to event, and without what is secret.
 */
export function endpointKeyOf(url: string): string {
	return withoutCredentials(sentUrl(url)).split('?')[0] ?? '';
}
