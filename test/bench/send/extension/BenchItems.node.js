// @ts-nocheck: n8n binds `this` to a context of its own
'use strict';

const http = require('node:http');
const { setImmediate } = require('node:timers/promises');
const v8 = require('node:v8');
const vm = require('node:vm');

// What this process has used so far. Whoever asks gets the heap as it is after a collection, which
// alone tells what is held and what is only not yet collected.
if (process.env.BENCH_METER_PORT) {
	v8.setFlagsFromString('--expose-gc');
	const collectGarbage = vm.runInNewContext('gc');
	http
		.createServer(async (request, response) => {
			if (request.url === '/memory') {
				collectGarbage();
				// What the first collection has finalised goes with the second.
				await setImmediate();
				collectGarbage();
			}
			const { user, system } = process.cpuUsage();
			const { heapUsed, external, rss } = process.memoryUsage();
			response.end(
				JSON.stringify({
					cpuMs: (user + system) / 1000,
					heapBytes: heapUsed + external,
					residentBytes: rss,
				}),
			);
		})
		.listen(Number(process.env.BENCH_METER_PORT), '127.0.0.1')
		.unref();
}

const ITEM_BYTES = 1024;
// What of an item is not padding, the number at its longest.
const FRAME_BYTES = 90;

/** Makes as many items of 1 KB as the webhook before it was asked for. */
class BenchItems {
	constructor() {
		this.description = {
			displayName: 'Bench Items',
			name: 'benchItems',
			group: ['transform'],
			version: 1,
			description: 'Makes items of 1 KB',
			defaults: { name: 'Bench Items' },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		};
	}

	async execute() {
		const { amount, prefix } = this.getInputData()[0].json.body;
		const padding = 'x'.repeat(ITEM_BYTES - FRAME_BYTES);
		return [
			Array.from({ length: amount }, (_, number) => ({
				json: { id: `${prefix}-${number}`, type: 'order.paid', data: { padding } },
				pairedItem: { item: 0 },
			})),
		];
	}
}

module.exports = { BenchItems };
