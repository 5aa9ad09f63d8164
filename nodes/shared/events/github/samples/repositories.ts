import { account, colleague, nodeId, owner, sender } from './actors';
import { inRepository } from './inRepository';
import { api, repository, repositoryOf, site } from './repository';
import { headSha } from './commits';

const fork = repositoryOf(colleague, repository.name, 884_210_657);
const KEY_ID = 104_226_918;
const RULE_ID = 49_330_716;
const RULESET_ID = 3_805_241;

/** Samples of the events about a repository as a whole. */
export const repositorySamples = {
	branch_protection_configuration: inRepository({ action: 'disabled' }),
	branch_protection_rule: inRepository({
		action: 'created',
		rule: {
			id: RULE_ID,
			repository_id: repository.id,
			name: 'main',
			created_at: '2026-11-20T08:15:42Z',
			updated_at: '2026-11-20T08:15:42Z',
			pull_request_reviews_enforcement_level: 'everyone',
			required_approving_review_count: 1,
			dismiss_stale_reviews_on_push: true,
			require_code_owner_review: false,
			authorized_dismissal_actors_only: false,
			ignore_approvals_from_contributors: false,
			required_status_checks: ['unit'],
			required_status_checks_enforcement_level: 'non_admins',
			strict_required_status_checks_policy: false,
			signature_requirement_enforcement_level: 'off',
			linear_history_requirement_enforcement_level: 'off',
			lock_branch_enforcement_level: 'off',
			admin_enforced: false,
			create_protected: false,
			allow_force_pushes_enforcement_level: 'off',
			allow_deletions_enforcement_level: 'off',
			merge_queue_enforcement_level: 'off',
			required_deployments_enforcement_level: 'off',
			required_conversation_resolution_level: 'off',
			authorized_actors_only: false,
			authorized_actor_names: [],
			require_last_push_approval: false,
			lock_allows_fork_sync: false,
		},
	}),
	deploy_key: inRepository({
		action: 'created',
		key: {
			id: KEY_ID,
			key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExhbXBsZUtleU9mT3VyT3duRm9yVGVzdHM',
			url: `${api}/keys/${KEY_ID}`,
			title: 'Build server',
			verified: true,
			created_at: '2026-11-20T08:15:42Z',
			read_only: true,
			added_by: sender.login,
			last_used: null,
			enabled: true,
		},
	}),
	fork: inRepository({ forkee: { ...fork, fork: true, public: true } }),
	gollum: inRepository({
		pages: [
			{
				page_name: 'Delivery-Times',
				title: 'Delivery Times',
				summary: null,
				action: 'edited',
				sha: headSha,
				html_url: `${site}/wiki/Delivery-Times`,
			},
		],
	}),
	page_build: inRepository({
		id: 748_310_295,
		build: {
			url: `${api}/pages/builds/748310295`,
			status: 'built',
			error: { message: null },
			pusher: sender,
			commit: headSha,
			duration: 21_480,
			created_at: '2026-11-20T08:15:42Z',
			updated_at: '2026-11-20T08:16:04Z',
		},
	}),
	public: inRepository({}),
	repository: inRepository({ action: 'created' }),
	repository_import: inRepository({ status: 'success' }),
	repository_ruleset: inRepository({
		action: 'created',
		repository_ruleset: {
			id: RULESET_ID,
			name: 'Protect main',
			target: 'branch',
			source_type: 'Repository',
			source: repository.full_name,
			enforcement: 'active',
			node_id: nodeId('RRS', RULESET_ID),
			conditions: { ref_name: { exclude: [], include: ['~DEFAULT_BRANCH'] } },
			rules: [{ type: 'deletion' }, { type: 'non_fast_forward' }],
			created_at: '2026-11-20T08:15:42Z',
			updated_at: '2026-11-20T08:15:42Z',
			_links: {
				self: { href: `${api}/rulesets/${RULESET_ID}` },
				html: { href: `${site}/rules/${RULESET_ID}` },
			},
		},
	}),
	sponsorship: {
		action: 'created',
		sponsorship: {
			node_id: nodeId('S', 210_884),
			created_at: '2026-11-20T08:15:42Z',
			sponsorable: owner,
			sponsor: account('jonas-berg', 66_190_283),
			privacy_level: 'public',
			tier: {
				node_id: nodeId('ST', 71_405),
				created_at: '2025-08-14T10:22:19Z',
				description: 'A parcel with thanks',
				monthly_price_in_cents: 500,
				monthly_price_in_dollars: 5,
				name: '$5 a month',
				is_one_time: false,
				is_custom_amount: false,
			},
		},
		sender: account('jonas-berg', 66_190_283),
	},
	star: inRepository({ action: 'created', starred_at: '2026-11-20T08:15:42Z' }),
	watch: inRepository({ action: 'started' }),
};
