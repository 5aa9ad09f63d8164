import { nodeId, organization, owner, sender } from './actors';
import { inOrganization, inRepository } from './inRepository';
import { issue } from './issueParts';
import { api, site } from './repository';

const PROJECT_ID = 15_204_766;
const COLUMN_ID = 20_118_394;
const CARD_ID = 92_640_115;
const V2_ID = 18_350_942;
const ITEM_ID = 138_402_951;
const createdAt = '2026-11-20T08:15:42Z';
const times = { created_at: createdAt, updated_at: createdAt };

const projectUrl = `https://api.github.com/projects/${PROJECT_ID}`;
const columnUrl = `https://api.github.com/projects/columns/${COLUMN_ID}`;
const projectNodeId = nodeId('PVT', V2_ID);

/** Samples of the events about projects, the present ones and the classic ones. */
export const projectSamples = {
	project: inRepository({
		action: 'created',
		project: {
			owner_url: api,
			url: projectUrl,
			html_url: `${site}/projects/1`,
			columns_url: `${projectUrl}/columns`,
			id: PROJECT_ID,
			node_id: nodeId('PRO', PROJECT_ID),
			name: 'Before the holidays',
			body: 'Who does what until December',
			number: 1,
			state: 'open',
			creator: sender,
			...times,
		},
	}),
	project_column: inRepository({
		action: 'created',
		project_column: {
			url: columnUrl,
			project_url: projectUrl,
			cards_url: `${columnUrl}/cards`,
			id: COLUMN_ID,
			node_id: nodeId('PC', COLUMN_ID),
			name: 'Next',
			...times,
		},
	}),
	project_card: inRepository({
		action: 'created',
		project_card: {
			url: `https://api.github.com/projects/columns/cards/${CARD_ID}`,
			project_url: projectUrl,
			column_url: columnUrl,
			column_id: COLUMN_ID,
			id: CARD_ID,
			node_id: nodeId('PCA', CARD_ID),
			note: null,
			archived: false,
			creator: sender,
			content_url: issue.url,
			...times,
		},
	}),
	projects_v2: inOrganization({
		action: 'created',
		projects_v2: {
			id: V2_ID,
			node_id: projectNodeId,
			owner,
			creator: sender,
			title: 'Winter',
			description: null,
			public: false,
			closed_at: null,
			number: 7,
			short_description: null,
			deleted_at: null,
			deleted_by: null,
			...times,
		},
	}),
	projects_v2_item: inOrganization({
		action: 'edited',
		projects_v2_item: {
			id: ITEM_ID,
			node_id: nodeId('PVTI', ITEM_ID),
			project_node_id: projectNodeId,
			content_node_id: issue.node_id,
			content_type: 'Issue',
			creator: sender,
			archived_at: null,
			...times,
		},
		changes: {
			field_value: {
				field_node_id: nodeId('PVTSSF', 62_880_417),
				field_type: 'single_select',
				field_name: 'Status',
				project_number: 7,
				from: { id: '5f0c91b2', name: 'Next', color: 'GRAY', description: null },
				to: { id: '98e6d4a7', name: 'In progress', color: 'YELLOW', description: null },
			},
		},
	}),
	projects_v2_status_update: {
		action: 'created',
		projects_v2_status_update: {
			id: 274_018,
			node_id: nodeId('PVTSU', 274_018),
			project_node_id: projectNodeId,
			creator: sender,
			status: 'ON_TRACK',
			start_date: '2026-11-16',
			target_date: '2026-12-10',
			body: 'The cache is told, the map comes next',
			...times,
		},
		organization,
		sender,
	},
};
