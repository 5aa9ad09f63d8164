import { PublishedTrigger } from './publishing';
import type { Hook, Service, ServiceKind } from './services';

/** A trigger for a service that knows nothing of it yet. */
export async function start({
	start: startService,
}: ServiceKind): Promise<[PublishedTrigger, Service]> {
	const service = await startService();
	return [await PublishedTrigger.start(service.setup), service];
}

/** The same, published, with its webhook. */
export async function published(kind: ServiceKind): Promise<[PublishedTrigger, Service, Hook]> {
	const [trigger, service] = await start(kind);
	const { error } = await trigger.publish();
	if (error) throw error;
	const [hook] = service.hooks();
	if (!hook) throw new Error('There is no webhook');
	return [trigger, service, hook];
}

/** The URLs that a service sends to. */
export const urls = (service: Service): string[] => service.hooks().map(({ url }) => url);

/** The key of the API that the credential holds. */
export const keyOf = ({ setup, key }: Service): string =>
	setup.credential.data[key.field] as string;
