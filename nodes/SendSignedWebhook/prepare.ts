import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { startDelivery } from '../shared/delivery/delivery';
import type { OutboundMessage } from '../shared/delivery/delivery';
import type { RetryPolicy } from '../shared/delivery/policy/retryPolicySchema';
import type { Progress } from '../shared/n8n/delivery/deliverOutcomes';
import type { AuthenticationCheck } from '../shared/n8n/delivery/authenticator';
import type { KeyRing } from '../shared/n8n/delivery/keyRing';
import { isWaitingState } from '../shared/n8n/delivery/outcome';
import type { ItemOutcome } from '../shared/n8n/delivery/outcome';
import { readBatch } from '../shared/n8n/fields/batch/read';
import type { BatchSettings } from '../shared/n8n/fields/batch/read';
import { readAuthenticationChoice } from '../shared/n8n/fields/authentication/read';
import { createEndpointReader } from '../shared/n8n/fields/endpoints/read';
import type { GivenEndpoints } from '../shared/n8n/fields/endpoints/read';
import { readFields } from '../shared/n8n/fields/checks';
import type { ItemReader } from '../shared/n8n/items/readItems';
import type { ParameterReader } from '../shared/n8n/parameters';
import { readRetryPolicy } from '../shared/n8n/fields/retryPolicy/read';
import { successRulesIn } from '../shared/n8n/fields/successRules/read';
import { failure, success } from '../shared/result';
import type { Result } from '../shared/result';
import { findHeaderClash, findTokenProblem, readEndpoint } from './endpoint';
import { fanOut } from './fanOut';
import type { FanOutChoice } from './fanOut';
import { readMessage } from './message';
import { HOLDS_FROM_VERSION } from './inactiveEndpoints';
import { createLaterReader, sendLater } from './later';
import { optionsSchema } from './options';
import type { SendOptions } from './options';
import { prepareRedelivery } from './redeliver';
import type { SendTask } from './task';
import { createBatchChecker } from './together';

const NO_EVENT_NAME =
	"The field 'Event Name' is empty. Endpoints use it to choose their events. Enter, for example, order.created.";

const WAITING_STATE =
	'The item is not an event, but the record of a delivery that is still waiting. Send it with the operation Redeliver.';

/** Checks what the user chose in the collection 'Options'. */
export const readOptions = (given: unknown): Result<SendOptions> =>
	readFields(optionsSchema, given);

/** The options, read once for all items that have the same. */
function createOptionsReader(): typeof readOptions {
	const known = new Map<unknown, Result<SendOptions>>();
	return (given) => {
		const read = known.get(given) ?? readOptions(given);
		known.set(given, read);
		return read;
	};
}

/** The deliveries of one message to many endpoints. */
function prepareMany(
	message: OutboundMessage,
	policy: RetryPolicy,
	options: SendOptions,
	rows: GivenEndpoints,
	keyRing: KeyRing,
	choice: FanOutChoice,
): Result<ItemOutcome<Progress>> {
	if (rows.problems.length > 0) return failure(rows.problems.join(' '));
	const problem = findHeaderClash(options.headers, message.scheme, "The option 'Headers'");
	if (problem !== undefined) return failure(problem);
	return fanOut(message, rows, policy, options, keyRing, choice);
}

/** The delivery of one message to the endpoint of the field 'URL'. */
function prepareSingle(
	message: OutboundMessage,
	policy: RetryPolicy,
	options: SendOptions,
	parameter: ParameterReader,
	{ keysFor }: KeyRing,
	authenticate: AuthenticationCheck | undefined,
): Result<ItemOutcome<Progress>> {
	const { scheme } = message;
	const endpoint = readEndpoint(parameter, scheme, options, authenticate);
	if (!endpoint.ok) return endpoint;
	const keys = keysFor(endpoint.value, scheme);
	if (!keys.ok) return keys;
	const problem = findTokenProblem(scheme, keys.value.keys, endpoint.value.url);
	if (problem !== undefined) return failure(problem);
	const delivery = startDelivery(message, endpoint.value, policy, Date.now());
	return success({ kind: 'single', delivery: { kind: 'open', delivery } });
}

/**
 * Creates the reader of what items ask for. Nothing is sent here, so that a mistake in one item is
 * found before anything goes out.
 */
export function createItemReader(
	context: IExecuteFunctions,
	keyRing: KeyRing,
): ItemReader<SendTask> {
	const optionsOf = createOptionsReader();
	const readEndpoints = createEndpointReader();
	const readLater = createLaterReader(context);
	const checkBatch = createBatchChecker();
	const { typeVersion } = context.getNode();
	const holdsInactive = ({ inactiveEndpoints }: SendOptions): boolean =>
		inactiveEndpoints === undefined
			? typeVersion >= HOLDS_FROM_VERSION
			: inactiveEndpoints === 'hold';

	async function prepare(
		parameter: ParameterReader,
		item: INodeExecutionData,
		itemIndex: number,
		options: SendOptions,
		batch: BatchSettings | undefined,
	): Promise<Result<ItemOutcome<Progress>>> {
		const operation = parameter('operation');
		const authentication = await readAuthenticationChoice(parameter, keyRing.authenticator);
		if (!authentication.ok) return authentication;
		const authenticate = authentication.value;
		if (operation === 'redeliver') {
			return prepareRedelivery(parameter, keyRing, options, authenticate);
		}
		// However it came here, for instance as data of another execution: nobody means to send that.
		if (isWaitingState(item.json)) return failure(WAITING_STATE);
		const message = await readMessage(parameter, {
			item: item.json,
			readFile: async (field) => await context.helpers.getBinaryDataBuffer(itemIndex, field),
			fileTypeOf: (field) => context.helpers.assertBinaryData(itemIndex, field).mimeType,
			contentType: options.contentType,
		});
		if (!message.ok) return message;
		const problem = batch && checkBatch(message.value, batch, parameter);
		if (problem !== undefined) return failure(problem);
		const policy = readRetryPolicy(parameter, options, successRulesIn(options));
		if (!policy.ok) return policy;
		if (operation !== 'sendToMany') {
			return prepareSingle(message.value, policy.value, options, parameter, keyRing, authenticate);
		}
		if (message.value.eventName === undefined) return failure(NO_EVENT_NAME);
		const rows = readEndpoints(parameter, item.json, options);
		return prepareMany(message.value, policy.value, options, rows, keyRing, {
			holdsInactive: holdsInactive(options),
			authenticate,
		});
	}

	return async (parameter, item, itemIndex) => {
		const options = optionsOf(parameter('options'));
		if (!options.ok) return options;
		const later = readLater(options.value, parameter);
		if (!later.ok) return later;
		const isNew = parameter('operation') !== 'redeliver';
		const batch = isNew ? readBatch(options.value) : undefined;
		const outcome = await prepare(parameter, item, itemIndex, options.value, batch);
		if (!outcome.ok) return outcome;
		return success({
			outcome: sendLater(outcome.value, later.value),
			options: options.value,
			later: later.value,
			batch,
		});
	};
}
