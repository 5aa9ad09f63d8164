/** A credential type that holds signing secrets, in the fields that all of them share. */
export interface CredentialDefinition {
	/** Its name in n8n. Public: it never changes. */
	readonly type: string;
	/** As n8n shows it. */
	readonly displayName: string;
	/** What the field of the current secret is called. */
	readonly secretLabel: 'Secret' | 'Signing Secret';
	/** Where its secret is found: a sentence without its full stop. */
	readonly secretSource: string;
	/** Whether it holds secrets of any sender, keys of key pairs too. Default: no, shared secrets of one. */
	readonly servesAnyScheme?: boolean;
	/** What secrets look like. Default: anything. */
	readonly secretForm?: SecretForm;
}

/** What the secrets of a service look like. Checked when a credential is tested, never for events. */
export interface SecretForm {
	/** Matches all of them. Default: anything. */
	readonly pattern?: RegExp;
	/** Characters that the current secret needs. Default: none. */
	readonly minLength?: number;
	/** What is wrong with another text: continues the name of its field, without a full stop. */
	readonly problem: string;
}

/** A text that is certainly not the key of an API. */
export interface KeyMistake {
	readonly pattern: RegExp;
	/** Continues the name of the field, without a full stop. */
	readonly problem: string;
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
	/** Where the key is found: a sentence without its full stop. */
	readonly keySource: string;
	/** What people paste in its place. Default: nothing is known. */
	readonly keyMistakes?: readonly KeyMistake[];
	/** What answers to the test mean, by status, where it is more than for any service. Default: no more. */
	readonly refusals?: Readonly<Record<number, string>>;
}

const bearer: KeyMistake = {
	pattern: /^(?:bearer|token|basic)\s/i,
	problem: "starts with a word such as 'Bearer', which the node adds by itself",
};

const signingSecret: KeyMistake = {
	pattern: /^whsec_/,
	problem: "holds a signing secret, which belongs in the field 'Signing Secret'",
};

/** Secrets of any sender or receiver. */
export const signedWebhookCredential: CredentialDefinition = {
	type: 'signedWebhookApi',
	displayName: 'Signed Webhook API',
	secretLabel: 'Secret',
	secretSource:
		'Copy the signing secret from the settings of the webhook at the sender, or the one that you agreed on with the receiver',
	servesAnyScheme: true,
};

/** The secret of a JoAI webhook. */
export const joAiCredential: CredentialDefinition = {
	type: 'joAiWebhookApi',
	displayName: 'JoAI Webhook API',
	secretLabel: 'Secret',
	secretSource:
		'JoAI shows the secret once, when you create the webhook; create the webhook again if it is lost',
};

/** The secret of an LVNG webhook. */
export const lvngCredential: CredentialDefinition = {
	type: 'lvngWebhookApi',
	displayName: 'LVNG Webhook API',
	secretLabel: 'Secret',
	secretSource: 'LVNG shows the secret with the webhook, in its settings',
};

/** The secret of GitHub, Stripe or your own system, for a handler like Clawlet's. */
export const clawletCredential: CredentialDefinition = {
	type: 'clawletWebhookApi',
	displayName: 'Clawlet Webhook API',
	secretLabel: 'Secret',
	secretSource:
		'Copy the secret of the handler: the one that you enter at GitHub or in your own system, or the signing secret that Stripe shows for the endpoint',
};

/** The API key of a Twig AI organization, and the secret of a webhook that was created manually. */
export const twigCredential: ApiCredentialDefinition = {
	type: 'twigApi',
	displayName: 'Twig API',
	secretLabel: 'Signing Secret',
	serviceName: 'Twig AI',
	keyField: 'apiKey',
	keyLabel: 'API Key',
	permission: 'a scope that lets it manage webhooks, such as Admin',
	// Twig AI's pages about authentication try a key with this call: help.twig.so, "REST API Overview".
	probePath: '/api/agents',
	secretSource:
		'Twig AI shows the signing secret once, when you create the webhook; with automatic registration, leave the field empty',
	keySource: 'Copy the key from Settings → API Keys in Twig AI',
	keyMistakes: [bearer, signingSecret],
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
	secretSource: 'Copy the secret from the code of your Lua webhook',
	keySource: "Copy the API key from Lua's dashboard, admin.heylua.ai",
	keyMistakes: [bearer],
	refusals: {
		401: 'Lua did not accept the API key. It may be mistyped, expired or revoked.',
		404: 'There is no Lua API at the base URL.',
	},
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
	secretSource:
		'Choose 16 or more random characters, and enter the same at GitHub under Settings → Webhooks → Secret; with automatic registration, leave the field empty',
	secretForm: {
		minLength: 16,
		problem: 'holds fewer than 16 characters, which can be guessed',
	},
	keySource:
		'Make a personal access token at GitHub under Settings → Developer settings; it starts with github_pat_ or ghp_',
	keyMistakes: [
		bearer,
		signingSecret,
		{ pattern: /^ghs_/, problem: 'holds the token of an app, which ends within an hour' },
	],
	refusals: {
		401: 'GitHub did not accept the access token. It may be mistyped, expired or revoked.',
		403: 'GitHub refused. The access token must be a personal one, not that of an app, and your organization may have to approve it.',
		404: 'There is no GitHub API at the base URL. Enterprise Server needs /api/v3 at its end.',
	},
};

/** A key of Stripe, and the secret of an endpoint that was created manually. */
export const stripeCredential: ApiCredentialDefinition = {
	type: 'stripeWebhookApi',
	displayName: 'Stripe Webhook API',
	secretLabel: 'Signing Secret',
	serviceName: 'Stripe',
	keyField: 'secretKey',
	keyLabel: 'Secret or Restricted Key',
	permission: 'the permissions Webhook Endpoints: Write and Events: Read',
	probePath: '/v1/webhook_endpoints?limit=1',
	secretSource:
		"In Stripe's dashboard, open Developers → Webhooks, choose the endpoint, and reveal its signing secret, which starts with whsec_; with automatic registration, leave the field empty",
	secretForm: {
		pattern: /^whsec_[\w+/=-]{10,}$/,
		problem: 'holds no signing secret of Stripe, or only a part of one',
	},
	keySource:
		"In Stripe's dashboard, open Developers → API keys, and copy a restricted key (rk_…) or a secret key (sk_…)",
	keyMistakes: [
		bearer,
		signingSecret,
		{ pattern: /^pk_/, problem: 'holds a publishable key, which may not manage webhooks' },
	],
	refusals: {
		401: 'Stripe did not accept the key. It may be mistyped, expired or revoked.',
		403: 'Stripe knows the key, but it may not read webhook endpoints. Give it the permissions Webhook Endpoints: Write and Events: Read.',
	},
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
	secretSource:
		'Enter the text with which the service signs, or leave the field empty to have one generated',
	keySource: 'Copy the key from the settings of the service',
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
