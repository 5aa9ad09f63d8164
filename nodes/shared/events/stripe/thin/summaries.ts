import { stripeThinEvents } from './index';
import type { StripeThinEvent } from './index';
import type { StripeEvent } from '../index';
import { titleOf } from '../../titleOf';
import type { EventSummary } from '../../types';
import { stripeSummaries, STRIPE_WORDS } from '../summaries';
import { apiV2Descriptions } from './apiV2';
import { billingThinDescriptions } from './billing';

const V1 = 'v1.';

const descriptionsOfSnapshots: ReadonlyMap<string, string> = new Map(
	stripeSummaries.map(({ name, description }) => [V1 + name, description]),
);

const descriptions: Readonly<Record<Exclude<StripeThinEvent, `v1.${StripeEvent}`>, string>> = {
	...billingThinDescriptions,
	...apiV2Descriptions,
};

const isOwn = (name: StripeThinEvent): name is keyof typeof descriptions =>
	Object.hasOwn(descriptions, name);

/** Whether the same is told by a snapshot event, too. */
export const hasSnapshot = (name: StripeThinEvent): boolean => descriptionsOfSnapshots.has(name);

/** Every thin event of Stripe, sorted by name. */
export const stripeThinSummaries: ReadonlyArray<EventSummary<StripeThinEvent>> =
	stripeThinEvents.map((name) => ({
		name,
		title: titleOf(name.replace(/[[\]]+/g, '.').replace('..', '.'), STRIPE_WORDS),
		description: isOwn(name) ? descriptions[name] : (descriptionsOfSnapshots.get(name) ?? ''),
	}));
