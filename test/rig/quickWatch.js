// @ts-check
'use strict';

// Loaded into n8n by tests that watch triggers look at their webhooks (nodes/shared/n8n/trigger/watch):
// what the watch waits for, minutes at least, passes thirty times as fast. Nothing else is changed.

const WATCH = /[\\/]trigger[\\/]watch[\\/]index\.[jt]s/;
const QUICKNESS = 30;

function shortenWatch() {
	const { setTimeout } = globalThis;
	/** @param {Parameters<typeof setTimeout>} args */
	const quickTimeout = (...args) => {
		const [callback, delayMs = 0, ...rest] = args;
		const isWatch = WATCH.test(String(new Error().stack));
		return setTimeout(callback, isWatch ? delayMs / QUICKNESS : delayMs, ...rest);
	};
	// With them comes what makes a promise of it.
	Object.defineProperties(quickTimeout, Object.getOwnPropertyDescriptors(setTimeout));
	globalThis.setTimeout = /** @type {typeof setTimeout} */ (quickTimeout);
}

shortenWatch();
