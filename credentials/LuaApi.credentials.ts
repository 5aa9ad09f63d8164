import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import {
	apiKeyField,
	baseUrlField,
	bearerAuthentication,
	previousSecretFields,
	secretField,
} from '../nodes/shared/n8n/credentials/fields';

/** The API key of a Lua account, and the secret of the Lua webhooks that it is used with. */
export class LuaApi implements ICredentialType {
	name = 'luaApi';

	displayName = 'Lua API';

	icon: Icon = { light: 'file:../icons/lua.svg', dark: 'file:../icons/lua.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks/blob/main/docs/nodes/lua.md#the-credential';

	properties: INodeProperties[] = [
		apiKeyField({
			displayName: 'API Key',
			name: 'apiKey',
			description: 'From <a href="https://admin.heylua.ai">Lua\'s dashboard</a>',
		}),
		baseUrlField({ default: 'https://api.heylua.ai' }),
		secretField({
			label: 'Secret',
			isRequired: false,
			description:
				'The secret in the code of your Lua webhook. It signs what you send to the webhook, and proves what the webhook forwards. Without a secret, nothing is signed.',
		}),
		...previousSecretFields,
	];

	authenticate: IAuthenticateGeneric = bearerAuthentication('apiKey');
}
