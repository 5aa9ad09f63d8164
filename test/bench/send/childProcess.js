// @ts-check
'use strict';

const { fork } = require('node:child_process');
const { once } = require('node:events');
const path = require('node:path');

/**
 * A process that answers questions, one at a time.
 *
 * @typedef {{ ask: (question: object) => Promise<any>, stop: () => Promise<void> }} Helper
 */

/**
 * Starts a file of this folder in a process of its own, so that its work is not measured as ours.
 *
 * @param {string} nodeBin
 * @param {string} file which calls `answerWith`
 * @param {object} [options]
 * @param {string[]} [options.args]
 * @param {Record<string, string>} [options.env] on top of the surroundings
 * @returns {Promise<Helper>} when it is ready
 */
async function startHelper(nodeBin, file, { args = [], env = {} } = {}) {
	const child = fork(path.join(__dirname, file), args, {
		execPath: nodeBin,
		execArgv: [],
		env: { ...process.env, ...env },
	});
	const ended = once(child, 'exit');
	const answer = async () => {
		const [message] = await Promise.race([
			once(child, 'message'),
			ended.then(([code]) => {
				throw new Error(`${file} ended with code ${code}`);
			}),
		]);
		if (message.error !== undefined) throw new Error(`${file}: ${message.error}`);
		return message.value;
	};
	await answer();
	return {
		ask: async (question) => {
			const answered = answer();
			child.send(question);
			return await answered;
		},
		stop: async () => {
			child.disconnect();
			await ended;
		},
	};
}

/**
 * Answers the questions of the process that started this one, and ends with it.
 *
 * @param {(question: any) => any} answer may be asynchronous
 */
function answerWith(answer) {
	const send = (/** @type {object} */ message) => process.send?.(message);
	process.on('disconnect', () => process.exit());
	process.on('message', async (question) => {
		try {
			send({ value: await answer(question) });
		} catch (error) {
			send({ error: /** @type {Error} */ (error).stack });
		}
	});
	send({ value: 'ready' });
}

module.exports = { answerWith, startHelper };
