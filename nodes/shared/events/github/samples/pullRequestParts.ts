import { colleague, nodeId, owner, sender } from './actors';
import { beforeSha, headSha } from './commits';
import { label, milestone } from './issueParts';
import { api, repository, site } from './repository';

const NUMBER = 131;
const ID = 2_190_447_305;
const url = `${api}/pulls/${NUMBER}`;
const issueUrl = `${api}/issues/${NUMBER}`;
const htmlUrl = `${site}/pull/${NUMBER}`;

const branch = (ref: string, sha: string) => ({
	label: `${owner.login}:${ref}`,
	ref,
	sha,
	user: owner,
	repo: repository,
});

/** A pull request as checks and workflow runs show it. */
export const pullRequestReference = {
	url,
	id: ID,
	number: NUMBER,
	head: {
		ref: 'fix/tell-the-cache',
		sha: headSha,
		repo: { id: repository.id, url: api, name: repository.name },
	},
	base: {
		ref: 'main',
		sha: beforeSha,
		repo: { id: repository.id, url: api, name: repository.name },
	},
};

/** A pull request as events about its reviews show it. */
export const pullRequest = {
	url,
	id: ID,
	node_id: nodeId('PR', ID),
	html_url: htmlUrl,
	diff_url: `${htmlUrl}.diff`,
	patch_url: `${htmlUrl}.patch`,
	issue_url: issueUrl,
	number: NUMBER,
	state: 'open',
	locked: false,
	title: 'Tell the cache when a parcel is delivered',
	user: sender,
	body: 'The page asked the cache, and the cache was never told. Closes #128.',
	created_at: '2026-11-20T08:15:40Z',
	updated_at: '2026-11-20T08:15:40Z',
	closed_at: null,
	merged_at: null,
	merge_commit_sha: 'a7e2d90c51f8b34e6d0c7295fb18e3a4069c5d72',
	assignee: sender,
	assignees: [sender],
	requested_reviewers: [colleague],
	requested_teams: [],
	labels: [label],
	milestone,
	draft: false,
	commits_url: `${url}/commits`,
	review_comments_url: `${url}/comments`,
	review_comment_url: `${api}/pulls/comments{/number}`,
	comments_url: `${issueUrl}/comments`,
	statuses_url: `${api}/statuses/${headSha}`,
	head: branch('fix/tell-the-cache', headSha),
	base: branch('main', beforeSha),
	_links: {
		self: { href: url },
		html: { href: htmlUrl },
		issue: { href: issueUrl },
		comments: { href: `${issueUrl}/comments` },
		review_comments: { href: `${url}/comments` },
		review_comment: { href: `${api}/pulls/comments{/number}` },
		commits: { href: `${url}/commits` },
		statuses: { href: `${api}/statuses/${headSha}` },
	},
	author_association: 'MEMBER',
	auto_merge: null,
	active_lock_reason: null,
};

/** A pull request as events about itself show it. */
export const wholePullRequest = {
	...pullRequest,
	merged: false,
	mergeable: null,
	rebaseable: null,
	mergeable_state: 'unknown',
	merged_by: null,
	comments: 0,
	review_comments: 0,
	maintainer_can_modify: false,
	commits: 1,
	additions: 34,
	deletions: 6,
	changed_files: 3,
};
