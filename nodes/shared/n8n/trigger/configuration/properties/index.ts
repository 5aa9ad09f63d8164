import type { INodeProperties } from 'n8n-workflow';
import { optionsProperty } from '../../../fields/options';
import { handlingOptions } from './handling';
import { limitOptions } from './limits';
import { respondProperties, responseOptions } from './respond';

const byDisplayName = (left: INodeProperties, right: INodeProperties): number =>
	left.displayName.localeCompare(right.displayName, 'en');

const triggerOptions: INodeProperties[] = [
	...handlingOptions,
	...limitOptions,
	...responseOptions,
].sort(byDisplayName);

/** The options that make sense for a scheme, where the user does not choose one. */
function optionsOf(schemeId: string): INodeProperties[] {
	return triggerOptions.flatMap((option) => {
		const schemeIds = option.displayOptions?.show?.['/scheme'];
		if (schemeIds === undefined) return [option];
		return schemeIds.includes(schemeId) ? [{ ...option, displayOptions: {} }] : [];
	});
}

/**
 * The fields that all triggers end with: where they listen, how they answer, and options.
 *
 * @param schemeId of the only scheme there is; absent where a field `scheme` chooses it
 */
export const commonTriggerProperties = (schemeId?: string): INodeProperties[] => [
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. payments',
		description:
			'The end of the webhook URL. Leave it empty for a random path. The path is not a secret: the signature keeps strangers out.',
	},
	...respondProperties,
	optionsProperty(schemeId === undefined ? triggerOptions : optionsOf(schemeId)),
];
