import type { INodeProperties } from 'n8n-workflow';

/** The option by which a delivery can be called back. */
export const cancellableOptionProperties: INodeProperties[] = [
	{
		displayName: 'Cancellable',
		name: 'cancellable',
		type: 'boolean',
		default: true,
		description:
			"Whether Cancel and List Waiting find the deliveries, by a row in a Data Table of the project. Without this option: on with 'Send At' and 'Send After'.",
	},
];

/** The field of the operation Cancel. */
export const cancelProperties: INodeProperties[] = [
	{
		displayName: 'Event ID',
		name: 'cancelId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. order_1042',
		description:
			'ID of the event to cancel: the ID in the item that Send Signed Webhook gave out, or the Event ID that you set there',
		displayOptions: { show: { operation: ['cancel'] } },
	},
];
