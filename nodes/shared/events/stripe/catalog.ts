import type { EventDefinition } from '../types';
import { stripeSample } from './samples';
import { stripeSummaries } from './summaries';
import { stripeThinSample } from './thin/sample';
import { stripeThinSummaries } from './thin/summaries';

/** Every event of Stripe with its sample: snapshot events, then thin ones. */
export const stripeCatalog: readonly EventDefinition[] = [
	...stripeSummaries.map((summary) => ({ ...summary, sample: stripeSample(summary.name) })),
	...stripeThinSummaries.map((summary) => ({
		...summary,
		sample: stripeThinSample(summary.name),
	})),
];
