/** A clock that stands still unless it is moved. */
export interface Clock {
	/** Milliseconds since 1970. */
	readonly nowMs: number;
	/** Whole seconds since 1970. */
	readonly nowSeconds: number;
	readonly advance: (ms: number) => void;
	/** Starts n8n at this moment; otherwise it has run for an hour when a test starts. */
	readonly restart: () => void;
}

const START_MS = Date.parse('2023-11-14T22:13:20Z');
const HOUR_MS = 60 * 60 * 1000;

/** Sets `Date.now` to the same time at the start of every test of the file. */
export function useClock(): Clock {
	let nowMs = START_MS;
	let startedMs = START_MS;
	beforeEach(() => {
		nowMs = START_MS;
		startedMs = START_MS - HOUR_MS;
		jest.spyOn(Date, 'now').mockImplementation(() => nowMs);
		jest.spyOn(performance, 'now').mockImplementation(() => nowMs - startedMs);
	});
	afterEach(() => jest.restoreAllMocks());
	return {
		get nowMs() {
			return nowMs;
		},
		get nowSeconds() {
			return Math.floor(nowMs / 1000);
		},
		advance: (ms) => {
			nowMs += ms;
		},
		restart: () => {
			startedMs = nowMs;
		},
	};
}

/** Lets every wait that is over move the clock by its length. */
export function moveWithWaits(clock: Clock): void {
	beforeEach(() => {
		const { setTimeout } = globalThis;
		const waiting = (end: () => void, delayMs = 0): unknown =>
			setTimeout(() => {
				clock.advance(delayMs);
				end();
			}, delayMs);
		jest.spyOn(globalThis, 'setTimeout').mockImplementation(waiting as typeof setTimeout);
	});
}
