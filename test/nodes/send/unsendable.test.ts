import type { IDataObject } from 'n8n-workflow';
import { createTransport } from '../../../nodes/shared/n8n/http/transport';
import { contextOf } from '../../support/n8n/nodeRun';
import { gitHub } from '../../support/n8n/providers';
import { startReceiver } from '../../support/n8n/receiver';
import { send } from '../../support/n8n/send';
import { workflowWith } from '../../support/n8n/workflow';

const local = { allowHttp: true, allowPrivateAddresses: true };

/** What a run says that has ten retries, an hour apart, for a mistake that it could find before. */
async function errorFor(fields: IDataObject, options: IDataObject = {}, secret = gitHub.secret) {
	const { error, items } = await send({
		parameters: {
			...gitHub.parameters,
			retryPolicy: 'fixed',
			maxRetries: 10,
			fixedDelaySeconds: 3600,
			...fields,
			options: { ...local, ...options },
		},
		secrets: { secret },
	});
	expect(items).toEqual([]);
	return error?.message;
}

test.each([
	['https:/host/x', /'URL' is not a complete address/],
	['https:host/x', /'URL' is not a complete address/],
	['https:\\\\host\\x', /'URL' is not a complete address/],
	['https://host\\x', /'URL' holds a backslash/],
	['https://ho\nst/x', /'URL' holds a backslash, a line break/],
	['https://host/\ud800', /'URL' holds a backslash/],
	['https://host:99999/', /'URL' is not a complete address/],
	['https://', /'URL' is not a complete address/],
	['ftp://host/x', /'URL' starts with ftp:\/\/ but must start with https:/],
	['mailto:a@b.c', /'URL' is not a complete address/],
])('the address %j is refused before anything is sent', async (url, message) => {
	expect(await errorFor({ url })).toMatch(message);
});

test.each<[string, IDataObject[], RegExp]>([
	['not latin1', [{ name: 'X-A', value: '€' }], /'Headers' holds a value with/],
	[
		'there twice',
		[
			{ name: 'X-A', value: '1' },
			{ name: 'x-a', value: '2' },
		],
		/'x-a' twice/,
	],
	['lost on the way', [{ name: 'delete', value: '1' }], /'delete'.*does not send.*another name/],
	['about the connection', [{ name: 'Trailer', value: 'X-A' }], /may not set 'Trailer'/],
])('a header that is %s is refused before anything is sent', async (_, values, message) => {
	const { url, requests } = await startReceiver();
	expect(await errorFor({ url }, { headers: { values } })).toMatch(message);
	expect(requests).toHaveLength(0);
});

test.each<[string, IDataObject]>([
	["the scheme's own", { scheme: 'basic-auth' }],
	["the user's own", { headers: true }],
])('a user name in the URL next to an Authorization of %s', async (_, { headers, ...fields }) => {
	const { url, requests } = await startReceiver();
	const values = headers ? [{ name: 'authorization', value: 'Bearer abc' }] : [];
	const withLogin = url.replace('//', '//user:pass@');
	const message = await errorFor({ ...fields, url: withLogin }, { headers: { values } }, 'a:bcdef');
	expect(message).toMatch(/'URL' holds a user name.*Authorization.*Remove one/);
	expect(requests).toHaveLength(0);
});

test('a token that no header can carry', async () => {
	const { url, requests } = await startReceiver();
	const fields = { url, scheme: 'shared-token', signatureHeader: 'X-Token' };
	expect(await errorFor(fields, {}, 'geheim€')).toMatch(/secret holds characters that no header/);
	expect(requests).toHaveLength(0);
});

// What the checks of the fields let through is found here, and is final: see `decide`.
test.each<[string, string, Record<string, string>]>([
	['no address', 'https:/host/x', {}],
	['another protocol', 'ftp://host/x', {}],
	['a header twice', 'https://host/x', { 'X-A': '1', 'x-a': '2' }],
	['a header that gets lost', 'https://host/x', { get: '1' }],
	['a value that would be changed', 'https://host/x', { 'X-A': '1\r\nX-B: 2' }],
	['two who claim Authorization', 'https://u:p@host/x', { Authorization: 'Bearer 1' }],
	['a header that Node refuses', 'http://127.0.0.1:9/x', { Trailer: 'X-A' }],
])('the transport says of %s that the request is invalid', async (_, url, headers) => {
	const { workflow, node } = workflowWith('sendSignedWebhook', {}, {});
	const transport = createTransport(
		contextOf({ workflow, node, items: [{ json: {} }] }),
		undefined,
	);
	const result = await transport({
		url,
		headers: { 'Content-Type': 'text/plain', ...headers },
		body: Buffer.from('a'),
		timeoutMs: 2000,
		verifyCertificate: true,
		publicAddressOnly: false,
	});
	expect(result).toMatchObject({ kind: 'networkError', error: 'invalid' });
});
