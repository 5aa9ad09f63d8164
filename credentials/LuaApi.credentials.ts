import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';
import { TEST_BASE_URL } from '../nodes/shared/n8n/apiAccess';
import { previousSecretFields, secretField } from '../nodes/shared/n8n/secretFields';
import { luaCredential } from '../nodes/shared/services/credentials';

/** The API key of a Lua account, and the secret of the Lua webhooks that it is used with. */
export class LuaApi implements ICredentialType {
	name = 'luaApi';

	displayName = 'Lua API';

	icon: Icon = { light: 'file:../icons/lua.svg', dark: 'file:../icons/lua.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks/blob/main/docs/nodes/lua.md#the-credential';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'From <a href="https://admin.heylua.ai">Lua\'s dashboard</a>',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.heylua.ai',
			description: 'Address of the API. It must start with https://, but for localhost.',
		},
		secretField({
			label: 'Secret',
			isRequired: false,
			description:
				'The secret in the code of your Lua webhook: signs what is sent to it, and proves what it forwards. Without one, nothing is signed.',
		}),
		...previousSecretFields,
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{ $credentials.apiKey }}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: TEST_BASE_URL,
			url: luaCredential.probePath,
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'Lua did not accept the API key. It may be mistyped, expired or revoked.',
				},
			},
			{
				type: 'responseCode',
				properties: { value: 404, message: 'There is no API of Lua at the base URL.' },
			},
		],
	};
}
