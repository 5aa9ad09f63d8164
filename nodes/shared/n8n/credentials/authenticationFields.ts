import type { INodeProperties } from 'n8n-workflow';

/** Name of the credential type that authenticates requests in addition to their signature. */
export const AUTHENTICATION_CREDENTIAL = 'webhookAuthenticationApi';

/** As n8n shows that type. */
export const AUTHENTICATION_CREDENTIAL_NAME = 'Webhook Authentication API';

/** The kinds of authentication, by the value of the field 'Type'. */
export const authenticationTypes = [
	'basic',
	'bearer',
	'certificate',
	'header',
	'oauth2',
	'query',
] as const;

/** One of them. */
export type AuthenticationType = (typeof authenticationTypes)[number];

interface FieldTexts {
	readonly label: string;
	readonly name: string;
	readonly description: string;
	readonly placeholder?: string;
	/** Whether n8n asks for it. Default: yes. */
	readonly isRequired?: boolean;
	/** Whether n8n hides what is typed. Default: no. */
	readonly isSecret?: boolean;
}

const textField = ({
	label,
	name,
	description,
	placeholder,
	isRequired = true,
	isSecret = false,
}: FieldTexts): INodeProperties => ({
	displayName: label,
	name,
	type: 'string',
	...(isSecret && { typeOptions: { password: true } }),
	...(isRequired && { required: true }),
	default: '',
	...(placeholder !== undefined && { placeholder }),
	description,
});

const shownFor = (type: AuthenticationType, fields: INodeProperties[]): INodeProperties[] =>
	fields.map((field) => ({ ...field, displayOptions: { show: { type: [type] } } }));

const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{
			name: 'Basic Auth',
			value: 'basic',
			description: 'A user name and a password in the header Authorization',
		},
		{
			name: 'Bearer Token',
			value: 'bearer',
			description: 'A fixed token in the header Authorization',
		},
		{
			name: 'Client Certificate',
			value: 'certificate',
			description: 'Nothing but the certificate below (mutual TLS)',
		},
		{ name: 'Header', value: 'header', description: 'A secret in a header of any name' },
		{
			name: 'OAuth2 Client Credentials',
			value: 'oauth2',
			description: 'Access tokens that the node fetches and renews',
		},
		{
			name: 'Query Parameter',
			value: 'query',
			description: 'A secret in the query of the URL. Logs on the way may keep it.',
		},
	],
	default: 'header',
	description: 'What the receiver demands in addition to the signature',
};

const basicFields = shownFor('basic', [
	textField({ label: 'User', name: 'user', description: 'The user name, without a colon' }),
	textField({
		label: 'Password',
		name: 'password',
		description: 'The password of the user',
		isRequired: false,
		isSecret: true,
	}),
]);

const bearerFields = shownFor('bearer', [
	textField({
		label: 'Token',
		name: 'token',
		description: "The token, without the word 'Bearer' in front",
		isSecret: true,
	}),
]);

const headerFields = shownFor('header', [
	textField({
		label: 'Header Name',
		name: 'headerName',
		description: 'Header in which the receiver expects the secret',
		placeholder: 'e.g. X-API-Key',
	}),
	textField({
		label: 'Header Value',
		name: 'headerValue',
		description: 'The secret, with any prefix that the receiver requires',
		isSecret: true,
	}),
]);

const queryFields = shownFor('query', [
	textField({
		label: 'Parameter Name',
		name: 'parameterName',
		description: 'Parameter of the query in which the receiver expects the secret',
		placeholder: 'e.g. api_key',
	}),
	textField({
		label: 'Parameter Value',
		name: 'parameterValue',
		description: 'The secret',
		isSecret: true,
	}),
]);

const oauth2Fields = shownFor('oauth2', [
	textField({
		label: 'Token URL',
		name: 'tokenUrl',
		description:
			'Address that gives access tokens. It must start with https://, except for localhost.',
		placeholder: 'e.g. https://auth.example.com/oauth2/token',
	}),
	textField({ label: 'Client ID', name: 'clientId', description: 'The name of the client' }),
	textField({
		label: 'Client Secret',
		name: 'clientSecret',
		description: 'The secret of the client. It goes to the Token URL and nowhere else.',
		isSecret: true,
	}),
	textField({
		label: 'Scope',
		name: 'scope',
		description: 'Rights to ask for, separated by spaces. Leave it empty for the default.',
		placeholder: 'e.g. webhooks:write',
		isRequired: false,
	}),
	textField({
		label: 'Token Parameters',
		name: 'tokenParameters',
		description: 'More parameters of the token request, written as a query',
		placeholder: 'e.g. audience=https://api.example.com',
		isRequired: false,
	}),
	{
		displayName: 'Client Authentication',
		name: 'clientAuthentication',
		type: 'options',
		options: [
			{ name: 'Body', value: 'body', description: 'Client ID and secret in the body' },
			{ name: 'Header', value: 'header', description: 'Client ID and secret as Basic Auth' },
		],
		default: 'header',
		description: 'Where the Token URL expects the Client ID and the Client Secret',
	},
]);

const certificateFields: INodeProperties[] = [
	textField({
		label: 'Certificate',
		name: 'certificate',
		description:
			'Client certificate in PEM, for receivers that ask for one. You can add the certificates between it and its authority.',
		placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
		isRequired: false,
		isSecret: true,
	}),
	textField({
		label: 'Private Key',
		name: 'privateKey',
		description: 'The key of the certificate in PEM',
		placeholder: 'e.g. -----BEGIN PRIVATE KEY-----',
		isRequired: false,
		isSecret: true,
	}),
	textField({
		label: 'Passphrase',
		name: 'passphrase',
		description: 'Opens the private key, if it is encrypted',
		isRequired: false,
		isSecret: true,
	}),
	textField({
		label: 'CA Certificate',
		name: 'caCertificate',
		description:
			"Authority of the receiver's certificate in PEM, if it is not a public one. Used with a client certificate only.",
		placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
		isRequired: false,
		isSecret: true,
	}),
];

/** The fields of the credential, in the order in which users see them. */
export const authenticationFields: INodeProperties[] = [
	typeField,
	...basicFields,
	...bearerFields,
	...headerFields,
	...queryFields,
	...oauth2Fields,
	...certificateFields,
	textField({
		label: 'Allowed Domains',
		name: 'allowedDomains',
		description:
			'Domains that this credential may be used for, separated by commas. Use *.example.com for all subdomains. Leave it empty to let the workflow decide; endpoints from items and tables then never get it.',
		placeholder: 'e.g. example.com, *.example.org',
		isRequired: false,
	}),
];
