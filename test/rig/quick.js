// @ts-check
'use strict';

// Loaded into n8n before n8n itself, in tests that do not wait for as long as n8n lets things wait.
// Nothing of n8n or of the package is changed, only three clocks that they look at:
//
// - n8n looks for executions that are due as it starts, and then once a minute; here once a second, but
//   not before it is ready. While it starts, it marks what waits as crashed for an instant, and whoever
//   looks just then takes that for the end. A minute later that is over.
// - For its first 30 s, a process of n8n makes no attempt of a delivery that waited in the database,
//   since n8n may still be marking executions as crashed (nodes/shared/n8n/delivery/resume.ts).
//   Here it does so until whoever started n8n says that n8n is ready, however long that takes.
// - n8n tries a trigger that could not be set up or taken away again after 1, 2, 4 and 8 s; here after a
//   twentieth of that. Where n8n's code has moved, tests take longer and find the same.
//
// File descriptor 3 is a pipe to whoever started n8n. It hears "poll" once n8n has set the first of
// these clocks, and takes n8n for not ready before that: another n8n must not be slow in silence.

const { Socket } = require('node:net');
const { isMainThread } = require('node:worker_threads');

const N8N_POLL_MS = 60_000;
const QUICK_POLL_MS = 1_000;
/** The file of n8n that sets the interval, in traces that n8n's source maps may have changed. */
const WAIT_TRACKER = /[\\/]wait-tracker\.[jt]s/;

/** What n8n waits for between tries of a trigger, in the files that do so. */
const TRIGGER_RETRY_MS = [1_000, 2_000, 4_000, 8_000];
const TRIGGER_RETRY = /[\\/](trigger-activation-retry|workflow-trigger-activator)\.[jt]s/;
const RETRY_QUICKNESS = 20;

/** Longer than the guard of the package, which reads the time since the process began. */
const STARTED_UP_MS = 40_000;
/** What that time seems to be at most until n8n is ready: the guard then has a second left. */
const STARTING_MS = 29_000;

/**
 * @param {() => void} onShortened
 * @param {() => boolean} isReady
 */
function shortenPoll(onShortened, isReady) {
	const { setInterval } = globalThis;
	/** @param {Parameters<typeof setInterval>} args */
	const quickInterval = (...args) => {
		const [callback, delayMs, ...rest] = args;
		if (delayMs !== N8N_POLL_MS || !WAIT_TRACKER.test(String(new Error().stack))) {
			return setInterval(...args);
		}
		onShortened();
		const poll = () => {
			if (isReady()) callback(...rest);
		};
		return setInterval(poll, QUICK_POLL_MS);
	};
	globalThis.setInterval = /** @type {typeof setInterval} */ (quickInterval);
}

function shortenTriggerRetries() {
	const { setTimeout } = globalThis;
	/** @param {Parameters<typeof setTimeout>} args */
	const quickTimeout = (...args) => {
		const [callback, delayMs = 0, ...rest] = args;
		if (!TRIGGER_RETRY_MS.includes(delayMs) || !TRIGGER_RETRY.test(String(new Error().stack))) {
			return setTimeout(...args);
		}
		return setTimeout(callback, delayMs / RETRY_QUICKNESS, ...rest);
	};
	// With them comes what makes a promise of it.
	Object.defineProperties(quickTimeout, Object.getOwnPropertyDescriptors(setTimeout));
	globalThis.setTimeout = /** @type {typeof setTimeout} */ (quickTimeout);
}

/** @param {() => boolean} isReady */
function shortenStartup(isReady) {
	const now = performance.now.bind(performance);
	// It never goes back: others measure with it how long something took.
	performance.now = () =>
		isReady() ? STARTED_UP_MS + now() : Math.min(STARTING_MS + now() / 1_000, STARTED_UP_MS);
}

// n8n's worker threads load this file, too.
if (isMainThread) {
	let isReady = false;
	const starter = new Socket({ fd: 3, readable: true, writable: true });
	starter.unref();
	shortenPoll(
		() => starter.write('poll\n'),
		() => isReady,
	);
	shortenStartup(() => isReady);
	shortenTriggerRetries();
	starter.once('data', () => {
		isReady = true;
	});
	starter.on('error', () => {});
}
