import { clawlet } from './clawlet';
import { gitHub } from './github';
import { joAi } from './joAi';
import { lua } from './lua';
import { lvng } from './lvng';
import { stripe } from './stripe';
import { twig } from './twig';
import type { WebhookService } from './types';

/** Says what is wrong with an event of a service. */
export { findEnvelopeProblem } from './envelopeProblem';
/** Builds an event to try a trigger with. */
export { buildSampleEvent } from './sampleEvent';

/** Every service that is known in full, by the name users see. */
export const webhookServices: readonly WebhookService[] = [
	clawlet,
	gitHub,
	joAi,
	lua,
	lvng,
	stripe,
	twig,
];

const servicesById = new Map(webhookServices.map((service) => [service.id, service]));

/** The service with this id, which is that of its scheme, or `undefined` when there is none. */
export function findService(id: string): WebhookService | undefined {
	return servicesById.get(id);
}
