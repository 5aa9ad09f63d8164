import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

/** Writes what people should know about a trigger into n8n's log. */
export function tell(
	context: IHookFunctions | IWebhookFunctions,
	notices: readonly string[],
): void {
	const { name } = context.getNode();
	for (const notice of notices) context.logger.warn(`The node "${name}": ${notice}`);
}
