import type { INodeProperties } from 'n8n-workflow';
import { contentProperties } from './contentProperties';
import { eventProperties } from './eventProperties';
import { signatureProperties } from './signatureProperties';

/** The fields by which users describe a scheme of their own, in the order of the panel. */
export const customSchemeProperties: INodeProperties[] = [
	...signatureProperties,
	...contentProperties,
	...eventProperties,
];
