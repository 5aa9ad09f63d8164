import { gitHubEvents } from './index';
import type { GitHubEvent } from './index';

/** Where a webhook can be that belongs to no app. */
export type GitHubPlace = 'organization' | 'repository';

/*
 * Source: `x-github.supported-webhook-types` of each event in npm package
 * `@octokit/openapi-webhooks` 12.1.0, and for `issue_relates_to` the line "Availability" of
 * https://docs.github.com/webhooks/webhook-events-and-payloads; read on 2026-11-30.
 */

/** Sent to apps, and to listings of the marketplace and of sponsors. */
const ELSEWHERE: ReadonlySet<GitHubEvent> = new Set<GitHubEvent>([
	'deployment_protection_rule',
	'deployment_review',
	'github_app_authorization',
	'installation',
	'installation_repositories',
	'installation_target',
	'marketplace_purchase',
	'merge_group',
	'repository_dispatch',
	'security_advisory',
	'sponsorship',
	'workflow_dispatch',
]);

const ORGANIZATION_ONLY: ReadonlySet<GitHubEvent> = new Set<GitHubEvent>([
	'custom_property',
	'membership',
	'org_block',
	'organization',
	'personal_access_token_request',
	'projects_v2',
	'projects_v2_item',
	'projects_v2_status_update',
	'team',
]);

/** The events that GitHub sends to webhooks of such a place, sorted. */
export const gitHubEventsAt = (place: GitHubPlace): readonly GitHubEvent[] =>
	gitHubEvents.filter(
		(name) => !ELSEWHERE.has(name) && (place === 'organization' || !ORGANIZATION_ONLY.has(name)),
	);
