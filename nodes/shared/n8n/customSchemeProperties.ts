import type { INodeProperties } from 'n8n-workflow';
import { buildCustomScheme } from '../signing/customScheme';
import { contentFields } from './customScheme/contentFields';
import { eventFields } from './customScheme/eventFields';
import { readCustomSettings } from './customScheme/settings';
import { signatureFields } from './customScheme/signatureFields';
import type { ParameterReader, SchemeChoice } from './parameters';

export { CUSTOM_SCHEME_ID } from '../signing/customScheme';

/** The fields by which users describe a scheme of their own, in the order of the panel. */
export const customSchemeProperties: INodeProperties[] = [
	...signatureFields,
	...contentFields,
	...eventFields,
];

/** Reads the scheme that a user described with `customSchemeProperties`. */
export function readCustomScheme(parameter: ParameterReader): SchemeChoice {
	const choice = readCustomSettings(parameter);
	return choice.ok ? buildCustomScheme(choice.settings) : choice;
}
