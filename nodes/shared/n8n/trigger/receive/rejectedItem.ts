import type { INodeExecutionData } from 'n8n-workflow';
import { safeHeaders } from '../../../receive/event';
import type { InboundRequest } from '../../../receive/request';
import { responses } from '../../../receive/responses';
import type { Outcome } from '../../../receive/outcome';
import { foreignText } from '../../../text/foreignText';
import { placeholder } from '../claims/stamp';
import type { RejectionNotice } from './explain';
import type { TriggerState } from './state';

const MAX_HEADER_LENGTH = 1_000;

// Nobody knows who wrote them.
const shownHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
	Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, foreignText(value, MAX_HEADER_LENGTH)]),
	);

/**
 * What a webhook returns for an item of the second output. n8n runs a node with `execute` only where
 * its first input has something, so there is an item that leaves the node nowhere.
 */
export const rejectedOutput = (item: INodeExecutionData): INodeExecutionData[][] => [
	[placeholder],
	[item],
];

/**
 * What the second output tells about a refused request: the reason and advice, and who sent it.
 * Never its body or anything secret, since nobody knows who wrote it.
 *
 * @returns `undefined` when there were too many of them: everyone can cause them
 */
export function rejectedItem(
	{ config, rejectedItems }: TriggerState,
	outcome: Exclude<Outcome, { kind: 'accepted' | 'handshake' }>,
	notice: RejectionNotice,
	request: InboundRequest | undefined,
): INodeExecutionData | undefined {
	// A body that was too large for n8n leaves nothing to show but that.
	const now = request?.receivedAt ?? Date.now();
	if (!rejectedItems.take('', now).ok) return undefined;
	const { scheme } = config.receive;
	return {
		json: {
			outcome: outcome.kind,
			reason: notice.code,
			advice: notice.explanation,
			statusCode: responses[outcome.kind].statusCode,
			scheme: scheme.id,
			receivedAt: new Date(now).toISOString(),
			method: request?.method ?? null,
			address: request?.address ?? null,
			bodyBytes: request?.body?.length ?? null,
			headers: request ? shownHeaders(safeHeaders(request, scheme)) : {},
		},
	};
}
