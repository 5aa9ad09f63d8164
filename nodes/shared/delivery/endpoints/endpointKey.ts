import { sentUrl, withoutLogin } from '../../http/sentUrl';

/**
 * What stands for an endpoint where its limits and its health are kept: its address without the
 * query, which may differ from event to event, and without what is secret.
 */
export function endpointKeyOf(url: string): string {
	return withoutLogin(sentUrl(url)).split('?')[0] ?? '';
}
