import { owner, sender } from './actors';
import { headSha } from './commits';
import { inRepository } from './inRepository';
import { repository, site } from './repository';

const PACKAGE_ID = 6_482_019;
const VERSION_ID = 583_207_114;
const VERSION = '4.12.0';
const publishedAt = '2026-11-20T08:15:42Z';
const packagePage = `${site}/packages/${PACKAGE_ID}`;
const registryUrl = 'https://npm.pkg.github.com';

const shared = {
	id: PACKAGE_ID,
	name: repository.name,
	namespace: owner.login,
	description: 'Tells where a parcel is',
	ecosystem: 'NPM',
	package_type: 'NPM',
	html_url: packagePage,
	created_at: '2025-05-27T13:10:00Z',
	updated_at: publishedAt,
	owner,
};

const version = {
	id: VERSION_ID,
	version: VERSION,
	name: VERSION,
	summary: 'Tells where a parcel is',
	description: 'Tells where a parcel is',
	html_url: `${packagePage}?version=${VERSION}`,
	target_commitish: 'main',
	target_oid: headSha,
	created_at: publishedAt,
	updated_at: publishedAt,
	metadata: [],
	package_files: [
		{
			id: 271_905_668,
			name: `tracker-${VERSION}.tgz`,
			content_type: 'application/octet-stream',
			size: 48_213,
			state: 'uploaded',
			md5: null,
			sha1: null,
			sha256: '6b1f0c94d7e2a85b3c60f1d9e47a2b8c5d03e6f7194a8b2c0d5e7f61398ab4c2',
			download_url: `${registryUrl}/download/@${owner.login}/tracker/${VERSION}`,
			created_at: publishedAt,
			updated_at: publishedAt,
		},
	],
	installation_command: `npm install @${owner.login}/tracker@${VERSION}`,
};

const registry = {
	about_url: 'https://docs.github.com/packages',
	name: 'GitHub npm registry',
	type: 'npm',
	url: `${registryUrl}/@${owner.login}`,
	vendor: 'GitHub Inc',
};

/** Samples of the events about packages. */
export const packageSamples = {
	package: inRepository({
		action: 'published',
		package: { ...shared, package_version: { ...version, author: sender }, registry },
	}),
	registry_package: inRepository({
		action: 'published',
		registry_package: {
			...shared,
			package_version: { ...version, author: sender, package_url: `${packagePage}/versions` },
			registry,
		},
	}),
};
