import type { Logger } from 'n8n-workflow';

/** Something that was written to n8n's log. */
export interface LogEntry {
	readonly level: string;
	readonly message: string;
	readonly metadata: unknown;
}

/** What of it asks for somebody's attention. */
export const complaints = (logs: readonly LogEntry[]): LogEntry[] =>
	logs.filter(({ level }) => level === 'warn' || level === 'error');

/** Writes down what goes to n8n's logger from now on. */
export function recordLogs(logger: Logger): LogEntry[] {
	const entries: LogEntry[] = [];
	for (const level of ['error', 'warn', 'info', 'debug'] as const) {
		jest.spyOn(logger, level).mockImplementation((message, metadata) => {
			entries.push({ level, message, metadata });
		});
	}
	return entries;
}
