import { failure, success } from '../../../result';
import type { Result } from '../../../result';
import type { SubscriptionTarget } from '../../adapter';

// Letters, digits and hyphens make up a login, with underlines for users of an enterprise.
const ACCOUNT = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
const REPOSITORY = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/;

/**
 * Reads where a webhook is to live.
 *
 * @param owner user or organization
 * @param repository its repository; empty for a webhook of the whole organization
 * @returns the repository or organization, or the sentence that says what to change
 */
export function parseGitHubTarget(owner: string, repository: string): Result<SubscriptionTarget> {
	const [account, name] = [owner.trim(), repository.trim().replace(/\.git$/, '')];
	if (!ACCOUNT.test(account)) {
		return failure(
			"The field 'Owner' must be the name of a user or organization, for example octocat.",
		);
	}
	if (name === '') return success({ service: 'github', org: account });
	if (!REPOSITORY.test(name)) {
		return failure(
			"The field 'Repository' must be the name of a repository without its owner, for example hello-world.",
		);
	}
	return success({ service: 'github', owner: account, repo: name });
}

/** The path of a target's webhooks. */
export function hooksPath({ org, owner, repo }: SubscriptionTarget): string {
	const segments = org === undefined ? ['repos', owner, repo] : ['orgs', org];
	return `/${[...segments, 'hooks'].map((segment) => encodeURIComponent(segment ?? '')).join('/')}`;
}

/** The page on which people see and remove a target's webhooks. */
export const hooksPage = ({ org, owner, repo }: SubscriptionTarget): string =>
	org === undefined
		? `https://github.com/${owner ?? ''}/${repo ?? ''}/settings/hooks`
		: `https://github.com/organizations/${org}/settings/hooks`;
