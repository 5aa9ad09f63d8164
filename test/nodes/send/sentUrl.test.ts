import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { startReceiver } from '../../support/n8n/receiver';
import type { ReceivedRequest } from '../../support/n8n/receiver';
import { recordsOf, send } from '../../support/n8n/send';

const SECRET = 'the secret of both sides';

/** The URL as the receiver knows it: what stood in the request line, behind its own name. */
const urlOf = ({ headers, path }: ReceivedRequest): string => `http://${headers.host}${path}`;

const header = ({ headers }: ReceivedRequest, name: string): string => String(headers[name]);

/** What a receiver computes from a request alone, as each of the schemes is documented. */
const schemes: Record<
	string,
	{ readonly fields: IDataObject; readonly expected: (request: ReceivedRequest) => string[] }
> = {
	square: {
		fields: { scheme: 'square' },
		expected: (request) => [
			header(request, 'x-square-hmacsha256-signature'),
			createHmac('sha256', SECRET).update(urlOf(request)).update(request.body).digest('base64'),
		],
	},
	trello: {
		fields: { scheme: 'trello' },
		expected: (request) => [
			header(request, 'x-trello-webhook'),
			createHmac('sha1', SECRET).update(request.body).update(urlOf(request)).digest('base64'),
		],
	},
	'HubSpot v3': {
		fields: { scheme: 'hubspot-v3' },
		expected: (request) => [
			header(request, 'x-hubspot-signature-v3'),
			createHmac('sha256', SECRET)
				.update(`POST${urlOf(request)}`)
				.update(request.body)
				.update(header(request, 'x-hubspot-request-timestamp'))
				.digest('base64'),
		],
	},
	'Twilio, JSON': {
		fields: { scheme: 'twilio' },
		expected: (request) => [
			header(request, 'x-twilio-signature'),
			createHmac('sha1', SECRET).update(urlOf(request)).digest('base64'),
		],
	},
	'Twilio, a form': {
		fields: { scheme: 'twilio', bodySource: 'form', formSource: 'item' },
		expected: (request) => [
			header(request, 'x-twilio-signature'),
			createHmac('sha1', SECRET)
				.update(`${urlOf(request)}b2n1`)
				.digest('base64'),
		],
	},
	'a custom scheme with {url}': {
		fields: {
			scheme: 'custom',
			customSignatureHeader: 'X-Sig',
			customSignedContent: '{url}|{body}',
		},
		expected: (request) => [
			header(request, 'x-sig'),
			createHmac('sha256', SECRET)
				.update(`${urlOf(request)}|`)
				.update(request.body)
				.digest('hex'),
		],
	},
	'a custom scheme with {path}': {
		fields: {
			scheme: 'custom',
			customSignatureHeader: 'X-Sig',
			customSignedContent: '{path}|{body}',
		},
		expected: (request) => [
			header(request, 'x-sig'),
			createHmac('sha256', SECRET).update(`${request.path}|`).update(request.body).digest('hex'),
		],
	},
};

/** Ends of addresses whose text is not what goes out. */
const ends = [
	'',
	'?a=b c',
	'?a=ü&b=%zz&c=\'"<>',
	'/ü/€',
	'/a b/%7e',
	'/a/../b/./%2e%2e/c',
	'/p?',
	'/p?q#fragment',
	'/[x]|{y}^`',
	'/a+b?c+d=e+f',
	'/😀?x=😀',
];

async function sendTo(url: string, fields: IDataObject) {
	return await send({
		parameters: {
			url,
			retryPolicy: 'none',
			eventName: 'a',
			...fields,
			options: { allowHttp: true, allowPrivateAddresses: true },
		},
		items: [{ b: 2, n: 1 }],
		secrets: { secret: SECRET },
	});
}

describe.each(Object.entries(schemes))(
	'%s signs the URL that goes out',
	(_, { fields, expected }) => {
		test.each(ends)('for an address that ends in "%s"', async (end) => {
			const { url, requests } = await startReceiver();
			const { error } = await sendTo(
				new URL(url).origin.replace('http://127', 'HTTP://127') + end,
				fields,
			);
			expect(error).toBeUndefined();
			const [request] = requests as [ReceivedRequest];
			const [sent, signed] = expected(request);
			expect(sent).toBe(signed);
		});

		test('in lower case, whatever the host was written like', async () => {
			const { url, requests } = await startReceiver();
			await sendTo(url.replace('127.0.0.1', 'LocalHost'), fields);
			const [request] = requests as [ReceivedRequest];
			expect(request.headers.host).toMatch(/^localhost:/);
			const [sent, signed] = expected(request);
			expect(sent).toBe(signed);
		});

		test('without the user name, which goes out as a header', async () => {
			const { url, requests } = await startReceiver();
			await sendTo(url.replace('127.0.0.1', 'user:pass@127.0.0.1'), fields);
			const [request] = requests as [ReceivedRequest];
			expect(request.headers.authorization).toBe(`Basic ${btoa('user:pass')}`);
			const [sent, signed] = expected(request);
			expect(sent).toBe(signed);
		});
	},
);

test('Twilio: the hash of a body that is no form stands in the URL, and the rest of it as it was', async () => {
	const { url, requests } = await startReceiver();
	await sendTo(`${url}?a=b+c&bodySHA256=00&d=%20`, { scheme: 'twilio' });
	const [request] = requests as [ReceivedRequest];
	expect(request.path).toMatch(/^\/hook\?a=b\+c&d=%20&bodySHA256=[0-9a-f]{64}$/);
});

test('Twilio: a form whose bytes are no text would be left unsigned, and is not sent', async () => {
	const { url, requests } = await startReceiver();
	const { error } = await send({
		parameters: {
			url,
			scheme: 'twilio',
			bodySource: 'text',
			textBody: 'a=%ff',
			retryPolicy: 'none',
			options: {
				allowHttp: true,
				allowPrivateAddresses: true,
				contentType: 'application/x-www-form-urlencoded',
			},
		},
		secrets: { secret: SECRET },
	});
	expect(error?.message).toMatch(/Twilio.*not UTF-8.*Encode it as UTF-8/);
	expect(requests).toHaveLength(0);
});

test('what is recorded is the URL that went out', async () => {
	const { url } = await startReceiver();
	const { origin } = new URL(url);
	const result = await sendTo(`${origin}/ü#x`, { scheme: 'square' });
	expect(recordsOf(result)[0]).toMatchObject({ url: `${origin}/%C3%BC`, status: 'delivered' });
});
