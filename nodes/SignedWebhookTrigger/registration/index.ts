import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { readText } from '../../shared/n8n/parameters';
import type { ParameterReader } from '../../shared/n8n/parameters';
import { readScheme } from '../../shared/n8n/fields/scheme/read';
import type { Registration } from '../../shared/n8n/trigger/definition';
import { failure, success } from '../../shared/result';
import type { Result } from '../../shared/result';
import {
	gitHubCredential,
	restCredential,
	signedWebhookCredential,
	stripeCredential,
} from '../../shared/services/credentials';
import type { CredentialDefinition } from '../../shared/services/credentials';
import { readEventPatterns } from '../events';
import { catchUpProperty } from './catchUp';
import { gitHubProperties, readGitHubRegistration } from './github';
import { readRestRegistration, restProperties } from './rest';
import { readStripeRegistration, stripeProperties } from './stripe';

/**
 * @param patterns names and patterns of the events that the user chose, as one text; empty for all
 */
type ReadRegistration = (parameter: ParameterReader, patterns: string) => Result<Registration>;

interface AutomaticRegistration {
	readonly credential: CredentialDefinition;
	readonly read: ReadRegistration;
}

/** The schemes whose providers have an API for webhooks that this package knows. */
const AUTOMATIC: Readonly<Record<string, AutomaticRegistration>> = {
	github: { credential: gitHubCredential, read: readGitHubRegistration },
	stripe: { credential: stripeCredential, read: readStripeRegistration },
};

const AUTOMATIC_SCHEMES = Object.keys(AUTOMATIC);

const automatic: INodePropertyOptions = {
	name: 'Automatic',
	value: 'automatic',
	description:
		'Publishing the workflow creates the webhook at the service, and unpublishing deletes it',
};
const byHand: INodePropertyOptions = {
	name: 'Manual',
	value: 'manual',
	description: 'You enter the webhook URL at the service, and its secret into the credential',
};
const custom: INodePropertyOptions = {
	name: 'Custom REST API',
	value: 'rest',
	description: 'For any service with an API for webhooks: you describe its calls',
};
const registrationField = (
	options: INodePropertyOptions[],
	displayOptions: NonNullable<INodeProperties['displayOptions']>,
): INodeProperties => ({
	displayName: 'Registration',
	name: 'registration',
	type: 'options',
	noDataExpression: true,
	options,
	default: 'manual',
	description: 'How the service gets the webhook URL',
	displayOptions,
});

/** How the service gets the webhook URL. */
export const registrationProperties: INodeProperties[] = [
	registrationField([automatic, byHand, custom], { show: { scheme: AUTOMATIC_SCHEMES } }),
	registrationField([byHand, custom], { hide: { scheme: AUTOMATIC_SCHEMES } }),
	...gitHubProperties,
	...stripeProperties,
	catchUpProperty(AUTOMATIC_SCHEMES),
	...restProperties,
];

function findAutomatic(parameter: ParameterReader): AutomaticRegistration | undefined {
	if (readText(parameter('registration')) !== 'automatic') return undefined;
	return AUTOMATIC[readText(parameter('scheme'))];
}

/** The credential that holds the secrets. */
export function readCredential(parameter: ParameterReader): CredentialDefinition {
	if (readText(parameter('registration')) === 'rest') return restCredential;
	return findAutomatic(parameter)?.credential ?? signedWebhookCredential;
}

/** How the webhook is registered. */
export function readRegistration(parameter: ParameterReader): Result<Registration | undefined> {
	const isRest = readText(parameter('registration')) === 'rest';
	const read = isRest ? readRestRegistration : findAutomatic(parameter)?.read;
	const scheme = readScheme(parameter);
	// What is wrong with the scheme is said where it is read.
	if (!scheme.ok) return success(undefined);
	if (read) return read(parameter, readEventPatterns(parameter));
	// An earlier choice leaves this behind when the scheme is changed.
	const isStale = readText(parameter('registration')) === 'automatic';
	return isStale
		? failure(
				`The field 'Registration' is Automatic, but this node cannot register a webhook at ${scheme.value.displayName}. Choose Manual or Custom REST API.`,
			)
		: success(undefined);
}
