import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import type { SigningSecrets } from '../../support/n8n/credential';
import { gitHub, plainHex, standardWebhooks } from '../../support/n8n/providers';
import type { Provider } from '../../support/n8n/providers';
import { startReceiver } from '../../support/n8n/receiver';
import { send } from '../../support/n8n/send';

interface BadInput {
	readonly provider?: Provider;
	readonly parameters?: IDataObject;
	readonly options?: IDataObject;
	readonly item?: IDataObject;
	readonly secrets?: SigningSecrets;
}

/** Such input stops the run with an error that names the field, and nothing is sent. */
async function expectProblem(message: RegExp, input: BadInput): Promise<void> {
	const { provider = standardWebhooks, item = {}, parameters, options } = input;
	const receiver = await startReceiver();
	const { error, items } = await send({
		parameters: {
			...provider.parameters,
			url: receiver.url,
			retryPolicy: 'none',
			options: { allowHttp: true, allowPrivateAddresses: true, ...options },
			...parameters,
		},
		items: [item],
		secrets: input.secrets ?? { secret: provider.secret },
	});
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error).toMatchObject({
		message: expect.stringMatching(message) as unknown,
		context: { itemIndex: 0 },
	});
	expect({ items, requests: receiver.requests }).toEqual({ items: [], requests: [] });
}

test.each<[string, RegExp, IDataObject]>([
	['no URL', /field 'URL' is empty. Enter/, { url: '' }],
	['a URL of blanks', /field 'URL' is empty/, { url: '  ' }],
	[
		'a URL from a field that the item does not have',
		/field 'URL' is empty/,
		{ url: '={{ $json.url }}' },
	],
	[
		'a URL without a scheme',
		/field 'URL' is not a complete address.*https:/,
		{ url: 'example.com/hook' },
	],
	['a path as URL', /field 'URL' is not a complete address/, { url: '/hook' }],
	['a URL of another kind', /field 'URL' starts with ftp:\/\//, { url: 'ftp://example.com/hook' }],
	[
		'a scheme that does not exist',
		/field 'Signature Scheme' holds 'md5'.*standard-webhooks/,
		{ scheme: 'md5' },
	],
	['an id with a dot', /field 'Event ID'.*no dots/, { eventId: 'order.1' }],
	['an id with a blank', /field 'Event ID'.*no spaces/, { eventId: 'order 1' }],
	['an id with an umlaut', /field 'Event ID'/, { eventId: 'größe' }],
	['an endless id', /field 'Event ID'.*256/, { eventId: 'x'.repeat(257) }],
	['a body source that does not exist', /field 'Body' holds 'xml'/, { bodySource: 'xml' }],
	[
		'JSON that does not parse',
		/field 'JSON' does not hold valid JSON.*'Text'/,
		{ bodySource: 'json', jsonBody: '{oops' },
	],
	['no JSON', /field 'JSON' does not hold valid JSON/, { bodySource: 'json', jsonBody: '' }],
	[
		'JSON from a field that the item does not have',
		/field 'JSON'/,
		{ bodySource: 'json', jsonBody: '={{ $json.order }}' },
	],
	[
		'text that is a number',
		/field 'Text' must be text.*'JSON'/,
		{ bodySource: 'text', textBody: '={{ 5 }}' },
	],
])('%s', async (_, message, parameters) => {
	await expectProblem(message, { parameters });
});

test('http:// without the option that allows it', async () => {
	const { url } = await startReceiver();
	await expectProblem(/field 'URL' starts with http:\/\/.*option 'Allow HTTP'/, {
		parameters: { url },
		options: { allowHttp: false },
	});
});

test.each<[string, RegExp, string]>([
	[
		'a name with a blank',
		/field 'Signature Header' holds 'X Signature'.*for example/,
		'X Signature',
	],
	['a name with a line break', /field 'Signature Header'/, 'X-Signature\r\nX-Other: 1'],
	['a header that HTTP sets', /field 'Signature Header'/, 'Content-Length'],
	['a header that HTTP needs', /field 'Signature Header'/, 'host'],
	['a header that the node sets', /field 'Signature Header'/, 'Content-Type'],
])('a signature header that is %s', async (_, message, signatureHeader) => {
	await expectProblem(message, { provider: plainHex, parameters: { signatureHeader } });
});

test.each<[string, string]>([
	['empty', ''],
	['of blanks', '  '],
	['with a line break', 'push\r\nX-Other: 1'],
	['with characters that headers cannot carry', '推送'],
])('an event name that is %s', async (_, eventName) => {
	const parameters = { eventName };
	await expectProblem(/field 'Event Name'/, { provider: gitHub, parameters });
});

const circular: IDataObject = { name: 'circle' };
circular.self = circular;
const refusing = {
	toJSON: () => {
		throw new Error('not today');
	},
};

test.each<[string, RegExp, IDataObject]>([
	['a circle', /^The item cannot be written as JSON: .*circular/, circular],
	['a value that refuses', /^The item cannot be written as JSON: not today/, { refusing }],
])('an item that holds %s', async (_, message, item) => {
	await expectProblem(message, { item });
});

const header = (name: unknown, value: unknown = 'a') => ({
	headers: { values: [{ name, value }] },
});

test.each<[string, RegExp, object]>([
	['Allow HTTP', /must be on or off/, { allowHttp: 'yes' }],
	['Verify Certificate', /must be on or off/, { verifyCertificate: 'no' }],
	['Allow Private Addresses', /must be on or off/, { allowPrivateAddresses: 1 }],
	['Circuit Breaker', /must be on or off/, { circuitBreaker: 'off' }],
	['Concurrency', /whole number from 1 to 1000/, { concurrency: 0 }],
	['Concurrency', /whole number from 1 to 1000/, { concurrency: 1001 }],
	['Concurrency', /whole number from 1 to 1000/, { concurrency: 1.5 }],
	['Concurrency per Endpoint', /whole number from 1 to 1000/, { concurrencyPerEndpoint: '3' }],
	['Keep Order', /must be on or off/, { keepOrder: 'yes' }],
	['Longest Wait in Memory (Seconds)', /number from 0 to 300/, { durableAfterSeconds: 301 }],
	['Longest Wait in Memory (Seconds)', /number from 0 to 300/, { durableAfterSeconds: -1 }],
	['Rate Limit (Per Second)', /number from 0.01 to 1000/, { ratePerSecond: 0 }],
	['Rate Limit (Per Second)', /number from 0.01 to 1000/, { ratePerSecond: 'slow' }],
	['Timeout (Seconds)', /number from 1 to 300/, { timeoutSeconds: 0 }],
	['Timeout (Seconds)', /number from 1 to 300/, { timeoutSeconds: 301 }],
	['Jitter', /must be one of: none, full/, { jitter: 'some' }],
	['Max Retry-After (Seconds)', /number from 0 to 604800/, { maxRetryAfterSeconds: -1 }],
	['Time Budget (Minutes)', /number from 0.1 to 43200/, { totalBudgetMinutes: 0 }],
	['Final Statuses', /holds 'never'/, { finalStatuses: 'never' }],
	['Retried Statuses', /holds '99'/, { retriedStatuses: '99' }],
	['Content Type', /must be a media type, for example/, { contentType: ' ' }],
	['Content Type', /must be a media type/, { contentType: 'text/plain\r\nX-Other: 1' }],
	['Headers', /holds the name ''/, header('')],
	['Headers', /holds the name 'X Name'/, header('X Name')],
	['Headers', /may not set 'Content-Type'.*'Content Type'/, header('Content-Type')],
	['Headers', /may not set 'host'/, header('host')],
	['Headers', /may not set 'Webhook-Signature': the signature scheme/, header('Webhook-Signature')],
	['Headers', /may not set 'webhook-id'/, header('webhook-id')],
	['Headers', /may not set 'webhook-timestamp'/, header('webhook-timestamp')],
	['Headers', /value/, header('X-Name', '={{ $json.notThere }}')],
	['Headers', /value with a line break/, header('X-Name', 'a\r\nX-Other: 1')],
	['Headers', /value with.*another character/, header('X-Name', '推送')],
])("the option '%s': %s", async (label, message, options) => {
	const named = `The option '${label.replace(/[()]/g, '\\$&')}' .*`;
	await expectProblem(new RegExp(named + message.source), { options: options as IDataObject });
});

test('several wrong options are all named', async () => {
	const message = /option 'Concurrency'.*option 'Timeout \(Seconds\)'/;
	await expectProblem(message, { options: { concurrency: 0, timeoutSeconds: 0 } });
});

test.each<[string, RegExp, IDataObject]>([
	['a policy that does not exist', /field 'Retry Policy' holds 'often'/, { retryPolicy: 'often' }],
	[
		'too many retries',
		/field 'Max Retries' must be a whole number from 0 to 10/,
		{ retryPolicy: 'fixed', maxRetries: 11 },
	],
	[
		'a delay that is no number',
		/field 'Initial Delay \(Seconds\)' must be a number/,
		{ retryPolicy: 'exponential', initialDelaySeconds: 'soon' },
	],
	['a list that cannot be read', /'Delays'/, { retryPolicy: 'list', delays: '5 parsecs' }],
])('a retry policy with %s', async (_, message, parameters) => {
	await expectProblem(message, { parameters });
});

test.each<[string, string]>([
	['an address of this machine', 'https://127.0.0.1/hook'],
	['an address written as a number', 'https://2130706433/hook'],
	['a name of this machine', 'https://localhost/hook'],
	['the metadata of a cloud', 'https://169.254.169.254/latest'],
	['a name of the local network', 'https://printer.lan/hook'],
])('%s without the option that allows it', async (_, url) => {
	const message = /field 'URL' leads to .*not on the public Internet.*'Allow Local Addresses'/;
	const options = { allowPrivateAddresses: false };
	await expectProblem(message, { parameters: { url }, options });
});

test('plain HTTP to this machine: one error says both, and one option opens both', async () => {
	const receiver = await startReceiver();
	const { origin } = new URL(receiver.url.replace('127.0.0.1', 'localhost'));
	const parameters = { ...gitHub.parameters, url: `${origin}/hook` };
	const { error } = await send({ parameters, secrets: { secret: gitHub.secret } });
	expect(error?.message).toBe(
		"The field 'URL' starts with http:// and leads to localhost, which is not on the public Internet. If the receiver is on this machine or in your own network, switch on the option 'Allow Local Addresses'. Otherwise, enter a public address that starts with https://.",
	);
	expect(receiver.requests).toEqual([]);

	const { items } = await send({
		parameters: { ...parameters, options: { allowLocalAddresses: true } },
		secrets: { secret: gitHub.secret },
	});
	expect(items).toMatchObject([{ json: { status: 'delivered' } }]);
	expect(receiver.requests).toHaveLength(1);
});

test.each<[string, RegExp, Provider, SigningSecrets]>([
	['is empty', /field 'Secret'.* is empty/, gitHub, { secret: '' }],
	['has a blank behind it', /field 'Secret'.* white space/, gitHub, { secret: 'my secret ' }],
	['is not base64', /field 'Secret'.* is not base64/, standardWebhooks, { secret: 'whsec_oops!' }],
	['is not hex', /field 'Secret'.* is not hex/, gitHub, { secret: 'oops', keyFormat: 'hex' }],
	[
		'has a broken predecessor',
		/field 'Previous Secret'.* white space/,
		gitHub,
		{ secret: 'a', previousSecret: ' b' },
	],
])('a secret that %s', async (_, message, provider, secrets) => {
	await expectProblem(message, { provider, secrets });
});

test('an endpoint with a secret of its own, which nothing could hide in what n8n stores', async () => {
	const { url } = await startReceiver();
	const endpoints = { values: [{ url, settings: { secret: standardWebhooks.secret } }] };
	await expectProblem(/field 'Secret'.* is empty/, {
		parameters: {
			operation: 'sendToMany',
			eventName: 'order.paid',
			endpointSource: 'fields',
			endpoints,
		},
		secrets: { secret: '' },
	});
});
