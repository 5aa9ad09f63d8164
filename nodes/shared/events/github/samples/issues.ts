import { colleague, nodeId } from './actors';
import { inRepository } from './inRepository';
import { issue, issueOf, label, milestone, reactionsAt } from './issueParts';
import { api, repository } from './repository';

const COMMENT_ID = 2_551_380_426;
const parent = issueOf(120, 'The tracking page is right at any time');
const commentUrl = `${api}/issues/comments/${COMMENT_ID}`;

/** Samples of the events about issues. */
export const issueSamples = {
	issues: inRepository({ action: 'opened', issue }),
	issue_comment: inRepository({
		action: 'created',
		issue,
		comment: {
			url: commentUrl,
			html_url: `${issue.html_url}#issuecomment-${COMMENT_ID}`,
			issue_url: issue.url,
			id: COMMENT_ID,
			node_id: nodeId('IC', COMMENT_ID),
			user: colleague,
			created_at: '2026-11-20T08:15:40Z',
			updated_at: '2026-11-20T08:15:40Z',
			author_association: 'MEMBER',
			body: 'I can see it too. The cache is never told.',
			reactions: reactionsAt(commentUrl),
			performed_via_github_app: null,
		},
	}),
	issue_dependencies: inRepository({
		action: 'blocked_by_added',
		blocked_issue_id: issue.id,
		blocked_issue: issue,
		blocking_issue_id: parent.id,
		blocking_issue: parent,
		blocking_issue_repo: repository,
	}),
	issue_relates_to: inRepository({
		action: 'relates_to_added',
		issue_id: issue.id,
		issue,
		related_issue_id: parent.id,
		related_issue: parent,
	}),
	sub_issues: inRepository({
		action: 'sub_issue_added',
		sub_issue_id: issue.id,
		sub_issue: issue,
		sub_issue_repo: repository,
		parent_issue_id: parent.id,
		parent_issue: parent,
	}),
	label: inRepository({ action: 'created', label }),
	milestone: inRepository({ action: 'created', milestone }),
};
