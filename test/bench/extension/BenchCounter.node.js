// @ts-nocheck: n8n binds `this` to a context of its own
'use strict';

const http = require('node:http');

let events = 0;

if (process.env.BENCH_COUNTER_PORT) {
	http
		.createServer((_request, response) => response.end(String(events)))
		.listen(Number(process.env.BENCH_COUNTER_PORT), '127.0.0.1')
		.unref();
}

/** Counts the items that reach it. */
class BenchCounter {
	constructor() {
		this.description = {
			displayName: 'Bench Counter',
			name: 'benchCounter',
			group: ['output'],
			version: 1,
			description: 'Counts items',
			defaults: { name: 'Bench Counter' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		};
	}

	async execute() {
		const items = this.getInputData();
		events += items.length;
		return [items];
	}
}

module.exports = { BenchCounter };
