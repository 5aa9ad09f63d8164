import { installation, nodeId, owner, sender } from './actors';
import { checkSuiteId } from './checks';
import { headCommit, headSha } from './commits';
import { inRepository } from './inRepository';
import { pullRequestReference } from './pullRequestParts';
import { api, repository, shortRepository, site } from './repository';

const WORKFLOW_ID = 14_820_663;
const RUN_ID = 19_506_337_284;
const JOB_ID = 55_873_019_642;
const path = '.github/workflows/test.yml';
const runUrl = `${api}/actions/runs/${RUN_ID}`;
const workflowUrl = `${api}/actions/workflows/${WORKFLOW_ID}`;
const shortTracker = shortRepository(owner, repository.name, repository.id);

/** The workflow whose runs the events are about. */
export const workflow = {
	id: WORKFLOW_ID,
	node_id: nodeId('W', WORKFLOW_ID),
	name: 'Test',
	path,
	state: 'active',
	created_at: '2025-02-03T11:04:19Z',
	updated_at: '2026-09-15T12:38:50Z',
	url: workflowUrl,
	html_url: `${site}/blob/main/${path}`,
	badge_url: `${site}/workflows/Test/badge.svg`,
};

/** A run of the workflow as deployments show it. */
export const deployingRun = {
	id: RUN_ID,
	name: workflow.name,
	node_id: nodeId('WFR', RUN_ID),
	check_suite_id: checkSuiteId,
	check_suite_node_id: nodeId('CS', checkSuiteId),
	head_branch: 'fix/tell-the-cache',
	head_sha: headSha,
	path,
	display_title: 'Tell the cache when a parcel is delivered',
	run_number: 614,
	run_attempt: 1,
	event: 'pull_request',
	status: 'completed',
	conclusion: 'success',
	workflow_id: WORKFLOW_ID,
	url: runUrl,
	html_url: `${site}/actions/runs/${RUN_ID}`,
	pull_requests: [pullRequestReference],
	created_at: '2026-11-20T08:15:40Z',
	updated_at: '2026-11-20T08:19:02Z',
	run_started_at: '2026-11-20T08:15:40Z',
	actor: sender,
	triggering_actor: sender,
};

const job = {
	id: JOB_ID,
	run_id: RUN_ID,
	workflow_name: workflow.name,
	head_branch: deployingRun.head_branch,
	run_url: runUrl,
	run_attempt: 1,
	node_id: nodeId('CR', JOB_ID),
	head_sha: headSha,
	url: `${api}/actions/jobs/${JOB_ID}`,
	html_url: `${deployingRun.html_url}/job/${JOB_ID}`,
	status: 'completed',
	conclusion: 'success',
	created_at: '2026-11-20T08:15:41Z',
	started_at: '2026-11-20T08:15:47Z',
	completed_at: '2026-11-20T08:19:01Z',
	name: 'unit',
	steps: [
		{
			name: 'Run the tests',
			status: 'completed',
			conclusion: 'success',
			number: 3,
			started_at: '2026-11-20T08:16:20Z',
			completed_at: '2026-11-20T08:18:58Z',
		},
	],
	check_run_url: `${api}/check-runs/${JOB_ID}`,
	labels: ['ubuntu-latest'],
	runner_id: 41,
	runner_name: 'GitHub Actions 41',
	runner_group_id: 2,
	runner_group_name: 'GitHub Actions',
};

/** Samples of the events about runs of workflows. */
export const actionSamples = {
	workflow_run: inRepository({
		action: 'completed',
		workflow_run: {
			...deployingRun,
			jobs_url: `${runUrl}/jobs`,
			logs_url: `${runUrl}/logs`,
			check_suite_url: `${api}/check-suites/${checkSuiteId}`,
			artifacts_url: `${runUrl}/artifacts`,
			cancel_url: `${runUrl}/cancel`,
			rerun_url: `${runUrl}/rerun`,
			previous_attempt_url: null,
			workflow_url: workflowUrl,
			head_commit: headCommit,
			repository: shortTracker,
			head_repository: shortTracker,
		},
		workflow,
	}),
	workflow_job: inRepository({ action: 'completed', workflow_job: job }),
	workflow_dispatch: inRepository({
		inputs: { environment: 'staging' },
		ref: 'refs/heads/main',
		workflow: path,
	}),
	repository_dispatch: inRepository({
		action: 'stock-counted',
		branch: 'main',
		client_payload: { warehouse: 'Oslo', parcels: 318 },
		installation,
	}),
};
