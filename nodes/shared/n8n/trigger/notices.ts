import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { quotedText } from '../../text/foreignText';
import { writeLogLine } from '../messages/logLine';

/** Writes what people should know about a trigger into n8n's log. */
export function logNotices(
	context: IHookFunctions | IWebhookFunctions,
	notices: readonly string[],
): void {
	const { name } = context.getNode();
	for (const notice of notices)
		writeLogLine(context, 'warn', `The node ${quotedText(name)}: ${notice}`);
}
