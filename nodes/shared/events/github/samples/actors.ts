import type { SampleObject } from '../../types';

const API = 'https://api.github.com';
const SITE = 'https://github.com';

/** An ID for the GraphQL API, as GitHub makes them: what it is, and a number. */
export const nodeId = (kind: string, id: number): string =>
	`${kind}_${Buffer.from(`${kind}${id}`).toString('base64url')}`;

/** A user or an organization, with what others need of it. */
export interface Account extends SampleObject {
	readonly login: string;
	readonly id: number;
	readonly node_id: string;
	readonly avatar_url: string;
}

/** A user, or an organization as the owner of something. */
export function account(
	login: string,
	id: number,
	type: 'Organization' | 'User' = 'User',
): Account {
	const url = `${API}/users/${login}`;
	return {
		login,
		id,
		node_id: nodeId(type === 'User' ? 'U' : 'O', id),
		avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
		gravatar_id: '',
		url,
		html_url: `${SITE}/${login}`,
		followers_url: `${url}/followers`,
		following_url: `${url}/following{/other_user}`,
		gists_url: `${url}/gists{/gist_id}`,
		starred_url: `${url}/starred{/owner}{/repo}`,
		subscriptions_url: `${url}/subscriptions`,
		organizations_url: `${url}/orgs`,
		repos_url: `${url}/repos`,
		events_url: `${url}/events{/privacy}`,
		received_events_url: `${url}/received_events`,
		type,
		user_view_type: 'public',
		site_admin: false,
	};
}

const OWNER = 'acme-parcels';
const OWNER_ID = 480_217_903;
const ORGANIZATION = `${API}/orgs/${OWNER}`;

/** Who did it, in every event. */
export const sender = account('mira-olsen', 91_204_417);

/** Somebody else. */
export const colleague = account('tomasz-wrobel', 73_558_120);

/** The organization as the owner of repositories and projects. */
export const owner = account(OWNER, OWNER_ID, 'Organization');

/** The organization that the event belongs to. */
export const organization = {
	login: OWNER,
	id: OWNER_ID,
	node_id: nodeId('O', OWNER_ID),
	url: ORGANIZATION,
	repos_url: `${ORGANIZATION}/repos`,
	events_url: `${ORGANIZATION}/events`,
	hooks_url: `${ORGANIZATION}/hooks`,
	issues_url: `${ORGANIZATION}/issues`,
	members_url: `${ORGANIZATION}/members{/member}`,
	public_members_url: `${ORGANIZATION}/public_members{/member}`,
	avatar_url: owner.avatar_url,
	description: 'Parcels that arrive',
};

/** The installation of the app that gets the event. */
export const installation = { id: 60_412_895, node_id: nodeId('MDIz', 60_412_895) };

/** A team of the organization. */
export const team = {
	name: 'Dispatch',
	id: 11_836_420,
	node_id: nodeId('T', 11_836_420),
	slug: 'dispatch',
	description: 'Keeps the parcels moving',
	privacy: 'closed',
	notification_setting: 'notifications_enabled',
	url: `${API}/organizations/${OWNER_ID}/team/11836420`,
	html_url: `${SITE}/orgs/${OWNER}/teams/dispatch`,
	members_url: `${API}/organizations/${OWNER_ID}/team/11836420/members{/member}`,
	repositories_url: `${API}/organizations/${OWNER_ID}/team/11836420/repos`,
	permission: 'pull',
	parent: null,
};

/** An app that acts on the repository. */
export const app = {
	id: 320_518,
	client_id: 'Iv1.5c0d8e2f7a914b63',
	slug: 'parcel-checks',
	node_id: nodeId('A', 320_518),
	owner,
	name: 'Parcel Checks',
	description: 'Runs the tests of every change',
	external_url: 'https://checks.acme-parcels.example',
	html_url: `${SITE}/apps/parcel-checks`,
	created_at: '2025-03-11T09:20:05Z',
	updated_at: '2026-06-02T14:41:37Z',
	permissions: { checks: 'write', contents: 'read', metadata: 'read', pull_requests: 'read' },
	events: ['check_run', 'check_suite', 'pull_request'],
};
