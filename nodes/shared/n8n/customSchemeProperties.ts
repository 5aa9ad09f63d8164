// STUB
import type { INodeProperties } from 'n8n-workflow';
import type { ParameterReader, SchemeChoice } from './parameters';
export const CUSTOM_SCHEME_ID = 'custom';
export const customSchemeProperties: INodeProperties[] = [];
export function readCustomScheme(_parameter: ParameterReader): SchemeChoice {
	return { ok: false, problem: 'stub' };
}
