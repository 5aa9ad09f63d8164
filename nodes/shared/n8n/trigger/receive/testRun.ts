import { sleep } from 'n8n-workflow';
import type { INode, IWebhookFunctions, NodeOperationError } from 'n8n-workflow';
import type { ReceivedEvent } from '../../../receive/event';
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

/** What the editor shows at the node when an event came that its settings leave out. */
export function leftOutError(node: INode, { event }: ReceivedEvent): NodeOperationError {
	const which =
		event === null ? 'An event without a name' : `The event ${quotedText(event, MAX_NAME_LENGTH)}`;
	return operationError(node, `${which} came, but the field 'Events' leaves it out (ignored)`, {
		description:
			"It is genuine, and the sender got 200, as in production. To start the workflow with it, add it to the field 'Events'. Otherwise, listen again and send one of the events in that field.",
	});
}
