import { nodeId, organization, owner, sender } from './actors';
import { beforeSha, headSha, pushedCommit } from './commits';
import { inRepository } from './inRepository';
import { api, createdAt, pushedAt, repository, site } from './repository';

const COMMENT_ID = 149_305_277;
const RELEASE_ID = 189_604_325;
const ASSET_ID = 207_513_846;
const TAG = 'v4.12.0';
const releaseUrl = `${api}/releases/${RELEASE_ID}`;
const secondsOf = (time: string): number => Date.parse(time) / 1000;

/** Samples of the events about commits, branches and releases. */
export const codeSamples = {
	commit_comment: inRepository({
		action: 'created',
		comment: {
			url: `${api}/comments/${COMMENT_ID}`,
			html_url: `${site}/commit/${headSha}#commitcomment-${COMMENT_ID}`,
			id: COMMENT_ID,
			node_id: nodeId('CC', COMMENT_ID),
			user: sender,
			position: null,
			line: null,
			path: null,
			commit_id: headSha,
			created_at: '2026-11-20T08:15:42Z',
			updated_at: '2026-11-20T08:15:42Z',
			author_association: 'MEMBER',
			body: 'This is what made the page right again.',
		},
	}),
	create: inRepository({
		ref: 'fix/tell-the-cache',
		ref_type: 'branch',
		master_branch: 'main',
		description: repository.description,
		pusher_type: 'user',
	}),
	delete: inRepository({ ref: 'fix/tell-the-cache', ref_type: 'branch', pusher_type: 'user' }),
	push: {
		ref: 'refs/heads/main',
		before: beforeSha,
		after: headSha,
		// A push shows these times as numbers, and the owner with a name.
		repository: {
			...repository,
			owner: { ...owner, name: owner.login, email: null },
			created_at: secondsOf(createdAt),
			pushed_at: secondsOf(pushedAt),
			stargazers: repository.stargazers_count,
			master_branch: 'main',
			organization: owner.login,
		},
		pusher: { name: sender.login, email: 'mira.olsen@acme-parcels.example' },
		organization,
		sender,
		created: false,
		deleted: false,
		forced: false,
		base_ref: null,
		compare: `${site}/compare/${beforeSha.slice(0, 12)}...${headSha.slice(0, 12)}`,
		commits: [pushedCommit],
		head_commit: pushedCommit,
	},
	release: inRepository({
		action: 'published',
		release: {
			url: releaseUrl,
			assets_url: `${releaseUrl}/assets`,
			upload_url: `${releaseUrl.replace('api.', 'uploads.')}/assets{?name,label}`,
			html_url: `${site}/releases/tag/${TAG}`,
			id: RELEASE_ID,
			node_id: nodeId('RE', RELEASE_ID),
			tag_name: TAG,
			target_commitish: 'main',
			name: 'Right at any time',
			draft: false,
			immutable: false,
			author: sender,
			prerelease: false,
			created_at: '2026-11-20T08:14:20Z',
			updated_at: '2026-11-20T08:15:42Z',
			published_at: '2026-11-20T08:15:42Z',
			assets: [
				{
					url: `${api}/releases/assets/${ASSET_ID}`,
					browser_download_url: `${site}/releases/download/${TAG}/tracker.zip`,
					id: ASSET_ID,
					node_id: nodeId('RA', ASSET_ID),
					name: 'tracker.zip',
					label: null,
					state: 'uploaded',
					content_type: 'application/zip',
					size: 318_440,
					digest: null,
					download_count: 0,
					created_at: '2026-11-20T08:15:02Z',
					updated_at: '2026-11-20T08:15:03Z',
					uploader: sender,
				},
			],
			tarball_url: `${api}/tarball/${TAG}`,
			zipball_url: `${api}/zipball/${TAG}`,
			body: 'The tracking page knows at once when a parcel is delivered.',
		},
	}),
};
