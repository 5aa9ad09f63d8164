/** A credential type that holds signing secrets, in the fields that all of them share. */
export interface CredentialDefinition {
	/** Its name in n8n. Public: it never changes. */
	readonly type: string;
	/** As n8n shows it. */
	readonly displayName: string;
	/** What the field of the current secret is called. */
	readonly secretLabel: 'Secret' | 'Signing Secret';
}

/** A credential type that also holds the key of an API. Its secret may be left empty. */
export interface ApiCredentialDefinition extends CredentialDefinition {
	/** The service, as people call it. */
	readonly serviceName: string;
	/** Name of the field that holds the key. */
	readonly keyField: string;
	/** What that field is called. */
	readonly keyLabel: string;
	/** What the key must be allowed to do, as the service calls it: continues "The key needs". */
	readonly permission: string;
	/** Path of a call without effect by which a key is tested; empty when none is known. */
	readonly probePath: string;
}

/** Secrets of any sender or receiver. */
export const signedWebhookCredential: CredentialDefinition = {
	type: 'signedWebhookApi',
	displayName: 'Signed Webhook API',
	secretLabel: 'Secret',
};

/** The secret of a JoAI webhook. */
export const joAiCredential: CredentialDefinition = {
	type: 'joAiWebhookApi',
	displayName: 'JoAI Webhook API',
	secretLabel: 'Secret',
};

/** The secret of an LVNG webhook. */
export const lvngCredential: CredentialDefinition = {
	type: 'lvngWebhookApi',
	displayName: 'LVNG Webhook API',
	secretLabel: 'Secret',
};

/** The secret of GitHub, Stripe or an own system, whose webhooks a handler of Clawlet's kind takes. */
export const clawletCredential: CredentialDefinition = {
	type: 'clawletWebhookApi',
	displayName: 'Clawlet Webhook API',
	secretLabel: 'Secret',
};

/** The API key of a Twig AI organization, and the secret of a webhook that was made by hand. */
export const twigCredential: ApiCredentialDefinition = {
	type: 'twigApi',
	displayName: 'Twig API',
	secretLabel: 'Signing Secret',
	serviceName: 'Twig AI',
	keyField: 'apiKey',
	keyLabel: 'API Key',
	permission: 'a scope that allows to manage webhooks, such as Admin',
	// Twig AI's pages about authentication try a key with this call: help.twig.so, "REST API Overview".
	probePath: '/api/agents',
};

/** The API key of a Lua account, and the secret of the Lua webhooks that it is used with. */
export const luaCredential: ApiCredentialDefinition = {
	type: 'luaApi',
	displayName: 'Lua API',
	secretLabel: 'Secret',
	serviceName: 'Lua',
	keyField: 'apiKey',
	keyLabel: 'API Key',
	permission: 'to belong to an admin of the agent',
	probePath: '/admin/me/authorization',
};

/** A token of GitHub, and the secret that GitHub signs with. */
export const gitHubCredential: ApiCredentialDefinition = {
	type: 'gitHubWebhookApi',
	displayName: 'GitHub Webhook API',
	secretLabel: 'Signing Secret',
	serviceName: 'GitHub',
	keyField: 'accessToken',
	keyLabel: 'Access Token',
	permission:
		'the permission Webhooks: Read and write (fine-grained), or the scope admin:repo_hook, for organizations admin:org_hook (classic), and its owner must administer the repository or organization',
	probePath: '/user',
};

/** A key of Stripe, and the secret of an endpoint that was made by hand. */
export const stripeCredential: ApiCredentialDefinition = {
	type: 'stripeWebhookApi',
	displayName: 'Stripe Webhook API',
	secretLabel: 'Signing Secret',
	serviceName: 'Stripe',
	keyField: 'secretKey',
	keyLabel: 'Secret or Restricted Key',
	permission: 'the permissions Webhook Endpoints: Write and Events: Read',
	probePath: '/v1/webhook_endpoints',
};

/** The key of any service's webhook API, and the secret that it signs with. */
export const restCredential: ApiCredentialDefinition = {
	type: 'restWebhookApi',
	displayName: 'REST Webhook API',
	secretLabel: 'Signing Secret',
	serviceName: 'The service',
	keyField: 'apiKey',
	keyLabel: 'API Key',
	permission: 'the right to make and delete webhooks',
	probePath: '',
};

/** All of them, in no order that means anything. */
export const credentialDefinitions: ReadonlyArray<CredentialDefinition | ApiCredentialDefinition> =
	[
		signedWebhookCredential,
		joAiCredential,
		lvngCredential,
		clawletCredential,
		twigCredential,
		luaCredential,
		gitHubCredential,
		stripeCredential,
		restCredential,
	];
