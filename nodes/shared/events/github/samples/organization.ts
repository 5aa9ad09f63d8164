import { colleague, organization, sender, team } from './actors';
import { inOrganization, inRepository } from './inRepository';
import { listedRepository } from './repository';

const property = {
	property_name: 'service-level',
	url: `${organization.url}/properties/schema/service-level`,
	source_type: 'organization',
	value_type: 'single_select',
	required: true,
	default_value: 'standard',
	description: 'How fast failures are looked at',
	allowed_values: ['standard', 'urgent'],
	values_editable_by: 'org_actors',
};

/** Samples of the events about an organization, its people and teams. */
export const organizationSamples = {
	custom_property: { action: 'created', definition: property, organization, sender },
	custom_property_values: inRepository({
		action: 'updated',
		new_property_values: [{ property_name: property.property_name, value: 'urgent' }],
		old_property_values: [{ property_name: property.property_name, value: 'standard' }],
	}),
	member: inRepository({
		action: 'added',
		member: colleague,
		changes: { permission: { to: 'write' }, role_name: { to: 'write' } },
	}),
	membership: inOrganization({ action: 'added', scope: 'team', member: colleague, team }),
	org_block: inOrganization({ action: 'blocked', blocked_user: colleague }),
	organization: inOrganization({
		action: 'member_added',
		membership: {
			url: `${organization.url}/memberships/${colleague.login}`,
			state: 'active',
			role: 'member',
			organization_url: organization.url,
			user: colleague,
			direct_membership: true,
		},
	}),
	personal_access_token_request: inOrganization({
		action: 'created',
		personal_access_token_request: {
			id: 48_116,
			owner: colleague,
			permissions_added: { organization: {}, repository: { contents: 'read' }, other: {} },
			permissions_upgraded: { organization: {}, repository: {}, other: {} },
			permissions_result: {
				organization: {},
				repository: { contents: 'read', metadata: 'read' },
				other: {},
			},
			repository_selection: 'subset',
			repository_count: 1,
			repositories: [listedRepository],
			created_at: '2026-11-20T08:15:42Z',
			token_id: 9_207_735,
			token_name: 'Nightly report',
			token_expired: false,
			token_expires_at: '2027-02-18T08:15:42Z',
			token_last_used_at: null,
		},
	}),
	team: inOrganization({ action: 'created', team }),
	team_add: inRepository({ team }),
};
