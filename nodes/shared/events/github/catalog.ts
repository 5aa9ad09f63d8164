import type { EventDefinition } from '../types';
import { gitHubSamples } from './samples';
import { gitHubSummaries } from './summaries';

/** Every event of GitHub with its sample. */
export const gitHubCatalog: readonly EventDefinition[] = gitHubSummaries.map((summary) => ({
	...summary,
	sample: gitHubSamples[summary.name],
}));
