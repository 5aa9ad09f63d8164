import type { INodeExecutionData } from 'n8n-workflow';
import type { TriggerConfig } from '../configuration';
import { rejectedOutput } from '../receive/rejectedItem';
import type { OwnCall } from './ownCall';

/** What the second output tells when the webhook at the service cannot be kept in place. */
export const reportItems = (
	config: TriggerConfig,
	{ cause, problem }: Extract<OwnCall, { kind: 'report' }>,
): INodeExecutionData[][] =>
	rejectedOutput({
		json: {
			outcome: 'webhookTrouble',
			reason: cause,
			advice: problem,
			statusCode: null,
			scheme: config.receive.scheme.id,
			receivedAt: new Date().toISOString(),
			method: null,
			address: null,
			bodyBytes: null,
			headers: {},
		},
	});
