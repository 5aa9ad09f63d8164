import type { GitHubEvent } from '../index';
import type { SampleObject } from '../../types';
import { actionSamples } from './actions';
import { advisorySamples } from './advisories';
import { alertSamples } from './alerts';
import { appSamples } from './apps';
import { checkSamples } from './checks';
import { codeSamples } from './code';
import { deploymentSamples } from './deployments';
import { discussionSamples } from './discussions';
import { issueSamples } from './issues';
import { organizationSamples } from './organization';
import { packageSamples } from './packages';
import { projectSamples } from './projects';
import { pullRequestSamples } from './pullRequests';
import { repositorySamples } from './repositories';

/** A whole body of every event. */
export const gitHubSamples: Readonly<Record<GitHubEvent, SampleObject>> = {
	...actionSamples,
	...advisorySamples,
	...alertSamples,
	...appSamples,
	...checkSamples,
	...codeSamples,
	...deploymentSamples,
	...discussionSamples,
	...issueSamples,
	...organizationSamples,
	...packageSamples,
	...projectSamples,
	...pullRequestSamples,
	...repositorySamples,
};
