import type { IDataObject } from 'n8n-workflow';
import type { PublishedTrigger } from './publishing';
import type { Service, ServiceKind } from './service';
import { services } from './services';
import { start } from './steps';

/** A kind of service by its name. */
export function service(name: string): ServiceKind {
	const found = services.find((kind) => kind.name === name);
	if (!found) throw new Error(`There is no service ${name}`);
	return found;
}

export const gitHub = service('a repository of GitHub');
export const organization = service('an organization of GitHub');
export const stripe = service('Stripe');
export const twig = service('Twig AI');
export const rest = service('a service that lists webhooks');
export const silent = service('a service that shows nothing');

/** A trigger with other settings, and its service. */
export async function startWith(
	kind: ServiceKind,
	changes: IDataObject,
	secrets: IDataObject = {},
): Promise<[PublishedTrigger, Service]> {
	const [trigger, fake] = await start(kind);
	trigger.setup.parameters = { ...trigger.setup.parameters, ...changes };
	const { credential } = trigger.setup;
	credential.data = { ...credential.data, ...(secrets as typeof credential.data) };
	return [trigger, fake];
}

/** Why publishing fails with other settings; nothing may have been changed at the service. */
export async function problemOf(
	kind: ServiceKind,
	changes: IDataObject,
	secrets: IDataObject = {},
): Promise<string> {
	const [trigger, fake] = await startWith(kind, changes, secrets);
	const { error, warnings } = await trigger.publish();
	// Cleaning up may look for what is there.
	expect(fake.calls().filter(({ method }) => method !== 'GET')).toEqual([]);
	expect(warnings).toEqual([]);
	return error?.message ?? '';
}
