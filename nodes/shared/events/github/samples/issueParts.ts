import type { SampleObject } from '../../types';
import { colleague, nodeId, sender } from './actors';
import { api, site } from './repository';

/** How often people reacted to something. */
export const reactionsAt = (url: string): SampleObject => ({
	url: `${url}/reactions`,
	total_count: 1,
	'+1': 1,
	'-1': 0,
	laugh: 0,
	hooray: 0,
	confused: 0,
	heart: 0,
	rocket: 0,
	eyes: 0,
});

/** A label of the repository. */
export const label = {
	id: 6_120_447_813,
	node_id: nodeId('LA', 6_120_447_813),
	url: `${api}/labels/tracking`,
	name: 'tracking',
	color: '1d76db',
	default: false,
	description: 'About the tracking page',
};

/** A milestone of the repository. */
export const milestone = {
	url: `${api}/milestones/4`,
	html_url: `${site}/milestone/4`,
	labels_url: `${api}/milestones/4/labels`,
	id: 9_813_220,
	node_id: nodeId('MI', 9_813_220),
	number: 4,
	title: 'Before the holidays',
	description: 'All that has to work when everybody sends parcels',
	creator: sender,
	open_issues: 3,
	closed_issues: 11,
	state: 'open',
	created_at: '2026-10-01T07:30:12Z',
	updated_at: '2026-11-18T15:02:48Z',
	due_on: '2026-12-10T08:00:00Z',
	closed_at: null,
};

/** An issue, with what others need of it. */
export interface Issue extends SampleObject {
	readonly id: number;
	readonly node_id: string;
	readonly url: string;
	readonly html_url: string;
}

/** An issue of the repository. */
export function issueOf(number: number, title: string): Issue {
	const id = 2_718_600_000 + number;
	const url = `${api}/issues/${number}`;
	return {
		url,
		repository_url: api,
		labels_url: `${url}/labels{/name}`,
		comments_url: `${url}/comments`,
		events_url: `${url}/events`,
		html_url: `${site}/issues/${number}`,
		id,
		node_id: nodeId('I', id),
		number,
		title,
		user: sender,
		labels: [label],
		state: 'open',
		locked: false,
		assignee: colleague,
		assignees: [colleague],
		milestone,
		comments: 1,
		created_at: '2026-11-20T08:15:38Z',
		updated_at: '2026-11-20T08:15:38Z',
		closed_at: null,
		author_association: 'MEMBER',
		active_lock_reason: null,
		body: 'Parcel AP-1001 was delivered, but the page still says that it is on its way.',
		reactions: reactionsAt(url),
		timeline_url: `${url}/timeline`,
		performed_via_github_app: null,
		state_reason: null,
	};
}

/** The issue that most events are about. */
export const issue = issueOf(128, 'Delivered parcels still look as if they were on their way');
