import type { EventDefinition } from '../types';
import { stripeSample } from './samples';
import { stripeSummaries } from './summaries';

/** Every event of Stripe with its sample. */
export const stripeCatalog: readonly EventDefinition[] = stripeSummaries.map((summary) => ({
	...summary,
	sample: stripeSample(summary.name),
}));
