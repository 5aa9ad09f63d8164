import { sleep } from 'n8n-workflow';
import type { INode, IWebhookFunctions, NodeOperationError } from 'n8n-workflow';
import type { ReceivedEvent } from '../../../receive/event';
import type { IgnoredReason } from '../../../receive/outcome';
import { quotedText } from '../../../text/foreignText';
import { operationError } from '../../messages/nodeErrors';

/** How a trigger fares at which the editor listens. */
interface Listening {
	/** How often an event or an error has ended it. */
	ends: number;
	/** Whether an event was left out, and another one may still come. */
	isWaiting: boolean;
}

// Forgotten all at once: who tests a thousand nodes has long ceased to listen at the first.
const MAX_NODES = 1_000;
const MAX_NAME_LENGTH = 100;

// Senders like to send what belongs together at the same moment, and what is wanted may come last.
const WANTED_EVENT_MS = 2_000;

const nodes = new Map<string, Listening>();

function listeningAt(context: IWebhookFunctions): Listening {
	const key = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	const known = nodes.get(key);
	if (known) return known;
	if (nodes.size >= MAX_NODES) nodes.clear();
	const listening = { ends: 0, isWaiting: false };
	nodes.set(key, listening);
	return listening;
}

/** Notes that a request ends the listening of the editor. */
export function noteEnd(context: IWebhookFunctions): void {
	listeningAt(context).ends += 1;
}

/**
 * Waits for a moment after an event was left out, since the next one may be wanted.
 *
 * @returns whether the editor still listens then, and nobody else waits: so it may be told
 */
export async function stillListens(context: IWebhookFunctions): Promise<boolean> {
	const listening = listeningAt(context);
	if (listening.isWaiting) return false;
	listening.isWaiting = true;
	const { ends } = listening;
	await sleep(WANTED_EVENT_MS);
	listening.isWaiting = false;
	return listening.ends === ends;
}

const LEFT_OUT: Readonly<Record<IgnoredReason, { readonly by: string; readonly remedy: string }>> =
	{
		conditionNotMet: {
			by: "the option 'Only Events Where' leaves it out (ignored)",
			remedy:
				"It is genuine, and the sender got 200, as in production. To start the workflow with it, change the condition in the option 'Only Events Where'. Otherwise, listen again and send an event that fits it.",
		},
		eventNotChosen: {
			by: "the field 'Events' leaves it out (ignored)",
			remedy:
				"It is genuine, and the sender got 200, as in production. To start the workflow with it, add it to the field 'Events'. Otherwise, listen again and send one of the events in that field.",
		},
	};

/** What the editor shows at the node when an event came that its settings leave out. */
export function leftOutError(
	node: INode,
	{ event }: ReceivedEvent,
	reason: IgnoredReason,
): NodeOperationError {
	const which =
		event === null ? 'An event without a name' : `The event ${quotedText(event, MAX_NAME_LENGTH)}`;
	const { by, remedy: description } = LEFT_OUT[reason];
	return operationError(node, `${which} came, but ${by}`, { description });
}
