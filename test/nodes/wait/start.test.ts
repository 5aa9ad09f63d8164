import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { answering, refusingUrl, startReceiver } from '../../support/n8n/receiver';
import { callbackUrl, startWaiting, token } from '../../support/n8n/wait';
import type { WaitSetup } from '../../support/n8n/wait';

const secrets = { secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` };
const options = { allowHttp: true, allowPrivateAddresses: true };
const apiKey = 'Bearer key-of-the-api-0123456789';

const begin = async (parameters: IDataObject, setup: Partial<WaitSetup> = {}) =>
	await startWaiting({
		secrets,
		...setup,
		parameters: {
			...parameters,
			options: { ...options, ...(parameters.options as IDataObject | undefined) },
		},
	});

const DAY_MS = 86_400_000;

test('the job is started with the callback URL, and then the execution waits for a day', async () => {
	const service = await startReceiver(answering(201));
	const before = Date.now();
	const { outputs, error, waitTill } = await begin({ url: service.url }, { items: [{ order: 1 }] });
	expect(error).toBeUndefined();
	expect(service.requests).toHaveLength(1);
	const [request] = service.requests;
	expect(request?.method).toBe('POST');
	expect(request?.headers['content-type']).toBe('application/json');
	expect(JSON.parse(String(request?.body))).toEqual({ webhook: callbackUrl });
	expect(Number(waitTill) - before).toBeGreaterThanOrEqual(DAY_MS);
	expect(Number(waitTill) - before).toBeLessThan(DAY_MS + 60_000);
	expect(outputs.map((items) => items.map(({ json }) => json))).toEqual([[{ order: 1 }], []]);
});

const REST = { baseUrl: '', keyHeader: 'X-Api-Key', apiKey };

test('the callback URL may be in a form, a header or the query, with any method', async () => {
	const service = await startReceiver(answering(200));
	const url = service.url;
	const inQuery = `=${url}?callback={{ encodeURIComponent($execution.resumeUrl) }}`;
	const starts: IDataObject[] = [
		{
			url,
			bodySource: 'form',
			formFields: { values: [{ name: 'StatusCallback', value: '={{ $execution.resumeUrl }}' }] },
		},
		{
			url,
			method: 'PUT',
			jsonBody: '{}',
			options: {
				headers: { values: [{ name: 'X-Callback', value: '={{ $execution.resumeUrl }}' }] },
			},
		},
		{ url: inQuery, method: 'GET' },
		{ url: inQuery, method: 'DELETE' },
	];
	for (const parameters of starts) {
		const { error, waitTill } = await begin(parameters);
		expect(error).toBeUndefined();
		expect(waitTill).toBeInstanceOf(Date);
	}
	const [form, header, query, deletion] = service.requests;
	expect(new URLSearchParams(String(form?.body)).get('StatusCallback')).toBe(callbackUrl);
	expect(header?.method).toBe('PUT');
	expect(header?.headers['x-callback']).toBe(callbackUrl);
	expect(query).toMatchObject({ method: 'GET', body: Buffer.alloc(0) });
	expect(new URL(`http://x${query?.path ?? ''}`).searchParams.get('callback')).toBe(callbackUrl);
	expect(deletion?.method).toBe('DELETE');
});

test('the key of a credential goes to its own API', async () => {
	const service = await startReceiver(answering(200));
	const api = { ...REST, baseUrl: service.url.replace('/hook', '') };
	const { error, waitTill } = await begin({ url: service.url, authentication: 'restApi' }, { api });
	expect(error).toBeUndefined();
	expect(waitTill).toBeInstanceOf(Date);
	expect(service.requests[0]?.headers['x-api-key']).toBe(apiKey);
});

test.each(['https://api.example.com', 'http://127.0.0.1:1', '/hook/jobs', '/hoo'])(
	'and nowhere else: %s',
	async (place) => {
		const service = await startReceiver();
		const baseUrl = place.startsWith('/') ? service.url.replace('/hook', place) : place;
		const { error, waitTill } = await begin(
			{ url: service.url, authentication: 'restApi' },
			{ api: { ...REST, baseUrl: baseUrl.replace('http://127.0.0.1:1/', 'http://localhost:1/') } },
		);
		expect(error?.message).toMatch(/'URL' does not lead to the 'Base URL'/);
		expect(waitTill).toBeUndefined();
		expect(service.requests).toEqual([]);
	},
);

test('whoever only waits sends nothing, and may have several items', async () => {
	const { outputs, error, waitTill } = await begin(
		{ start: 'none', limitAmount: 90, limitUnit: 'minutes' },
		{ items: [{ order: 1 }, { order: 2 }] },
	);
	expect(error).toBeUndefined();
	expect(Math.round((Number(waitTill) - Date.now()) / 60_000)).toBe(90);
	expect(outputs[0]).toHaveLength(2);
});

test.each<[string, RegExp, IDataObject, Partial<WaitSetup>?]>([
	['no URL', /field 'URL' is empty/, { url: '' }],
	['another kind of start', /field 'Start the Job' must be one of: none, request/, { start: 'x' }],
	['another method', /field 'Method' must be one of: DELETE, GET/, { method: 'TRACE' }],
	['no callback URL', /does not hold the callback URL.*\$execution\.resumeUrl/, { jsonBody: '{}' }],
	['a body that is no JSON', /field 'JSON' does not hold valid JSON/, { jsonBody: '{' }],
	['a wait of nothing', /'Wait at Most' must be a number from 1/, { limitAmount: 0 }],
	['a wait of no number', /'Wait at Most' must be a number from 1/, { limitAmount: 'long' }],
	['a wait of over a year', /'Wait at Most' is longer than 365 days/, { limitAmount: 366 }],
	['another unit', /'Unit' must be one of: seconds, minutes/, { limitUnit: 'years' }],
	['an unknown scheme', /'Signature Scheme' holds 'md5'/, { scheme: 'md5' }],
	['wrong patterns', /field 'Events'/, { events: '!' }],
	[
		'a wrong condition',
		/'Only Events Where' cannot be used/,
		{ options: { onlyEventsWhere: '{' } },
	],
	['no secret', /'Secret' of the credential .* is empty/, {}, { secrets: { secret: '' } }],
	['several items', /got 2 items.*Loop Over Items/, {}, { items: [{}, {}] }],
	[
		'a private address without the option',
		/'Allow Private Addresses'/,
		{ options: { allowPrivateAddresses: false } },
	],
	['an engine that cannot wait', /'Engine' is v2/, {}, { workflowSettings: { engineType: 'v2' } }],
	[
		'a credential without a header for the key',
		/'Key Header' of the credential/,
		{ authentication: 'restApi' },
		{ api: { baseUrl: 'https://api.example.com', apiKey, keyHeader: 'a b' } },
	],
])(
	'%s is an error, and nothing is sent or waited for',
	async (_, message, parameters, setup = {}) => {
		const service = await startReceiver();
		const { error, outputs, waitTill } = await begin({ url: service.url, ...parameters }, setup);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error?.message).toMatch(message);
		expect({ outputs, waitTill, requests: service.requests }).toEqual({
			outputs: [],
			waitTill: undefined,
			requests: [],
		});
	},
);

test('a service that refuses is an error with what it says, without the token and the key', async () => {
	const service = await startReceiver((response) => {
		response.writeHead(422, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ error: 'unknown model', webhook: callbackUrl, key: apiKey }));
	});
	const { error, waitTill } = await begin(
		{ url: service.url, authentication: 'restApi' },
		{ api: { ...REST, baseUrl: service.url } },
	);
	expect(error).toBeInstanceOf(NodeApiError);
	expect(error?.message).toBe('The request that starts the job failed: the service answered 422');
	expect(error?.description).toMatch(
		/^The service says: .*unknown model.* The node does not wait\.$/,
	);
	expect(error?.description).not.toContain(token);
	expect(error?.description).not.toContain('key-of-the-api');
	expect(waitTill).toBeUndefined();
});

test('a redirect is not followed', async () => {
	const service = await startReceiver((response) => {
		response.writeHead(307, { location: 'https://elsewhere.example' }).end();
	});
	const { error, waitTill } = await begin({ url: service.url });
	expect(error?.message).toMatch(/answered 307/);
	expect(error?.description).toMatch(/redirect, which is not followed/);
	expect(waitTill).toBeUndefined();
});

test('a service that cannot be reached is an error with advice', async () => {
	const { error, waitTill } = await begin({ url: await refusingUrl() });
	expect(error?.message).toMatch(/^The request that starts the job failed: /);
	expect(error?.description).toMatch(/whether the receiver is running\. The node does not wait\.$/);
	expect(waitTill).toBeUndefined();
});

test('a node that continues after errors gives out the error through the first output', async () => {
	const service = await startReceiver(answering(500));
	const { error, outputs, waitTill } = await begin(
		{ url: service.url },
		{ onError: 'continueRegularOutput' },
	);
	expect(error).toBeUndefined();
	expect(outputs[0]?.[0]?.json.error).toMatch(/the service answered 500/);
	expect(outputs[1]).toEqual([]);
	expect(waitTill).toBeUndefined();
});
