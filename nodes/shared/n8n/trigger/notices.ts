import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { quotedText } from '../../text/foreignText';
import { writeLogLine } from '../messages/logLine';
import type { LogLevel } from '../messages/logLine';

/** Writes what people should know about a trigger into n8n's log. */
export function logNotices(
	context: Pick<IHookFunctions | IWebhookFunctions, 'getNode' | 'logger'>,
	notices: readonly string[],
	level: LogLevel = 'warn',
): void {
	const { name } = context.getNode();
	for (const notice of notices)
		writeLogLine(context, level, `The node ${quotedText(name)}: ${notice}`);
}
