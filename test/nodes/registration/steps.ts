import { PublishedTrigger } from './publishing';
import type { Hook, Service, ServiceKind } from './service';

/** A trigger for a service that knows nothing of it yet. */
export async function start({
	start: startService,
}: ServiceKind): Promise<[PublishedTrigger, Service]> {
	const service = await startService();
	return [await PublishedTrigger.start(service.setup), service];
}

/** The webhook of a service that has one. */
export function onlyHook(service: Pick<Service, 'hooks'>): Hook {
	const [hook, ...others] = service.hooks();
	if (!hook || others.length > 0) throw new Error(`There are ${service.hooks().length} webhooks`);
	return hook;
}

/** The same, published, with its webhook. */
export async function published(kind: ServiceKind): Promise<[PublishedTrigger, Service, Hook]> {
	const [trigger, service] = await start(kind);
	const { error } = await trigger.publish();
	if (error) throw error;
	return [trigger, service, onlyHook(service)];
}

/** The URLs that a service sends to. */
export const urls = (service: Service): string[] => service.hooks().map(({ url }) => url);

/** The key of the API that the credential holds. */
export const keyOf = ({ setup, key }: Service): string =>
	setup.credential.data[key.field] as string;
