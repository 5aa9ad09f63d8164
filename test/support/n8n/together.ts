import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { standardWebhooks } from './providers';
import type { ReceivedRequest, Receiver } from './receiver';
import { send } from './send';
import type { SendSetup } from './send';

/** So many items, numbered. */
export const orders = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, order) => ({ order }));

/** The items that a request holds. */
export const itemsIn = ({ body }: ReceivedRequest): IDataObject[] =>
	JSON.parse(body.toString()) as IDataObject[];

/** How many items each request holds. */
export const sizesOf = ({ requests }: Receiver): number[] =>
	requests.map((each) => itemsIn(each).length);

/** The id by which a request names its message. */
export const messageIdOf = ({ headers }: ReceivedRequest): unknown => headers['webhook-id'];

/** What an item says, be it of a failure or not. */
export const jsonOf = ({ json }: INodeExecutionData): IDataObject =>
	(json.details ?? json) as IDataObject;

/** The records of requests that items hold. */
export const recordsIn = (items: readonly INodeExecutionData[]): IDataObject[] =>
	items.flatMap((item) => jsonOf(item).deliveries as IDataObject[]);

/** Sends items in requests of three, without retries. */
export const sendTogether = async (
	url: string,
	items: readonly IDataObject[],
	options: IDataObject = {},
	fields: IDataObject = {},
	setup: Partial<SendSetup> = {},
) =>
	await send({
		parameters: {
			...standardWebhooks.parameters,
			url,
			retryPolicy: 'none',
			options: { allowHttp: true, allowPrivateAddresses: true, itemsPerRequest: 3, ...options },
			...fields,
		},
		items,
		secrets: { secret: standardWebhooks.secret },
		...setup,
	});
