import { app, installation as reference, owner, sender } from './actors';
import { listedRepository } from './repository';

const URL = `https://api.github.com/app/installations/${reference.id}`;

const installation = {
	...reference,
	client_id: app.client_id,
	account: owner,
	repository_selection: 'selected',
	access_tokens_url: `${URL}/access_tokens`,
	repositories_url: 'https://api.github.com/installation/repositories',
	html_url: `https://github.com/organizations/${owner.login}/settings/installations/${reference.id}`,
	app_id: app.id,
	app_slug: app.slug,
	target_id: owner.id,
	target_type: 'Organization',
	permissions: app.permissions,
	events: app.events,
	created_at: '2026-11-20T08:15:42Z',
	updated_at: '2026-11-20T08:15:42Z',
	single_file_name: null,
	has_multiple_single_files: false,
	single_file_paths: [],
	suspended_by: null,
	suspended_at: null,
};

const HOOK_ID = 528_640_177;

const hook = {
	type: 'Repository',
	id: HOOK_ID,
	name: 'web',
	active: true,
	events: ['issues', 'push'],
	config: {
		content_type: 'json',
		insecure_ssl: '0',
		secret: '********',
		url: 'https://n8n.acme-parcels.example/webhook/github',
	},
	created_at: '2026-11-20T08:15:42Z',
	updated_at: '2026-11-20T08:15:42Z',
};

/** Samples of the events about apps and webhooks themselves. */
export const appSamples = {
	github_app_authorization: { action: 'revoked', sender },
	installation: { action: 'created', installation, repositories: [listedRepository], sender },
	installation_repositories: {
		action: 'added',
		installation,
		repository_selection: 'selected',
		repositories_added: [listedRepository],
		repositories_removed: [],
		requester: null,
		sender,
	},
	installation_target: {
		action: 'renamed',
		account: {
			...owner,
			archived_at: null,
			created_at: '2024-10-08T12:00:31Z',
			updated_at: '2026-11-20T08:15:42Z',
			followers: 0,
			following: 0,
			has_organization_projects: true,
			has_repository_projects: true,
			is_verified: false,
			public_gists: 0,
			public_repos: 6,
		},
		changes: { login: { from: 'acme-parcel-service' } },
		target_type: 'Organization',
		installation: reference,
		sender,
	},
	marketplace_purchase: {
		action: 'purchased',
		effective_date: '2026-11-20T00:00:00+00:00',
		marketplace_purchase: {
			account: {
				type: 'Organization',
				id: owner.id,
				node_id: owner.node_id,
				login: owner.login,
				organization_billing_email: 'billing@acme-parcels.example',
			},
			billing_cycle: 'monthly',
			unit_count: 1,
			on_free_trial: false,
			free_trial_ends_on: null,
			next_billing_date: '2026-12-20',
			plan: {
				id: 5_381,
				name: 'Team',
				description: 'For up to twenty repositories',
				monthly_price_in_cents: 1200,
				yearly_price_in_cents: 12_000,
				price_model: 'FLAT_RATE',
				has_free_trial: true,
				unit_name: null,
				bullets: ['Twenty repositories', 'Help by email'],
			},
		},
		sender: { ...sender, email: 'mira.olsen@acme-parcels.example' },
	},
	meta: { action: 'deleted', hook_id: HOOK_ID, hook, sender },
};
