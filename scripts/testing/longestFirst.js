// @ts-check
'use strict';

const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * The end-to-end files that take longest, the longest first: begun last, one of them would keep a
 * single worker busy in the end. All others follow in Jest's own order.
 */
const LONGEST = [
	'kills',
	'watch',
	'queueReceive',
	'registration',
	'panels',
	'later',
	'queueDurable',
	'clawletExample',
	'nodeCreator',
	'lifecycle',
	'newcomer',
	'waitForCallback',
	'waiting',
	'deduplicate',
	'durableSurvival',
	'receive',
	'background',
	'batching',
	'examplesOfMonitoring',
	'durableEnds',
	'durable',
	'catchUp',
	'registrationLua',
	'editor',
].map((name) => `/e2e/${name}.test.ts`);

/** Jest's sequencer, which knows the end-to-end files of a clone that has never run them. */
class LongestFirst extends Sequencer {
	/**
	 * @override
	 * @param {Parameters<InstanceType<typeof Sequencer>['sort']>[0]} tests
	 */
	async sort(tests) {
		/** @param {{ path: string }} test */
		const place = ({ path }) => {
			const index = LONGEST.findIndex((name) => path.replaceAll('\\', '/').endsWith(name));
			return index === -1 ? LONGEST.length : index;
		};
		return [...(await super.sort(tests))].sort((left, right) => place(left) - place(right));
	}
}

module.exports = LongestFirst;
