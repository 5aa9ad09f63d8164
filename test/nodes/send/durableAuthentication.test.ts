import type { IDataObject } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { StoredCredential } from '../../support/n8n/credential';
import { startAuthorization, startDemanding } from '../../support/n8n/demandingReceiver';
import { durableOptions, durableStarter } from '../../support/n8n/durable';
import { findLeaks } from '../../support/n8n/leaks';
import { standardWebhooks } from '../../support/n8n/providers';
import { startReceiver } from '../../support/n8n/receiver';

const { secret } = standardWebhooks;
const clock = useClock();
const start = durableStarter(clock);
const KEY = 'a-key-that-opens-the-door';
const authenticated = { authentication: 'credential' };
const credentialWith = (authentication: IDataObject) =>
	new StoredCredential({ secret }, authentication as never);
const header = { type: 'header', headerName: 'X-API-Key', headerValue: KEY };

test.each<[string, IDataObject]>([
	['header', header],
	['query', { type: 'query', parameterName: 'key', parameterValue: KEY }],
	['basic', { type: 'basic', user: 'me', password: KEY }],
	['bearer', { type: 'bearer', token: KEY }],
])(
	'%s: what waits is authenticated at each attempt, and n8n stores nothing of it',
	async (_, fields) => {
		const shows = ({ headers, path }: { headers: object; path: string }) =>
			findLeaks([headers, path], KEY).length > 0;
		const receiver = await startDemanding(shows, [503, 503, 200]);
		const credential = credentialWith(fields);
		const execution = await start([{ url: receiver.url }], { credential }, authenticated);
		expect(findLeaks(execution.stored, KEY)).toEqual([]);
		await execution.wake();
		expect(findLeaks(execution.stored, KEY)).toEqual([]);
		await execution.finish();
		expect(receiver.accepted()).toHaveLength(3);
		expect(execution.delivered).toMatchObject([{ json: { status: 'delivered' } }]);
		expect(findLeaks([execution.stored, execution.items], KEY)).toEqual([]);
	},
);

test('in the background, too', async () => {
	const receiver = await startDemanding(({ headers }) => headers['x-api-key'] === KEY, [503, 200]);
	const parameters = { ...authenticated, whileWaiting: 'goOn' };
	const credential = credentialWith(header);
	const execution = await start([{ url: receiver.url }], { credential }, parameters);
	expect(findLeaks(execution.storedInBackground, KEY)).toEqual([]);
	await execution.finishBackground();
	expect(receiver.accepted()).toHaveLength(2);
});

test('a changed credential counts at the next attempt', async () => {
	const receiver = await startDemanding(({ headers }) => headers['x-api-key'] === KEY);
	const credential = credentialWith({ ...header, headerValue: 'old' });
	const execution = await start([{ url: receiver.url }], { credential }, authenticated);
	credential.authentication = header;
	await execution.finish();
	expect(receiver.requests.map(({ headers }) => headers['x-api-key'])).toEqual(['old', KEY]);
	expect(execution.delivered).toHaveLength(1);
});

test('one that may not be used there any more ends the delivery, and says so', async () => {
	const receiver = await startDemanding(() => true, [503]);
	const credential = credentialWith(header);
	const execution = await start([{ url: receiver.url }], { credential }, authenticated);
	credential.authentication = { ...header, allowedDomains: 'example.com' };
	await execution.finish();
	expect(receiver.requests).toHaveLength(1);
	expect(execution.error?.description).toContain("field 'Allowed Domains'");
});

test('a token that has expired meanwhile is fetched again, and none is stored', async () => {
	const client = { id: 'client-1', secret: 'the-secret-of-the-client' };
	const server = await startAuthorization(client, { expiresIn: 60 });
	const receiver = await startDemanding(({ headers }) => server.knows(headers), [503, 200]);
	const credential = credentialWith({
		type: 'oauth2',
		tokenUrl: server.tokenUrl,
		clientId: client.id,
		clientSecret: client.secret,
	});
	const execution = await start([{ url: receiver.url }], { credential }, authenticated);
	server.revoke();
	await execution.finish();
	expect(server.issued).toHaveLength(2);
	// The old one had expired by the clock: it was not tried first.
	expect(receiver.requests).toHaveLength(2);
	expect(execution.delivered).toHaveLength(1);
	expect(findLeaks(execution.stored, client.secret, ...server.issued)).toEqual([]);
});

test('method, headers of the attempt and rules about the answer outlive the wait', async () => {
	const answers = ['{"success":false}', '{"success":true}'];
	const target = await startReceiver((response, number) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(answers[number - 1]);
	});
	const options = {
		...durableOptions,
		method: 'PUT',
		attemptNumberHeader: 'X-Attempt',
		firstAttemptHeader: 'X-First-Attempt',
		successRules: { values: [{ path: 'success', operator: 'equals', value: 'true' }] },
	};
	const startedAt = new Date(clock.nowMs).toISOString();
	const execution = await start([{ url: target.url }], {}, { options });
	await execution.finish();
	expect(
		target.requests.map(({ method, headers }) => [
			method,
			headers['x-attempt'],
			headers['x-first-attempt'],
		]),
	).toEqual([
		['PUT', '1', startedAt],
		['PUT', '2', startedAt],
	]);
	expect(execution.delivered).toMatchObject([
		{
			json: {
				status: 'delivered',
				attempts: [
					{ statusCode: 200, outcome: 'failed', unmetRule: "success equals 'true'" },
					{ statusCode: 200, outcome: 'delivered' },
				],
			},
		},
	]);
});
