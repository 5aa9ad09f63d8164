import { setTimeout } from 'node:timers/promises';
import { isExpression } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	ICredentialType,
	IHttpRequestOptions,
	INode,
	Workflow,
} from 'n8n-workflow';
import { WebhookAuthenticationApi } from '../../../credentials/WebhookAuthenticationApi.credentials';

const { properties: authenticationFields } = new WebhookAuthenticationApi();

/** The fields of a Signed Webhook API credential. */
export interface SigningSecrets {
	readonly secret?: string;
	readonly previousSecret?: string;
	readonly previousSecret2?: string;
	readonly keyFormat?: 'scheme' | 'text' | 'base64' | 'hex';
	readonly verifyToken?: string;
	readonly allowedDomains?: string;
}

const DEFAULTS: ICredentialDataDecryptedObject = {
	secret: '',
	keyFormat: 'scheme',
	previousSecret: '',
	previousSecret2: '',
	verifyToken: '',
	allowedDomains: '',
};

const neverNeeded = (): never => {
	throw new Error('The nodes read their credential, and do nothing else with it.');
};

/** A credential as n8n stores it: hands out its fields decrypted, and counts how often. */
export class StoredCredential implements ICredentialsHelper {
	/** How often a node has read the credential. */
	reads = 0;

	/** How long a read takes, in milliseconds, as from a busy database. */
	readMs = 0;

	/** What reading the credential fails with, if anything. */
	failure: Error | undefined;

	/**
	 * @param authentication the fields of the node's other credential, which authenticates requests.
	 *   Default: those that n8n fills in.
	 */
	constructor(
		public secrets: SigningSecrets,
		public authentication: ICredentialDataDecryptedObject = {},
	) {}

	async getDecrypted(
		_?: unknown,
		__?: unknown,
		type = 'signedWebhookApi',
	): Promise<ICredentialDataDecryptedObject> {
		this.reads += 1;
		if (this.readMs > 0) await setTimeout(this.readMs);
		if (this.failure) throw this.failure;
		if (type === 'webhookAuthenticationApi') {
			const defaults = authenticationFields.map((field) => [field.name, field.default] as const);
			return {
				...(Object.fromEntries(defaults) as ICredentialDataDecryptedObject),
				...this.authentication,
			};
		}
		return { ...DEFAULTS, ...this.secrets };
	}

	isCredentialUsableByNode = () => true;
	getParentTypes = neverNeeded;
	authenticate = neverNeeded;
	preAuthentication = neverNeeded;
	runPreAuthentication = neverNeeded;
	getCredentials = neverNeeded;
	updateCredentials = neverNeeded;
	updateCredentialsOauthTokenData = neverNeeded;
	getCredentialsProperties = neverNeeded;
}

/** A credential of any type, which n8n also puts into requests, as its type says. */
export class StoredApiCredential implements ICredentialsHelper {
	/** What reading the credential fails with, if anything. */
	failure: Error | undefined;

	constructor(
		readonly type: ICredentialType,
		public data: ICredentialDataDecryptedObject,
	) {}

	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		if (this.failure) throw this.failure;
		const defaults = this.type.properties.map(({ name, default: value }) => [name, value]);
		return { ...(Object.fromEntries(defaults) as ICredentialDataDecryptedObject), ...this.data };
	}

	async authenticate(
		data: ICredentialDataDecryptedObject,
		_type: string,
		request: IHttpRequestOptions,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.type;
		if (typeof authenticate !== 'object') return request;
		const fill = (text: string): string =>
			isExpression(text)
				? String(
						workflow.expression.getSimpleParameterValue(node, text, 'internal', {
							$credentials: data,
						}),
					)
				: text;
		const filled = Object.entries(authenticate.properties.headers ?? {}).map(([name, value]) => [
			fill(name),
			fill(value as string),
		]);
		return { ...request, headers: { ...request.headers, ...Object.fromEntries(filled) } };
	}

	isCredentialUsableByNode = () => true;
	getParentTypes = () => [];
	preAuthentication = async () => undefined;
	runPreAuthentication = neverNeeded;
	getCredentials = neverNeeded;
	updateCredentials = neverNeeded;
	updateCredentialsOauthTokenData = neverNeeded;
	getCredentialsProperties = neverNeeded;
}
