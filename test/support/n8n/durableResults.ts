import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Receiver } from './receiver';

/** When requests were signed, in seconds since a time. */
export const secondsOf = ({ requests }: Receiver, startMs: number): number[] =>
	requests.map(({ headers }) => Number(headers['webhook-timestamp']) - startMs / 1000);

/** What became of the deliveries of items, of good ones and bad ones alike. */
export const statusesOf = (items: readonly INodeExecutionData[]): unknown[] =>
	items.map(({ json }) => ((json.details ?? json) as IDataObject).status);
