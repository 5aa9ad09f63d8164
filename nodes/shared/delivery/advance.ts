import type { EndpointHealth } from './health/endpointHealth';
import { attemptOnce } from './attempt';
import type { AttemptResult } from './attempt';
import { cancel, giveUp } from './delivery';
import { retrySpanMs } from './policy/span';
import type { AttemptAuthentication, AuthenticationFinder } from './authentication/types';
import type { Attempt, Delivery, Endpoint } from './delivery';
import type { KeyFinder } from './keys';
import type { Runtime } from '../http/runtime';
import type { Transport } from '../http/transport';
import { failure, success } from '../result';
import type { Result } from '../result';
import { endpointKeyOf } from './endpoints/endpointKey';

/** What an attempt needs besides the delivery. */
export interface DeliveryTools {
	readonly transport: Transport;
	readonly runtime: Runtime;
	readonly findKeys: KeyFinder;
	/** Default: there is no authentication in addition to the signature. */
	readonly findAuthentication?: AuthenticationFinder | undefined;
	/** Default: nothing is known of endpoints. */
	readonly health?: EndpointHealth | undefined;
	/** Whether endpoints that keep failing are left alone for a while. Default: yes. */
	readonly circuitBreaker?: boolean;
	/** Whether the sender has called a delivery back. Default: none was. */
	readonly isCancelled?: ((delivery: Delivery) => Promise<boolean>) | undefined;
}

// Held back, it has not used up an attempt; but it must not wait for a dead endpoint for ever.
function holdBack(delivery: Delivery, untilMs: number): Delivery {
	const isTooLate = untilMs > delivery.queuedAtMs + retrySpanMs(delivery.policy);
	return isTooLate
		? giveUp(delivery, 'circuitOpen')
		: { ...delivery, reason: 'circuitOpen', dueAtMs: untilMs };
}

/** What an action gives; `undefined` when it throws. */
export function unlessItFails<T>(action: () => T): T | undefined {
	try {
		return action();
	} catch {
		return undefined;
	}
}

/** What an attempt says about its endpoint. One that finds a message too large is there. */
const healthOf = ({ attempt, decision }: AttemptResult): Attempt =>
	decision.kind === 'split' ? { ...attempt, outcome: 'delivered' } : attempt;

/** The delivery as an attempt has left it. */
function afterAttempt(
	delivery: Delivery,
	{ attempt, decision, response }: AttemptResult,
	startedAtMs: number,
	endedAtMs: number,
): Delivery {
	const { message, endpoint, policy, queuedAtMs, firstAttemptAtMs, cancelKey } = delivery;
	return {
		message,
		endpoint,
		policy,
		queuedAtMs,
		firstAttemptAtMs: firstAttemptAtMs ?? startedAtMs,
		dueAtMs: decision.kind === 'retry' ? endedAtMs + decision.delayMs : endedAtMs,
		status: decision.kind === 'retry' ? 'pending' : decision.kind,
		attempts: [...delivery.attempts, attempt],
		reason: decision.reason,
		...(response && { response }),
		...(cancelKey !== undefined && { cancelKey }),
	};
}

const NO_AUTHENTICATION =
	"The delivery needs an authentication, and the node has none. Choose one in the field 'Authentication', and send the record again with the operation Redeliver.";

/** The authentication of the endpoint, looked up for this attempt; none where it wants none. */
async function authenticationFor(
	endpoint: Endpoint,
	find: AuthenticationFinder | undefined,
): Promise<Result<AttemptAuthentication | undefined>> {
	if (endpoint.isAuthenticated !== true) return success(undefined);
	return (await find?.(endpoint)) ?? failure(NO_AUTHENTICATION);
}

/**
 * Takes a pending delivery one step further: one attempt, signed with keys that were looked up for
 * it, or none while the endpoint's circuit is open. Never throws for what a receiver or the network
 * does, and never after something was sent.
 */
export async function advance(delivery: Delivery, tools: DeliveryTools): Promise<Delivery> {
	const { transport, runtime, findKeys, health, circuitBreaker = true } = tools;
	const { endpoint, message } = delivery;
	if ((await tools.isCancelled?.(delivery)) === true) return cancel(delivery);
	const keys = await findKeys(endpoint, message.scheme);
	if (!keys.ok) return giveUp(delivery, 'notAttempted', keys.problem);
	const authentication = await authenticationFor(endpoint, tools.findAuthentication);
	if (!authentication.ok) return giveUp(delivery, 'notAttempted', authentication.problem);
	const startedAtMs = runtime.nowMs();
	const endpointKey = endpointKeyOf(endpoint.url);
	const permission = circuitBreaker ? health?.allow(endpointKey, startedAtMs) : undefined;
	if (permission?.allowed === false) return holdBack(delivery, permission.retryAtMs);

	const result = await attemptOnce(
		delivery,
		keys.value.keys,
		transport,
		runtime,
		keys.value.confidential,
		authentication.value,
	);
	const endedAtMs = runtime.nowMs();
	// A help for later attempts: whatever becomes of it, this one has its result.
	unlessItFails(() => health?.record(endpointKey, healthOf(result), endedAtMs));
	return afterAttempt(delivery, result, startedAtMs, endedAtMs);
}
