import { colleague, sender } from './actors';
import { inRepository } from './inRepository';
import { api, site } from './repository';

const GHSA = 'GHSA-7c3v-p29x-m4qw';
const CVE = 'CVE-2026-99104';
const affectedPackage = { ecosystem: 'npm', name: 'label-printer' };

const affected = {
	package: affectedPackage,
	severity: 'high',
	vulnerable_version_range: '< 2.4.1',
	first_patched_version: { identifier: '2.4.1' },
};

const advisory = {
	ghsa_id: GHSA,
	cve_id: CVE,
	summary: 'Labels may run commands',
	description: 'The name of a recipient is passed to a shell without being quoted.',
	severity: 'high',
	identifiers: [
		{ type: 'GHSA', value: GHSA },
		{ type: 'CVE', value: CVE },
	],
	references: [{ url: `https://advisories.example/${GHSA}` }],
	published_at: '2026-11-20T07:00:00Z',
	updated_at: '2026-11-20T08:15:42Z',
	withdrawn_at: null,
	vulnerabilities: [affected],
	cvss: { score: 8.1, vector_string: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H' },
	cwes: [{ cwe_id: 'CWE-78', name: 'OS Command Injection' }],
};

/** The vulnerable package, and what an alert about it holds. */
export const vulnerability = {
	package: affectedPackage,
	alertParts: { security_advisory: advisory, security_vulnerability: affected },
};

const OWN_GHSA = 'GHSA-4h8r-w6jf-2xvc';

/** Samples of the events about security advisories. */
export const advisorySamples = {
	security_advisory: { action: 'published', security_advisory: advisory, sender },
	repository_advisory: inRepository({
		action: 'published',
		repository_advisory: {
			ghsa_id: OWN_GHSA,
			cve_id: null,
			url: `${api}/security-advisories/${OWN_GHSA}`,
			html_url: `${site}/security/advisories/${OWN_GHSA}`,
			summary: 'Tracking numbers can be guessed',
			description: 'Numbers were given out one after the other.',
			severity: 'medium',
			author: sender,
			publisher: sender,
			identifiers: [{ type: 'GHSA', value: OWN_GHSA }],
			state: 'published',
			created_at: '2026-11-17T09:12:05Z',
			updated_at: '2026-11-20T08:15:42Z',
			published_at: '2026-11-20T08:15:42Z',
			closed_at: null,
			withdrawn_at: null,
			submission: null,
			vulnerabilities: [
				{
					package: { ecosystem: 'npm', name: 'tracker' },
					vulnerable_version_range: '< 4.12.0',
					patched_versions: '4.12.0',
					vulnerable_functions: ['nextNumber'],
				},
			],
			cvss: { vector_string: null, score: null },
			cwes: [{ cwe_id: 'CWE-340', name: 'Generation of Predictable Numbers or Identifiers' }],
			cwe_ids: ['CWE-340'],
			credits: [{ login: colleague.login, type: 'finder' }],
			credits_detailed: [{ user: colleague, type: 'finder', state: 'accepted' }],
			collaborating_users: null,
			collaborating_teams: null,
			private_fork: null,
		},
	}),
};
