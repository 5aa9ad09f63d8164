import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { startDelivery } from '../shared/delivery/delivery';
import type { KeyRing } from '../shared/n8n/delivery/keyRing';
import { isWaitingState } from '../shared/n8n/delivery/outcome';
import type { ParameterReader } from '../shared/n8n/parameters';
import { readRetryPolicy } from '../shared/n8n/fields/retryPolicy/read';
import type { EndpointReader } from '../shared/n8n/fields/endpoints/read';
import { findHeaderClash, findTokenProblem, readEndpoint } from './endpoint';
import { fanOut } from './fanOut';
import { readMessage } from './message';
import { optionsSchema } from './options';
import type { SendOptions } from './options';
import type { Preparation } from './preparation';
import { prepareRedelivery } from './redeliver';

const NO_EVENT_NAME =
	"The field 'Event Name' is empty. Endpoints choose by it what they get; enter for example order.created.";

const WAITING_STATE =
	'The item is the record of a delivery that has not ended, and no event. Send it on with the operation Redeliver.';

/** The options of an item with their defaults, or the sentences that say what to change. */
export type OptionsResult =
	| { readonly ok: true; readonly options: SendOptions }
	| { readonly ok: false; readonly problem: string };

/** Checks what the user chose in the collection 'Options'. */
export function readOptions(given: unknown): OptionsResult {
	const parsed = optionsSchema.safeParse(given ?? {});
	if (parsed.success) return { ok: true, options: parsed.data };
	const sentences = new Set(parsed.error.issues.map(({ message }) => message));
	return { ok: false, problem: [...sentences].join(' ') };
}

interface Readers {
	readonly keyRing: KeyRing;
	readonly parameter: ParameterReader;
	readonly readEndpoints: EndpointReader;
	readonly options: SendOptions;
}

async function prepareMessage(
	context: IExecuteFunctions,
	item: INodeExecutionData,
	itemIndex: number,
	{ keyRing, parameter, readEndpoints, options }: Readers,
): Promise<Preparation> {
	const prepared = await readMessage(parameter, {
		item: item.json,
		readFile: async (field) => await context.helpers.getBinaryDataBuffer(itemIndex, field),
		fileTypeOf: (field) => context.helpers.assertBinaryData(itemIndex, field).mimeType,
		contentType: options.contentType,
	});
	if (!prepared.ok) return prepared;
	const { message } = prepared;
	const retries = readRetryPolicy(parameter, options);
	if (!retries.ok) return retries;
	const { policy } = retries;
	if (parameter('operation') === 'sendToMany') {
		if (message.eventName === undefined) return { ok: false, problem: NO_EVENT_NAME };
		const rows = readEndpoints(parameter, item.json, options);
		if (rows.problems.length > 0) return { ok: false, problem: rows.problems.join(' ') };
		const problem = findHeaderClash(options.headers, message.scheme, "The option 'Headers'");
		if (problem !== undefined) return { ok: false, problem };
		return fanOut(message, rows, policy, options, keyRing);
	}
	const target = readEndpoint(parameter, message.scheme, options);
	if (!target.ok) return target;
	const { scheme } = message;
	const keys = keyRing.keysFor(target.endpoint, scheme);
	if (!keys.ok) return keys;
	const tokenProblem = findTokenProblem(scheme, keys.keys, target.endpoint.url);
	if (tokenProblem !== undefined) return { ok: false, problem: tokenProblem };
	const delivery = startDelivery(message, target.endpoint, policy, Date.now());
	return { ok: true, outcome: { kind: 'single', delivery: { kind: 'open', delivery } } };
}

/**
 * Reads and checks all parameters of one item. Nothing is sent here, so that a mistake in one item
 * is found before anything goes out.
 *
 * @throws whatever n8n throws for an expression or a binary field that cannot be read
 */
export async function prepareItem(
	context: IExecuteFunctions,
	item: INodeExecutionData,
	itemIndex: number,
	readers: Readers,
): Promise<Preparation> {
	const { keyRing, parameter, options } = readers;
	if (parameter('operation') === 'redeliver') {
		return prepareRedelivery(parameter, keyRing, options);
	}
	// However it came here, for instance as data of another execution: nobody means to send that.
	if (isWaitingState(item.json)) return { ok: false, problem: WAITING_STATE };
	return await prepareMessage(context, item, itemIndex, readers);
}
