import type { FunctionsBase, IDataObject } from 'n8n-workflow';
import { foreignText } from '../../text/foreignText';

/** Importance of a line, as n8n's setting `N8N_LOG_LEVEL` has it. */
export type LogLevel = 'debug' | 'info' | 'warn';

const MAX_LINE_LENGTH = 50_000;

/**
 * Writes one line into n8n's log, which prints it as it is. The only place that may: whatever a
 * message holds, it stays one line, of bounded length, that does nothing to a terminal.
 *
 * @param data what n8n adds with `N8N_LOG_FORMAT=json`; texts of others in it were made fit before
 */
export function writeLogLine(
	{ logger }: Pick<FunctionsBase, 'logger'>,
	level: LogLevel,
	message: string,
	data: IDataObject = {},
): void {
	logger[level](foreignText(message, MAX_LINE_LENGTH), data);
}
