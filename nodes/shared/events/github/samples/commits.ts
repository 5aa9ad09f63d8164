import { api, site } from './repository';

/** The commit before. */
export const beforeSha = '3b9d27c04e81f6a5d2907b1ce4f83a6d5570c219';
/** The commit that most events are about. */
export const headSha = '8c41f0b7d963e25a1f0e7bd4c28a95306ed7f1b4';
const TREE_SHA = 'd05e8a3f71b6c94208e7a1d35fc2b96048d1e37a';

const AUTHOR = { name: 'Mira Olsen', email: 'mira.olsen@acme-parcels.example' };
const MESSAGE = 'Tell the cache when a parcel is delivered';

/** The commit as checks and workflow runs show it. */
export const headCommit = {
	id: headSha,
	tree_id: TREE_SHA,
	message: MESSAGE,
	timestamp: '2026-11-20T09:15:36+01:00',
	author: AUTHOR,
	committer: AUTHOR,
};

/** The commit as a push shows it. */
export const pushedCommit = {
	...headCommit,
	distinct: true,
	url: `${site}/commit/${headSha}`,
	author: { ...AUTHOR, username: 'mira-olsen' },
	committer: { ...AUTHOR, username: 'mira-olsen' },
	added: ['src/cache/invalidate.ts'],
	removed: [],
	modified: ['src/parcel.ts', 'test/parcel.test.ts'],
};

/** The commit as the API shows it. */
export const apiCommit = {
	author: { ...AUTHOR, date: '2026-11-20T08:15:36Z' },
	committer: { ...AUTHOR, date: '2026-11-20T08:15:36Z' },
	message: MESSAGE,
	tree: { sha: TREE_SHA, url: `${api}/git/trees/${TREE_SHA}` },
	url: `${api}/git/commits/${headSha}`,
	comment_count: 0,
	verification: {
		verified: false,
		reason: 'unsigned',
		signature: null,
		payload: null,
		verified_at: null,
	},
};
