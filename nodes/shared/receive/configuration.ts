import type { Condition } from '../conditions/condition';
import type { EventFilter } from '../events/eventFilter';
import type { AddressList } from '../http/addressList';
import type { SignatureScheme } from '../signing/scheme';
import type { RepeatPolicy } from './repeats';

/** Which headers go into the item: none, all but those that prove or carry secrets, or all. */
export type IncludedHeaders = 'none' | 'safe' | 'all';

/** Says what is wrong with a payload, with the place, or `undefined` when nothing is. */
export type EnvelopeCheck = (payload: unknown) => string | undefined;

/** How requests are checked and what goes into the item. */
export interface ReceiveConfig {
	readonly scheme: SignatureScheme;
	/** Accepted distance of a signed timestamp from the clock. Default: the scheme's own. */
	readonly toleranceSeconds?: number | undefined;
	/** Addresses that may send; everyone may when absent. */
	readonly addresses?: AddressList | undefined;
	/** Largest body that is looked at. */
	readonly maxBodyBytes: number;
	/** What a genuine payload must look like. */
	readonly findEnvelopeProblem?: EnvelopeCheck | undefined;
	/** What the service documents that its payloads look like. */
	readonly findUnexpected?: EnvelopeCheck | undefined;
	/** Whether payloads that differ from that are refused; else the event tells of it. */
	readonly rejectsUnexpected?: boolean;
	/** Which events start the workflow. */
	readonly eventFilter?: EventFilter | undefined;
	/** Which of them do, by what they hold: the fields of the item. Default: all. */
	readonly condition?: Condition | undefined;
	/** Whether each of several events of a body is an event of its own. Default: no. */
	readonly dividesEvents?: boolean | undefined;
	/** By what repeats are recognised. Default: as the scheme says. */
	readonly repeats?: RepeatPolicy | undefined;
	/** Whether GET and HEAD are answered with 200, for monitoring. */
	readonly respondsToHealthChecks: boolean;
	readonly includeHeaders: IncludedHeaders;
	/** Lower-case names of headers that the item holds besides, whatever they hold. */
	readonly headersToInclude?: readonly string[];
	/**
	 * Name of the query parameter of our URL that is a secret: where a sender repeats its value, the
	 * item does not hold it. Default: the URL holds none.
	 */
	readonly secretParameter?: string;
	/** Whether the item also holds the body as text, exactly as received. */
	readonly includeRawBody: boolean;
}
