import { colleague, nodeId } from './actors';
import { beforeSha, headCommit, headSha } from './commits';
import { inRepository } from './inRepository';
import { reactionsAt } from './issueParts';
import { pullRequest, wholePullRequest } from './pullRequestParts';
import { api } from './repository';

const REVIEW_ID = 3_402_118_977;
const COMMENT_ID = 1_863_904_215;
const commentUrl = `${api}/pulls/comments/${COMMENT_ID}`;
const commentPage = `${pullRequest.html_url}#discussion_r${COMMENT_ID}`;

const reviewComment = {
	url: commentUrl,
	pull_request_review_id: REVIEW_ID,
	id: COMMENT_ID,
	node_id: nodeId('PRRC', COMMENT_ID),
	diff_hunk: '@@ -18,6 +18,7 @@ export function deliver(parcel: Parcel): void {',
	path: 'src/parcel.ts',
	commit_id: headSha,
	original_commit_id: headSha,
	user: colleague,
	body: 'Does it also hold for parcels that come back?',
	created_at: '2026-11-20T08:15:41Z',
	updated_at: '2026-11-20T08:15:41Z',
	html_url: commentPage,
	pull_request_url: pullRequest.url,
	author_association: 'MEMBER',
	_links: {
		self: { href: commentUrl },
		html: { href: commentPage },
		pull_request: { href: pullRequest.url },
	},
	reactions: reactionsAt(commentUrl),
	start_line: null,
	original_start_line: null,
	start_side: null,
	line: 21,
	original_line: 21,
	side: 'RIGHT',
	original_position: 4,
	position: 4,
	subject_type: 'line',
};

/** Samples of the events about pull requests. */
export const pullRequestSamples = {
	pull_request: inRepository({
		action: 'opened',
		number: pullRequest.number,
		pull_request: wholePullRequest,
	}),
	pull_request_review: inRepository({
		action: 'submitted',
		review: {
			id: REVIEW_ID,
			node_id: nodeId('PRR', REVIEW_ID),
			user: colleague,
			body: 'It works with the parcels that I tried.',
			commit_id: headSha,
			submitted_at: '2026-11-20T08:15:41Z',
			updated_at: '2026-11-20T08:15:41Z',
			state: 'approved',
			html_url: `${pullRequest.html_url}#pullrequestreview-${REVIEW_ID}`,
			pull_request_url: pullRequest.url,
			author_association: 'MEMBER',
			_links: {
				html: { href: `${pullRequest.html_url}#pullrequestreview-${REVIEW_ID}` },
				pull_request: { href: pullRequest.url },
			},
		},
		pull_request: pullRequest,
	}),
	pull_request_review_comment: inRepository({
		action: 'created',
		comment: reviewComment,
		pull_request: pullRequest,
	}),
	pull_request_review_thread: inRepository({
		action: 'resolved',
		pull_request: pullRequest,
		thread: { node_id: nodeId('PRRT', COMMENT_ID), comments: [reviewComment] },
		updated_at: '2026-11-20T08:15:42Z',
	}),
	merge_group: inRepository({
		action: 'checks_requested',
		merge_group: {
			head_sha: headSha,
			head_ref: `refs/heads/gh-readonly-queue/main/pr-131-${beforeSha}`,
			base_sha: beforeSha,
			base_ref: 'refs/heads/main',
			head_commit: headCommit,
		},
	}),
};
