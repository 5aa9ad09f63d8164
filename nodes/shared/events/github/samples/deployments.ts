import { app, colleague, installation, nodeId, sender } from './actors';
import { deployingRun, workflow } from './actions';
import { headSha } from './commits';
import { inRepository } from './inRepository';
import { wholePullRequest } from './pullRequestParts';
import { api } from './repository';

const ID = 2_044_518_390;
const STATUS_ID = 4_117_360_825;
const url = `${api}/deployments/${ID}`;

const deployment = {
	url,
	id: ID,
	node_id: nodeId('DE', ID),
	task: 'deploy',
	original_environment: 'staging',
	environment: 'staging',
	description: 'The tracking page for testers',
	created_at: '2026-11-20T08:19:10Z',
	updated_at: '2026-11-20T08:19:10Z',
	statuses_url: `${url}/statuses`,
	repository_url: api,
	creator: sender,
	sha: headSha,
	ref: 'fix/tell-the-cache',
	payload: {},
	transient_environment: false,
	production_environment: false,
	performed_via_github_app: null,
};

/** Samples of the events about deployments. */
export const deploymentSamples = {
	deployment: inRepository({
		action: 'created',
		deployment,
		workflow,
		workflow_run: deployingRun,
	}),
	deployment_status: inRepository({
		action: 'created',
		deployment_status: {
			url: `${url}/statuses/${STATUS_ID}`,
			id: STATUS_ID,
			node_id: nodeId('DES', STATUS_ID),
			state: 'success',
			creator: sender,
			description: 'The tracking page is online',
			environment: 'staging',
			target_url: 'https://staging.acme-parcels.example',
			environment_url: 'https://staging.acme-parcels.example',
			log_url: deployingRun.html_url,
			created_at: '2026-11-20T08:20:33Z',
			updated_at: '2026-11-20T08:20:33Z',
			deployment_url: url,
			repository_url: api,
			performed_via_github_app: null,
		},
		deployment,
		workflow,
		workflow_run: deployingRun,
	}),
	deployment_review: inRepository({
		action: 'approved',
		workflow_run: deployingRun,
		since: '2 minutes ago',
		comment: 'Looks good on staging',
		approver: colleague,
	}),
	deployment_protection_rule: inRepository({
		action: 'requested',
		environment: 'staging',
		event: 'pull_request',
		sha: headSha,
		ref: 'refs/heads/fix/tell-the-cache',
		deployment_callback_url: `${deployingRun.url}/deployment_protection_rule`,
		deployment: { ...deployment, performed_via_github_app: app },
		pull_requests: [wholePullRequest],
		installation,
	}),
};
