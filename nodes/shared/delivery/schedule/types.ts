/** How a step of a task ended. */
export type StepResult =
	| { readonly kind: 'done' }
	/** `dueAtMs`: when the next step may begin, in milliseconds since 1970; a finite number. */
	| { readonly kind: 'again'; readonly dueAtMs: number };

/** Something to do at an endpoint, in one step or several: a delivery and its attempts. */
export interface Task {
	/** Tasks with the same text share the limits of an endpoint. */
	readonly endpoint: string;
	/** When its first step may begin, in milliseconds since 1970; a finite number. */
	readonly dueAtMs: number;
	readonly step: () => Promise<StepResult>;
}

/** How much is done at once. */
export interface Limits {
	/** Most steps that run at once; at least 1. */
	readonly concurrency: number;
	/**
	 * Most steps of one endpoint that run at once; at least 1. The smaller its share of `concurrency`,
	 * the more endpoints have to hang before they hold up the others.
	 */
	readonly concurrencyPerEndpoint: number;
	/** Whether the tasks of one endpoint are done one after another, in the order of the list. */
	readonly keepOrder: boolean;
	/** Most steps of one endpoint in a second, evenly spaced. Default: no limit. */
	readonly ratePerSecond?: number | undefined;
	/** Longest wait for one step. A task whose next step is due later is left. */
	readonly waitAtMostMs: number;
	/**
	 * When all has to be over, in milliseconds since 1970. A task whose next step would begin later is
	 * left. Default: never.
	 */
	readonly endsByMs?: number | undefined;
	/**
	 * Until when steps begin, in milliseconds since 1970. Whatever has not begun by then is left, even
	 * if it is due. Default: for ever.
	 */
	readonly startsUntilMs?: number | undefined;
}

/** A task that was not brought to its end. */
export interface LeftTask<T extends Task> {
	readonly task: T;
	/** When it may go on: never before a task that it has to wait for. */
	readonly dueAtMs: number;
}

/** What came of the tasks. Those that it does not name are done. */
export interface RunReport<T extends Task> {
	/** In the order of the list. */
	readonly left: ReadonlyArray<LeftTask<T>>;
	/** Tasks whose step was rejected, against its contract. Nothing more is done about them. */
	readonly rejected: ReadonlyArray<{ readonly task: T; readonly error: unknown }>;
}
