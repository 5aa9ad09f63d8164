import { NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';
import type { ConfigChoice } from './triggerConfig';
import { readSigningKeys, SIGNING_CREDENTIAL } from '../signingCredential';

/**
 * Refuses to activate a trigger that could not check anything: a workflow that looks active but
 * answers every event with an error would lose events without anyone noticing.
 *
 * @throws NodeOperationError naming the field to change
 */
export async function assertUsable(
	context: IHookFunctions,
	readConfig: () => ConfigChoice,
): Promise<void> {
	const choice = readConfig();
	if (!choice.ok) throw new NodeOperationError(context.getNode(), choice.problem);
	const credential = await context.getCredentials(SIGNING_CREDENTIAL);
	const keys = readSigningKeys(credential, choice.config.receive.scheme, 'verify');
	if (!keys.ok) throw new NodeOperationError(context.getNode(), keys.problem);
}
