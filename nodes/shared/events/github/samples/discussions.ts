import { colleague, nodeId, sender } from './actors';
import { inRepository } from './inRepository';
import { reactionsAt } from './issueParts';
import { api, repository, site } from './repository';

const ID = 7_504_218;
const NUMBER = 96;
const COMMENT_ID = 11_490_337;
const url = `${api}/discussions/${NUMBER}`;
const htmlUrl = `${site}/discussions/${NUMBER}`;

const discussion = {
	repository_url: api,
	category: {
		id: 41_208_860,
		node_id: nodeId('DIC', 41_208_860),
		repository_id: repository.id,
		emoji: ':bulb:',
		name: 'Ideas',
		description: 'What the tracking page could do as well',
		created_at: '2025-02-03T10:12:46Z',
		updated_at: '2025-02-03T10:12:46Z',
		slug: 'ideas',
		is_answerable: false,
	},
	answer_html_url: null,
	answer_chosen_at: null,
	answer_chosen_by: null,
	html_url: htmlUrl,
	id: ID,
	node_id: nodeId('D', ID),
	number: NUMBER,
	title: 'Show the parcel on a map',
	user: sender,
	labels: [],
	state: 'open',
	state_reason: null,
	locked: false,
	comments: 1,
	created_at: '2026-11-20T08:15:40Z',
	updated_at: '2026-11-20T08:15:40Z',
	author_association: 'MEMBER',
	active_lock_reason: null,
	body: 'People ask in which town their parcel is. A map would answer that.',
	reactions: reactionsAt(url),
	timeline_url: `${url}/timeline`,
};

/** Samples of the events about discussions. */
export const discussionSamples = {
	discussion: inRepository({ action: 'created', discussion }),
	discussion_comment: inRepository({
		action: 'created',
		comment: {
			id: COMMENT_ID,
			node_id: nodeId('DC', COMMENT_ID),
			html_url: `${htmlUrl}#discussioncomment-${COMMENT_ID}`,
			parent_id: null,
			child_comment_count: 0,
			repository_url: repository.full_name,
			discussion_id: ID,
			author_association: 'MEMBER',
			user: colleague,
			created_at: '2026-11-20T08:15:42Z',
			updated_at: '2026-11-20T08:15:42Z',
			body: 'A map of the towns would do, without the streets.',
			reactions: reactionsAt(`${api}/discussions/comments/${COMMENT_ID}`),
		},
		discussion,
	}),
};
