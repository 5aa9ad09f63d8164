import type { INodeProperties } from 'n8n-workflow';

/** The field by which users say whether requests are authenticated in addition to their signature. */
export const authenticationProperty: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'None', value: 'none', description: 'The signature alone' },
		{
			name: 'Credential',
			value: 'credential',
			description: 'A header, login, token or client certificate in addition to the signature',
		},
	],
	default: 'none',
	description:
		'What the receiver demands in addition to the signature. The credential says which authentication it is, and for which domains.',
};
