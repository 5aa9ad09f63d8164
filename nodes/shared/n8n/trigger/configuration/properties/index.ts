import type { INodeProperties } from 'n8n-workflow';
import { optionsProperty } from '../../../fields/options';
import { handlingOptions } from './handling';
import { limitOptions } from './limits';
import { severalEventsOptions } from './severalEvents';
import { respondProperties, responseOptions } from './respond';

const byDisplayName = (left: INodeProperties, right: INodeProperties): number =>
	left.displayName.localeCompare(right.displayName, 'en');

const triggerOptions: INodeProperties[] = [
	...handlingOptions,
	...limitOptions,
	...responseOptions,
	...severalEventsOptions,
].sort(byDisplayName);

/** How a node's user chooses a scheme: always the same one, or by the value of a field. */
export type SchemeChoice =
	| { readonly always: string }
	/** Id of the scheme for each value of the field. */
	| { readonly field: string; readonly schemeIds: Readonly<Record<string, string>> };

/** The options that make sense for the schemes of a choice, each shown where it does. */
function optionsOf(choice: SchemeChoice): INodeProperties[] {
	return triggerOptions.flatMap((option) => {
		const ids = option.displayOptions?.show?.['/scheme'];
		if (ids === undefined) return [option];
		if ('always' in choice) {
			return ids.includes(choice.always) ? [{ ...option, displayOptions: {} }] : [];
		}
		const values = Object.entries(choice.schemeIds)
			.filter(([, id]) => ids.includes(id))
			.map(([value]) => value);
		if (values.length === 0) return [];
		return [{ ...option, displayOptions: { show: { [`/${choice.field}`]: values } } }];
	});
}

/**
 * The fields that all triggers end with: where they listen, how they answer, and options.
 *
 * @param choice absent where a field `scheme` holds the id of the scheme
 */
export const commonTriggerProperties = (choice?: SchemeChoice): INodeProperties[] => [
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
	optionsProperty(choice === undefined ? triggerOptions : optionsOf(choice)),
];
