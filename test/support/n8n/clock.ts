/** A clock that stands still unless it is moved. */
export interface Clock {
	/** Milliseconds since 1970. */
	readonly nowMs: number;
	/** Whole seconds since 1970. */
	readonly nowSeconds: number;
	readonly advance: (ms: number) => void;
}

const START_MS = Date.parse('2023-11-14T22:13:20Z');

/** Sets `Date.now` to the same time at the start of every test of the file. */
export function useClock(): Clock {
	let nowMs = START_MS;
	beforeEach(() => {
		nowMs = START_MS;
		jest.spyOn(Date, 'now').mockImplementation(() => nowMs);
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
	};
}
