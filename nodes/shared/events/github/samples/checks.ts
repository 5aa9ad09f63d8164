import { app, nodeId, sender } from './actors';
import { apiCommit, beforeSha, headCommit, headSha } from './commits';
import { inRepository } from './inRepository';
import { pullRequestReference } from './pullRequestParts';
import { api, site } from './repository';

const RUN_ID = 33_518_204_716;
const SUITE_ID = 30_927_441_852;
const STATUS_ID = 32_604_915_783;

/** The check suite that runs and jobs of workflows belong to. */
export const checkSuiteId = SUITE_ID;

const suite = {
	id: SUITE_ID,
	node_id: nodeId('CS', SUITE_ID),
	head_branch: 'fix/tell-the-cache',
	head_sha: headSha,
	status: 'completed',
	conclusion: 'success',
	url: `${api}/check-suites/${SUITE_ID}`,
	before: beforeSha,
	after: headSha,
	pull_requests: [pullRequestReference],
	app,
	created_at: '2026-11-20T08:15:40Z',
	updated_at: '2026-11-20T08:19:02Z',
};

const runUrl = `${api}/check-runs/${RUN_ID}`;
const commitUrl = `${api}/commits/${headSha}`;

/** Samples of the events about checks of commits. */
export const checkSamples = {
	check_run: inRepository({
		action: 'completed',
		check_run: {
			id: RUN_ID,
			name: 'Unit tests',
			node_id: nodeId('CR', RUN_ID),
			head_sha: headSha,
			external_id: 'run-5512',
			url: runUrl,
			html_url: `${site}/runs/${RUN_ID}`,
			details_url: 'https://checks.acme-parcels.example/runs/5512',
			status: 'completed',
			conclusion: 'success',
			started_at: '2026-11-20T08:15:41Z',
			completed_at: '2026-11-20T08:19:02Z',
			output: {
				title: 'All tests passed',
				summary: '212 tests in 3 minutes',
				text: null,
				annotations_count: 0,
				annotations_url: `${runUrl}/annotations`,
			},
			check_suite: suite,
			app,
			pull_requests: [pullRequestReference],
		},
	}),
	check_suite: inRepository({
		action: 'completed',
		check_suite: {
			...suite,
			latest_check_runs_count: 1,
			check_runs_url: `${suite.url}/check-runs`,
			head_commit: headCommit,
			rerequestable: true,
			runs_rerequestable: true,
		},
	}),
	status: inRepository({
		id: STATUS_ID,
		sha: headSha,
		name: 'acme-parcels/tracker',
		avatar_url: sender.avatar_url,
		target_url: 'https://builds.acme-parcels.example/5512',
		context: 'build',
		description: 'The build passed',
		state: 'success',
		commit: {
			sha: headSha,
			node_id: nodeId('C', STATUS_ID),
			commit: apiCommit,
			url: commitUrl,
			html_url: `${site}/commit/${headSha}`,
			comments_url: `${commitUrl}/comments`,
			author: sender,
			committer: sender,
			parents: [
				{
					sha: beforeSha,
					url: `${api}/commits/${beforeSha}`,
					html_url: `${site}/commit/${beforeSha}`,
				},
			],
		},
		branches: [
			{
				name: 'fix/tell-the-cache',
				commit: { sha: headSha, url: commitUrl },
				protected: false,
			},
		],
		created_at: '2026-11-20T08:19:02Z',
		updated_at: '2026-11-20T08:19:02Z',
	}),
};
