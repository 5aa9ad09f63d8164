import type { SampleObject } from '../../types';
import { organization, sender } from './actors';
import { repository } from './repository';

/** An event of the repository: what is special about it, then where it happened and by whom. */
export const inRepository = (event: SampleObject): SampleObject => ({
	...event,
	repository,
	organization,
	sender,
});

/** An event of the organization. */
export const inOrganization = (event: SampleObject): SampleObject => ({
	...event,
	organization,
	sender,
});
