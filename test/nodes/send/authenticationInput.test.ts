import type { IDataObject } from 'n8n-workflow';
import { SendSignedWebhook } from '../../../nodes/SendSignedWebhook/SendSignedWebhook.node';
import { createTestAuthority } from '../../support/n8n/clientCertificates';
import { StoredCredential } from '../../support/n8n/credential';
import { startAuthorization } from '../../support/n8n/demandingReceiver';
import { standardWebhooks } from '../../support/n8n/providers';
import { startReceiver } from '../../support/n8n/receiver';
import { send } from '../../support/n8n/send';

/* Whatever cannot work is an error that names the field, before anything is sent. */

const { secret } = standardWebhooks;
const options = { allowHttp: true, allowPrivateAddresses: true };
const { client, server } = createTestAuthority();
const header = { type: 'header', headerName: 'X-API-Key', headerValue: 'key' };
const certificate = { type: 'certificate', certificate: client.cert, privateKey: client.key };

async function errorOf(
	authentication: IDataObject,
	parameters: IDataObject = {},
	urlWith = (url: string) => url,
): Promise<string> {
	const receiver = await startReceiver();
	const { error } = await send({
		parameters: {
			...standardWebhooks.parameters,
			authentication: 'credential',
			url: urlWith(receiver.url),
			options,
			...parameters,
		},
		credential: new StoredCredential({ secret }, authentication as never),
	});
	expect(receiver.requests).toHaveLength(0);
	return error?.message ?? 'no error';
}

test.each<[IDataObject, string]>([
	[{ type: 'digest' }, "field 'Type'"],
	[{ ...header, headerName: 'Not a header' }, "'Header Name' holds 'Not a header'"],
	[{ ...header, headerName: 'Content-Length' }, "'Header Name' holds 'Content-Length'"],
	[{ ...header, headerName: '' }, "'Header Name' holds ''"],
	[{ ...header, headerValue: '' }, "'Header Value' is empty"],
	[{ ...header, headerValue: 'a\r\nX-B: c' }, "'Header Value' holds a line break"],
	[{ ...header, headerValue: 'schlüssel–' }, "'Header Value' holds a line break or another"],
	[{ type: 'basic', user: '', password: 'p' }, "'User' is empty or holds a colon"],
	[{ type: 'basic', user: 'a:b', password: 'p' }, "'User' is empty or holds a colon"],
	[{ type: 'bearer', token: '' }, "'Token' is empty"],
	[{ type: 'bearer', token: 'Bearer abc' }, "begins with 'Bearer'"],
	[{ type: 'bearer', token: 'a\nb' }, "'Token' holds a line break"],
	[{ type: 'query', parameterName: 'key', parameterValue: '' }, "'Parameter Value' is empty"],
	[{ type: 'oauth2', tokenUrl: 'example.com' }, "'Token URL' is not a complete address"],
	[{ type: 'oauth2', tokenUrl: 'http://example.com/t' }, "'Token URL' starts with http://"],
	[
		{ type: 'oauth2', tokenUrl: 'https://example.com/t' },
		"'Client ID' or 'Client Secret' is empty",
	],
	[{ ...certificate, privateKey: server.key }, "'Private Key' does not fit the certificate"],
	[{ ...certificate, certificate: 'abc' }, "'Certificate' holds no certificate in PEM"],
	[{ ...header, privateKey: client.key }, "'Certificate' holds no certificate in PEM"],
])('%# a credential that cannot be used', async (authentication, expected) => {
	const message = await errorOf(authentication);
	expect(message).toContain("The credential 'Webhook Authentication API'");
	expect(message).toContain(expected);
});

test('a certificate that has expired', async () => {
	jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 40 * 24 * 60 * 60 * 1000);
	const message = await errorOf(certificate);
	jest.restoreAllMocks();
	expect(message).toMatch(
		/'Certificate' holds a certificate that expired on \d{4}-\d\d-\d\d. Paste/,
	);
});

const bearer = { type: 'bearer', token: 'abcdefgh' };

test.each<[string, IDataObject, IDataObject, string]>([
	['the scheme', bearer, { scheme: 'basic-auth' }, "both set the header 'authorization'"],
	[
		'the scheme with a header of its own',
		header,
		{ scheme: 'shared-token', signatureHeader: 'x-api-key' },
		"both set the header 'x-api-key'",
	],
	[
		"the option 'Headers'",
		header,
		{ options: { ...options, headers: { values: [{ name: 'x-api-key', value: 'b' }] } } },
		"the header 'x-api-key' is set by the authentication, too",
	],
	[
		'the header of the attempt',
		header,
		{ options: { ...options, attemptNumberHeader: 'X-Api-Key' } },
		"the header 'X-Api-Key' is set by the authentication, too",
	],
])('a header that %s sets already', async (_, authentication, parameters, expected) => {
	expect(await errorOf(authentication, parameters)).toContain(expected);
});

test('a user name in the URL beside an authorization', async () => {
	const message = await errorOf(bearer, {}, (url) => url.replace('//', '//me:secret@'));
	expect(message).toContain('its URL holds a user name');
	expect(message).not.toContain('secret@');
});

test('a parameter that the URL has already', async () => {
	const query = { type: 'query', parameterName: 'key', parameterValue: 'v' };
	expect(await errorOf(query, {}, (url) => `${url}?key=other`)).toContain(
		"its URL holds the parameter 'key' already",
	);
});

test('a client certificate over http://', async () => {
	expect(await errorOf(certificate)).toContain(
		'a client certificate can be shown over https:// only',
	);
});

test('a value that the field does not have', async () => {
	expect(await errorOf(bearer, { authentication: 'other' })).toContain(
		"'Authentication' holds 'other'",
	);
});

test.each<[IDataObject, string]>([
	[{ attemptNumberHeader: 'a b' }, "The option 'Attempt Number Header' holds the name 'a b'"],
	[{ firstAttemptHeader: 'Host' }, "The option 'First Attempt Header' may not set 'Host'"],
	[{ attemptNumberHeader: 'Webhook-Id' }, "may not name 'Webhook-Id': it is set already"],
	[
		{ attemptNumberHeader: 'X-A', firstAttemptHeader: 'x-a' },
		"'Attempt Number Header' and 'First Attempt Header' name the same header",
	],
	[{ method: 'GET' }, "The option 'Method' must be one of: POST, PUT, PATCH."],
	[
		{ successRules: { values: [{ path: 'a[0]', operator: 'exists' }] } },
		"The option 'Success Rules' holds the path 'a[0]', which cannot be read",
	],
	[
		{ successRules: { values: [{ path: 'a', operator: 'like' }] } },
		"The option 'Success Rules' must be one of",
	],
])('%# an option that cannot be used', async (given, expected) => {
	const parameters = { authentication: 'none', options: { ...options, ...given } };
	expect(await errorOf({}, parameters)).toContain(expected);
});

describe('the test of the credential', () => {
	const { methods } = new SendSignedWebhook();
	const test_ = async (data: IDataObject) =>
		await methods.credentialTest.testAuthenticationCredential.call(
			{
				helpers: {
					request: async ({ uri, headers, body }: Record<string, string>) => {
						const answer = await fetch(uri as string, {
							method: 'POST',
							headers: headers as unknown as Record<string, string>,
							body: body as string,
						});
						return { statusCode: answer.status, body: await answer.text() };
					},
				},
			} as never,
			{ id: '1', name: 'Auth', type: 'webhookAuthenticationApi', data: data as never },
		);

	test('says what is wrong, and that no more than the form was looked at', async () => {
		expect(await test_({ ...header, headerName: 'a b' })).toMatchObject({ status: 'Error' });
		expect(await test_(header)).toMatchObject({ status: 'OK' });
	});

	test('fetches a token', async () => {
		const authorization = await startAuthorization({ id: 'c', secret: 'right' });
		const data = {
			type: 'oauth2',
			tokenUrl: authorization.tokenUrl,
			clientId: 'c',
			clientSecret: 'right',
		};
		expect(await test_(data)).toEqual({
			status: 'OK',
			message: 'The Token URL gave an access token.',
		});
		expect(await test_({ ...data, clientSecret: 'wrong' })).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('invalid_client') as unknown,
		});
	});
});
