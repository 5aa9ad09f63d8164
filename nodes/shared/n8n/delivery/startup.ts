// While it starts, n8n looks for executions that a crash has cut off, and marks as crashed whatever
// of them runs at that moment. Those that wait are left alone.
const STARTUP_MS = 30_000;

/** For how long n8n is still starting, in milliseconds; 0 once that is over. */
export function startupLeftMs(): number {
	return Math.max(0, STARTUP_MS - performance.now());
}
