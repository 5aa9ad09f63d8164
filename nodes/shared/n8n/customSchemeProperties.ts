import type { INodeProperties } from 'n8n-workflow';
import type { Result } from '../result';
import { buildCustomScheme } from '../signing/customScheme';
import type { SignatureScheme } from '../signing/scheme';
import { contentFields } from './customScheme/contentFields';
import { eventFields } from './customScheme/eventFields';
import { readCustomSettings } from './customScheme/settings';
import { signatureFields } from './customScheme/signatureFields';
import type { ParameterReader } from './parameters';

export { CUSTOM_SCHEME_ID } from '../signing/customScheme';

/** The fields by which users describe a scheme of their own, in the order of the panel. */
export const customSchemeProperties: INodeProperties[] = [
	...signatureFields,
	...contentFields,
	...eventFields,
];

/** Reads the scheme that a user described with `customSchemeProperties`. */
export function readCustomScheme(parameter: ParameterReader): Result<SignatureScheme> {
	const settings = readCustomSettings(parameter);
	return settings.ok ? buildCustomScheme(settings.value) : settings;
}
