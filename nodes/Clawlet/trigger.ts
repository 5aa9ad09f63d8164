import { readText } from '../shared/n8n/parameters';
import type { ParameterReader } from '../shared/n8n/parameters';
import type { TriggerDefinition } from '../shared/n8n/trigger/definition';
import { eventsOfListAndText } from '../shared/n8n/trigger/serviceTrigger';
import { failure, success } from '../shared/result';
import type { Result } from '../shared/result';
import { clawletCredential } from '../shared/services/credentials';
import type { SignatureScheme } from '../shared/signing/scheme';
import { withoutSignature } from '../shared/signing/unsigned';
import { handlers } from './handlers';
import type { Handler, HandlerId } from './handlers';

function handlerOf(parameter: ParameterReader): Handler | undefined {
	const id = readText(parameter('handler')) || 'custom';
	return Object.hasOwn(handlers, id) ? handlers[id as HandlerId] : undefined;
}

function readScheme(parameter: ParameterReader): Result<SignatureScheme> {
	const handler = handlerOf(parameter);
	if (handler === undefined) {
		return failure(
			`The field 'Handler' must be one of: ${Object.values(handlers)
				.map(({ title }) => title)
				.join(', ')}.`,
		);
	}
	const { scheme } = handler.service;
	if (!handler.secretIsOptional) return success(scheme);
	switch (readText(parameter('authentication'))) {
		case '':
		case 'secret':
			return success(scheme);
		case 'none':
			return success(withoutSignature(scheme));
		default:
			return failure("The field 'Authentication' must be one of: Secret, None.");
	}
}

/** How the Clawlet Trigger differs from other triggers: the handler says who sends. */
export const clawletTrigger: TriggerDefinition = {
	readScheme,
	readEvents: (parameter) => eventsOfListAndText(parameter, handlerOf(parameter)?.eventList?.field),
	readCredential: () => clawletCredential,
};
