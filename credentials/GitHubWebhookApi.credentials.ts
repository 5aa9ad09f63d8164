import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import {
	apiKeyField,
	baseUrlField,
	bearerAuthentication,
	previousSecretFields,
	secretField,
} from '../nodes/shared/n8n/credentials/fields';

/** A token that may manage webhooks at GitHub, and the secret that GitHub signs with. */
export class GitHubWebhookApi implements ICredentialType {
	name = 'gitHubWebhookApi';

	displayName = 'GitHub Webhook API';

	icon: Icon = {
		light: 'file:../icons/signedWebhookTrigger.svg',
		dark: 'file:../icons/signedWebhookTrigger.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks/blob/main/docs/credentials.md#github-webhook-api';

	properties: INodeProperties[] = [
		apiKeyField({
			displayName: 'Access Token',
			name: 'accessToken',
			description:
				'A personal access token of someone who administers the repository or organization. Fine-grained tokens need the permission Webhooks: Read and write. Classic tokens need the scope admin:repo_hook, or admin:org_hook for organizations.',
		}),
		baseUrlField({
			default: 'https://api.github.com',
			description:
				'Address of the API. For GitHub Enterprise Server, use https://HOST/api/v3. It must start with https://, except for localhost.',
		}),
		secretField({
			label: 'Signing Secret',
			isRequired: false,
			description:
				'You choose it: use at least 16 characters, or better, 32 random ones. With automatic registration, GitHub gets it from here; leave it empty to generate one. With manual registration, enter the same secret at GitHub.',
		}),
		...previousSecretFields,
	];

	authenticate: IAuthenticateGeneric = bearerAuthentication('accessToken');
}
