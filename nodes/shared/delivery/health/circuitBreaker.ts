import { AttemptWindow } from './attemptWindow';

/** When attempts are held back, and for how long. */
export interface BreakerSettings {
	/** Share of failures among the attempts in the window from which on the circuit opens. */
	readonly failureShare: number;
	/** Fewest attempts in the window that say anything. */
	readonly minAttempts: number;
	readonly windowMs: number;
	/** How long attempts are held back before one is let through to see. */
	readonly openMs: number;
}

/** Whether an attempt may be made, or else when to ask again, in milliseconds since 1970. */
export type Permission =
	{ readonly allowed: true } | { readonly allowed: false; readonly retryAtMs: number };

/** Half-open: one attempt is let through, and its result decides. */
export type CircuitState = 'closed' | 'halfOpen' | 'open';

/**
 * The circuit breaker of one endpoint. An endpoint that fails more often than not is overloaded or
 * down: it gets time to recover, and what is meant for it waits without using up its attempts.
 */
export class CircuitBreaker {
	private window: AttemptWindow;

	private currentState: CircuitState = 'closed';

	/** When it opened, or let an attempt through to see. */
	private heldSinceMs = 0;

	constructor(private readonly settings: BreakerSettings) {
		this.window = new AttemptWindow(settings.windowMs);
	}

	get state(): CircuitState {
		return this.currentState;
	}

	/** Asks for an attempt that begins at once. */
	allow(nowMs: number): Permission {
		if (this.currentState === 'closed') return { allowed: true };
		const { openMs } = this.settings;
		const heldMs = nowMs - this.heldSinceMs;
		// Of an attempt that was let through, no result may ever come: the next one is let through
		// after the same time. And a clock that was set back holds nothing back for longer.
		const isHeld = heldMs >= 0 && heldMs < openMs;
		if (isHeld) return { allowed: false, retryAtMs: this.heldSinceMs + openMs };
		this.currentState = 'halfOpen';
		this.heldSinceMs = nowMs;
		return { allowed: true };
	}

	/** @param startedAtMs when the attempt began */
	record(isFailure: boolean, startedAtMs: number, nowMs: number): void {
		if (this.currentState === 'closed') {
			const { attempts, failures } = this.window.add(isFailure, nowMs);
			const { minAttempts, failureShare } = this.settings;
			const isBad = attempts >= minAttempts && failures >= attempts * failureShare;
			if (isFailure && isBad) this.open(nowMs);
			return;
		}
		// What began before says nothing new: it hung while the circuit opened.
		if (this.currentState === 'open' || startedAtMs < this.heldSinceMs) return;
		if (isFailure) this.open(nowMs);
		else this.close();
	}

	private open(nowMs: number): void {
		this.currentState = 'open';
		this.heldSinceMs = nowMs;
	}

	private close(): void {
		this.currentState = 'closed';
		this.window = new AttemptWindow(this.settings.windowMs);
	}
}
