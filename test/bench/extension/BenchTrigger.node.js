// @ts-nocheck: n8n binds `this` to a context of its own
'use strict';

/*
 * Nodes for the benchmarks only: a trigger that does nothing but hand on the body, and a node that
 * counts what reaches it, so that a measurement can wait for the executions.
 */

/** The least that a trigger of anyone's own can do. */
class BenchTrigger {
	constructor() {
		this.description = {
			displayName: 'Bench Trigger',
			name: 'benchTrigger',
			group: ['trigger'],
			version: 2,
			description: 'Starts the workflow without looking at anything',
			defaults: { name: 'Bench Trigger' },
			inputs: [],
			credentials: [{ name: 'signedWebhookApi', required: false }],
			outputs: ['main'],
			webhooks: [
				{
					name: 'default',
					httpMethod: 'POST',
					responseMode: 'onReceived',
					responseData: 'noData',
					path: 'webhook',
				},
			],
			properties: [],
		};
	}

	async webhook() {
		return { workflowData: [[{ json: { body: this.getBodyData() } }]] };
	}
}

module.exports = { BenchTrigger };
