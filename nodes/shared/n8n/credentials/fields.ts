import type { IAuthenticateGeneric, INodeProperties } from 'n8n-workflow';

/** What the fields of the secrets before the current one are called. */
export const PREVIOUS_SECRET_LABELS = {
	previousSecret: 'Previous Secret',
	previousSecret2: 'Second Previous Secret',
} as const;

/** What is special about the field of the current secret in one credential type. */
export interface SecretFieldTexts {
	/** What the field is called. */
	readonly label: 'Secret' | 'Signing Secret';
	readonly description: string;
	/** Whether n8n asks for it. Default: yes. */
	readonly isRequired?: boolean;
}

/** The field of the current secret, by the name that all credential types share. */
export function secretField(texts: SecretFieldTexts): INodeProperties {
	return {
		displayName: texts.label,
		name: 'secret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		...((texts.isRequired ?? true) && { required: true }),
		description: texts.description,
	};
}

/** The fields of older secrets, which are still accepted while a secret is changed. */
export const previousSecretFields: INodeProperties[] = [
	{
		displayName: PREVIOUS_SECRET_LABELS.previousSecret,
		name: 'previousSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description:
			'The earlier secret, while you change secrets. The trigger still accepts requests signed with it. Outgoing requests are signed with it too, if the scheme allows several signatures. Clear it when the change is complete.',
	},
	{
		displayName: PREVIOUS_SECRET_LABELS.previousSecret2,
		name: 'previousSecret2',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'Another secret that the trigger still accepts',
	},
];

/** What is special about the field of the key in one credential type. */
export interface ApiKeyFieldTexts {
	/** As the service calls its keys. */
	readonly displayName: string;
	readonly name: string;
	readonly description: string;
	/** Whether n8n asks for it. Default: yes. */
	readonly isRequired?: boolean;
}

/** The field of the key of an API. */
export const apiKeyField = ({
	displayName,
	name,
	description,
	isRequired = true,
}: ApiKeyFieldTexts): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	typeOptions: { password: true },
	default: '',
	...(isRequired && { required: true }),
	description,
});

/** What is special about the field of the address of an API in one credential type. */
export interface BaseUrlFieldTexts {
	/** The address of the service itself. */
	readonly default: string;
	/** Default: that the address must be encrypted. */
	readonly description?: string;
}

/** The field of the address of an API. */
export const baseUrlField = ({
	default: address,
	...texts
}: BaseUrlFieldTexts): INodeProperties => ({
	displayName: 'Base URL',
	name: 'baseUrl',
	type: 'string',
	default: address,
	description: 'Address of the API. It must start with https://, except for localhost.',
	...texts,
});

/** Has n8n send the key that a field holds with each call, as a bearer token (RFC 6750). */
export const bearerAuthentication = (keyField: string): IAuthenticateGeneric => ({
	type: 'generic',
	properties: { headers: { Authorization: `=Bearer {{ $credentials.${keyField} }}` } },
});
