import { address, day, now, plain } from './shared';

const file = {
	id: 'file_1SVcMCJ2nKd05LxqRz7kVt',
	object: 'file',
	created: now,
	expires_at: now + 365 * day,
	filename: 'frr_balance.csv',
	purpose: 'finance_report_run',
	size: 5120,
	title: 'Balance of October',
	type: 'csv',
	url: 'https://files.stripe.com/v1/files/file_1SVcMCJ2nKd05LxqRz7kVt/contents',
};

const reportRun = {
	id: 'frr_1SVcMBJ2nKd05LxqHs4xLd',
	object: 'reporting.report_run',
	error: null,
	parameters: { interval_end: now - 20 * day, interval_start: now - 50 * day },
	report_type: 'balance.summary.1',
	result: file,
	status: 'succeeded',
	succeeded_at: now,
	...plain,
};

const testClock = {
	id: 'clock_1SVcNMJ2nKd05LxqPw9bGe',
	object: 'test_helpers.test_clock',
	deletes_after: now + 30 * day,
	frozen_time: now,
	name: 'A year in a minute',
	status: 'ready',
	status_details: {},
	...plain,
};

/** What the events about files, reports, tax and tests tell. */
export const toolSamples = {
	'file.created': { object: file },
	'reporting.report_run.failed': {
		object: {
			...reportRun,
			error: 'The report could not be made.',
			result: null,
			status: 'failed',
			succeeded_at: null,
		},
	},
	'reporting.report_run.succeeded': { object: reportRun },
	'reporting.report_type.updated': {
		object: {
			id: reportRun.report_type,
			object: 'reporting.report_type',
			data_available_end: now - day,
			data_available_start: now - 600 * day,
			default_columns: ['category', 'currency', 'net_amount'],
			livemode: false,
			name: 'Balance summary',
			updated: now,
			version: 1,
		},
	},
	'sigma.scheduled_query_run.created': {
		object: {
			id: 'sqr_1SVcMJJ2nKd05LxqCt5wYn',
			object: 'scheduled_query_run',
			data_load_time: now - 3600,
			file: { ...file, filename: 'refunds.csv', purpose: 'sigma_scheduled_query' },
			result_available_until: now + 30 * day,
			sql: 'select id, amount from refunds',
			status: 'completed',
			title: 'Refunds of the week',
			...plain,
		},
	},
	'tax.settings.updated': {
		object: {
			object: 'tax.settings',
			defaults: { provider: 'stripe', tax_behavior: 'inclusive', tax_code: 'txcd_10000000' },
			head_office: { address },
			livemode: false,
			status: 'active',
			status_details: { active: {} },
		},
		previous_attributes: { status: 'pending' },
	},
	'test_helpers.test_clock.advancing': {
		object: {
			...testClock,
			status: 'advancing',
			status_details: { advancing: { target_frozen_time: now + 30 * day } },
		},
	},
	'test_helpers.test_clock.created': { object: testClock },
	'test_helpers.test_clock.deleted': { object: testClock },
	'test_helpers.test_clock.internal_failure': {
		object: { ...testClock, status: 'internal_failure' },
	},
	'test_helpers.test_clock.ready': { object: testClock },
};
