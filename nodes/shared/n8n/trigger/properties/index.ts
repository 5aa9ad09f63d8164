import type { INodeProperties } from 'n8n-workflow';
import { schemePropertiesFor } from '../../schemeProperties';
import { handlingOptions } from './handling';
import { limitOptions } from './limits';
import { respondProperties, responseOptions } from './respond';

const byDisplayName = (left: INodeProperties, right: INodeProperties): number =>
	left.displayName.localeCompare(right.displayName, 'en');

/** All fields of the trigger, in the order of the panel. */
export const triggerProperties: INodeProperties[] = [
	...schemePropertiesFor(() => true),
	{
		displayName: 'Events',
		name: 'events',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. invoice.*, !invoice.draft',
		description:
			'Names of the events that start the workflow, separated by commas; * stands for anything, ! leaves out. Empty for all. Others are answered with 200 and ignored.',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. payments',
		description:
			'The end of the webhook URL. Leave it empty for a random one. The path is no secret: the signature is what keeps strangers out.',
	},
	...respondProperties,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...handlingOptions, ...limitOptions, ...responseOptions].sort(byDisplayName),
	},
];
