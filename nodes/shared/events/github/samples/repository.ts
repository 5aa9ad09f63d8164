import type { SampleObject } from '../../types';
import { nodeId, owner } from './actors';
import type { Account } from './actors';

/** What follows the API URL of a repository, by the field that has it. */
const PLACES = {
	forks_url: '/forks',
	keys_url: '/keys{/key_id}',
	collaborators_url: '/collaborators{/collaborator}',
	teams_url: '/teams',
	hooks_url: '/hooks',
	issue_events_url: '/issues/events{/number}',
	events_url: '/events',
	assignees_url: '/assignees{/user}',
	branches_url: '/branches{/branch}',
	tags_url: '/tags',
	blobs_url: '/git/blobs{/sha}',
	git_tags_url: '/git/tags{/sha}',
	git_refs_url: '/git/refs{/sha}',
	trees_url: '/git/trees{/sha}',
	statuses_url: '/statuses/{sha}',
	languages_url: '/languages',
	stargazers_url: '/stargazers',
	contributors_url: '/contributors',
	subscribers_url: '/subscribers',
	subscription_url: '/subscription',
	commits_url: '/commits{/sha}',
	git_commits_url: '/git/commits{/sha}',
	comments_url: '/comments{/number}',
	issue_comment_url: '/issues/comments{/number}',
	contents_url: '/contents/{+path}',
	compare_url: '/compare/{base}...{head}',
	merges_url: '/merges',
	archive_url: '/{archive_format}{/ref}',
	downloads_url: '/downloads',
	issues_url: '/issues{/number}',
	pulls_url: '/pulls{/number}',
	milestones_url: '/milestones{/number}',
	notifications_url: '/notifications{?since,all,participating}',
	labels_url: '/labels{/name}',
	releases_url: '/releases{/id}',
	deployments_url: '/deployments',
};

/** A repository, with what others need of it. */
export interface Repository extends SampleObject {
	readonly id: number;
	readonly node_id: string;
	readonly name: string;
	readonly full_name: string;
	readonly private: boolean;
	readonly url: string;
	readonly html_url: string;
	readonly description: string;
}

/** A repository as parts of events show it: what it is, and where it is found. */
export function shortRepository(from: Account, name: string, id: number): Repository {
	const fullName = `${from.login}/${name}`;
	const url = `https://api.github.com/repos/${fullName}`;
	const places = Object.entries(PLACES).map(([field, place]) => [field, url + place]);
	return {
		id,
		node_id: nodeId('R', id),
		name,
		full_name: fullName,
		private: false,
		owner: from,
		html_url: `https://github.com/${fullName}`,
		description: 'Tells where a parcel is',
		fork: false,
		url,
		...(Object.fromEntries(places) as SampleObject),
	};
}

/** When the repository was made. */
export const createdAt = '2025-02-03T10:12:44Z';
/** When it was pushed to. */
export const pushedAt = '2026-11-20T08:15:40Z';
const STARS = 37;

/** A whole repository. */
export function repositoryOf(from: Account, name: string, id: number): Repository {
	const short = shortRepository(from, name, id);
	return {
		...short,
		created_at: createdAt,
		updated_at: '2026-11-19T16:50:21Z',
		pushed_at: pushedAt,
		git_url: `git://github.com/${short.full_name}.git`,
		ssh_url: `git@github.com:${short.full_name}.git`,
		clone_url: `${short.html_url}.git`,
		svn_url: short.html_url,
		homepage: 'https://tracker.acme-parcels.example',
		size: 1842,
		stargazers_count: STARS,
		watchers_count: STARS,
		language: 'TypeScript',
		has_issues: true,
		has_projects: true,
		has_downloads: true,
		has_wiki: true,
		has_pages: false,
		has_discussions: true,
		forks_count: 5,
		mirror_url: null,
		archived: false,
		disabled: false,
		open_issues_count: 8,
		license: {
			key: 'mit',
			name: 'MIT License',
			spdx_id: 'MIT',
			url: 'https://api.github.com/licenses/mit',
			node_id: nodeId('L', 13),
		},
		allow_forking: true,
		is_template: false,
		web_commit_signoff_required: false,
		topics: ['parcels', 'tracking'],
		visibility: 'public',
		forks: 5,
		open_issues: 8,
		watchers: STARS,
		default_branch: 'main',
	};
}

/** The repository that the event belongs to. */
export const repository = repositoryOf(owner, 'tracker', 702_461_538);

/** It in a list. */
export const listedRepository = {
	id: repository.id,
	node_id: repository.node_id,
	name: repository.name,
	full_name: repository.full_name,
	private: repository.private,
};

/** The API URL of the repository. */
export const api = repository.url;

/** The web address of the repository. */
export const site = repository.html_url;
