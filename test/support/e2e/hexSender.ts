import { signedEvent } from './flood';
import type { PreparedRequest } from './flood';
import { post } from './http';
import type { Answer } from './http';
import type { RunningN8n } from './n8n';
import { activateWorkflow, storeSecrets, triggerNode } from './workflows';
import type { ActiveWorkflow, StoredCredential, WorkflowNode } from './workflows';

/** A sender that signs with `hmac-sha256-hex`, and workflows that know its secret. */
export interface HexSender {
	readonly scheme: string;
	readonly secret: string;
	/** A trigger that knows the secret. For use inside tests only. */
	readonly trigger: (parameters?: Record<string, unknown>) => WorkflowNode;
	/** Activates a workflow of such a trigger and the given nodes behind it. */
	readonly activate: (
		parameters?: Record<string, unknown>,
		...rest: readonly WorkflowNode[]
	) => Promise<ActiveWorkflow>;
	readonly event: (id: string, fields?: object) => PreparedRequest;
	/** A genuine event that was never sent before. */
	readonly newEvent: (fields?: object) => PreparedRequest;
	/** The id of the event that was made last. */
	readonly newestId: () => string;
	/** @param event default: a new one */
	readonly send: (url: string, event?: PreparedRequest) => Promise<Answer>;
}

/** Stores the secret of a sender in n8n before the tests of a file. */
export function useHexSender(n8n: RunningN8n): HexSender {
	const scheme = 'hmac-sha256-hex';
	const secret = 'secret of the sender';
	let credential: StoredCredential | undefined;
	let eventCount = 0;

	beforeAll(async () => {
		credential = await storeSecrets(n8n, { secret });
	});

	const trigger = (parameters: Record<string, unknown> = {}): WorkflowNode => {
		if (!credential) throw new Error('The secret is not stored yet');
		// Its events have an id in the body, which this scheme does not take for that of an event.
		const options = {
			repeatsBy: 'bodyField',
			repeatsBodyField: 'id',
			...(parameters.options as object | undefined),
		};
		return triggerNode({ scheme, ...parameters, options }, credential);
	};
	const newestId = (): string => `evt_${eventCount}`;
	const event = (id: string, fields?: object) => signedEvent(id, secret, fields);
	const newEvent = (fields?: object) => {
		eventCount += 1;
		return event(newestId(), fields);
	};
	return {
		scheme,
		secret,
		trigger,
		activate: async (parameters, ...rest) =>
			await activateWorkflow(n8n, [trigger(parameters), ...rest]),
		event,
		newEvent,
		newestId,
		send: async (url, { body, headers } = newEvent()) =>
			await post(url, body, Object.entries(headers)),
	};
}
