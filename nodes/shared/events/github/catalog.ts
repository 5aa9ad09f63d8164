import type { EventDefinition } from '../types';
import { githubSamples } from './samples';
import { githubSummaries } from './summaries';

/** Every event of GitHub with its sample. */
export const githubCatalog: readonly EventDefinition[] = githubSummaries.map((summary) => ({
	...summary,
	sample: githubSamples[summary.name],
}));
