import { nodeId, organization, sender } from './actors';
import { vulnerability } from './advisories';
import { headSha } from './commits';
import { inRepository } from './inRepository';
import { api, repository, site } from './repository';

const alertUrls = (kind: string, number: number) => ({
	url: `${api}/${kind}/alerts/${number}`,
	html_url: `${site}/security/${kind}/${number}`,
});

const secretAlert = {
	number: 3,
	created_at: '2026-11-20T08:15:42Z',
	updated_at: '2026-11-20T08:15:42Z',
	...alertUrls('secret-scanning', 3),
	locations_url: `${api}/secret-scanning/alerts/3/locations`,
	state: 'open',
	resolution: null,
	resolved_at: null,
	resolved_by: null,
	resolution_comment: null,
	secret_type: 'stripe_test_secret_key',
	secret_type_display_name: 'Stripe Test API Secret Key',
	validity: 'unknown',
	push_protection_bypassed: false,
	push_protection_bypassed_by: null,
	push_protection_bypassed_at: null,
	publicly_leaked: false,
	multi_repo: false,
};

const vulnerableSince = '2026-11-20T08:15:42Z';

/** Samples of the events about alerts of the repository. */
export const alertSamples = {
	code_scanning_alert: inRepository({
		action: 'created',
		alert: {
			number: 17,
			created_at: '2026-11-20T08:15:42Z',
			updated_at: '2026-11-20T08:15:42Z',
			...alertUrls('code-scanning', 17),
			instances_url: `${api}/code-scanning/alerts/17/instances`,
			state: 'open',
			fixed_at: null,
			dismissed_by: null,
			dismissed_at: null,
			dismissed_reason: null,
			dismissed_comment: null,
			rule: {
				id: 'js/incomplete-sanitization',
				severity: 'warning',
				description: 'A text is cleaned in part only',
				name: 'js/incomplete-sanitization',
				tags: ['correctness', 'security'],
			},
			tool: { name: 'CodeQL', guid: null, version: '2.23.3' },
			most_recent_instance: {
				ref: 'refs/heads/main',
				analysis_key: '.github/workflows/scan.yml:scan',
				environment: '{}',
				category: '.github/workflows/scan.yml:scan',
				state: 'open',
				commit_sha: headSha,
				message: { text: 'Only the first backslash is escaped.' },
				location: {
					path: 'src/escape.ts',
					start_line: 12,
					end_line: 12,
					start_column: 9,
					end_column: 31,
				},
				classifications: [],
			},
		},
		ref: 'refs/heads/main',
		commit_oid: headSha,
	}),
	dependabot_alert: inRepository({
		action: 'created',
		alert: {
			number: 9,
			state: 'open',
			dependency: {
				package: vulnerability.package,
				manifest_path: 'package-lock.json',
				scope: 'runtime',
			},
			...vulnerability.alertParts,
			...alertUrls('dependabot', 9),
			created_at: vulnerableSince,
			updated_at: vulnerableSince,
			dismissed_at: null,
			dismissed_by: null,
			dismissed_reason: null,
			dismissed_comment: null,
			fixed_at: null,
		},
	}),
	repository_vulnerability_alert: inRepository({
		action: 'create',
		alert: {
			id: 81_246_305,
			node_id: nodeId('RVA', 81_246_305),
			number: 9,
			affected_range: '< 2.4.1',
			affected_package_name: vulnerability.package.name,
			external_reference: 'https://advisories.example/GHSA-7c3v-p29x-m4qw',
			external_identifier: 'CVE-2026-99104',
			ghsa_id: 'GHSA-7c3v-p29x-m4qw',
			severity: 'high',
			created_at: vulnerableSince,
			fixed_in: '2.4.1',
			state: 'open',
		},
	}),
	secret_scanning_alert: inRepository({ action: 'created', alert: secretAlert }),
	secret_scanning_alert_location: inRepository({
		action: 'created',
		alert: secretAlert,
		location: {
			type: 'commit',
			details: {
				path: 'scripts/refund.sh',
				start_line: 8,
				end_line: 8,
				start_column: 12,
				end_column: 44,
				blob_sha: '5e0b9d2c7f4163a8e1d07c95b3f2486a0dc1e759',
				blob_url: `${api}/git/blobs/5e0b9d2c7f4163a8e1d07c95b3f2486a0dc1e759`,
				commit_sha: headSha,
				commit_url: `${api}/git/commits/${headSha}`,
			},
		},
	}),
	secret_scanning_scan: inRepository({
		action: 'completed',
		type: 'backfill',
		source: 'git',
		started_at: '2026-11-20T08:02:11Z',
		completed_at: '2026-11-20T08:15:42Z',
		secret_types: ['stripe_test_secret_key'],
		custom_pattern_name: null,
		custom_pattern_scope: null,
	}),
	security_and_analysis: {
		changes: { from: { security_and_analysis: { secret_scanning: { status: 'disabled' } } } },
		repository: { ...repository, subscribers_count: 4, network_count: 5 },
		organization,
		sender,
	},
};
