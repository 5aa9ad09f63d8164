import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { databaseBytes } from '../support/e2e/database';
import { idsOf, secret, useDurableRuns } from '../support/e2e/durable';
import { useN8n } from '../support/e2e/n8n';
import { storeSecrets } from '../support/e2e/workflows';
import { createTestAuthority } from '../support/n8n/clientCertificates';
import {
	demandingCertificate,
	startAuthorization,
	startDemanding,
} from '../support/n8n/demandingReceiver';
import type { Demand } from '../support/n8n/demandingReceiver';
import { until } from '../support/until';

/* Slow: n8n crashes and starts again while deliveries with each authentication wait. */

const n8n = useN8n();
const { outputOf, prepare, untilStatus } = useDurableRuns(n8n);
const authority = createTestAuthority();
const key = randomUUID();
const client = { id: 'client-1', secret: randomUUID() };

const basic = `Basic ${Buffer.from(`me:${key}`).toString('base64')}`;
const shown: ReadonlyArray<readonly [string, object, Demand]> = [
	[
		'header',
		{ type: 'header', headerName: 'X-API-Key', headerValue: key },
		({ headers }) => headers['x-api-key'] === key,
	],
	[
		'basic',
		{ type: 'basic', user: 'me', password: key },
		({ headers }) => headers.authorization === basic,
	],
	[
		'bearer',
		{ type: 'bearer', token: key },
		({ headers }) => headers.authorization === `Bearer ${key}`,
	],
	[
		'query',
		{ type: 'query', parameterName: 'key', parameterValue: key },
		({ path }) => path.endsWith(`?key=${key}`),
	],
];

type Demanding = Awaited<ReturnType<typeof startDemanding>>;

/** A delivery that a receiver that demands an authentication accepts at its second attempt. */
async function prepareWith(
	name: string,
	authentication: object,
	receiver: Demanding,
	parameters: object = {},
) {
	const signing = await storeSecrets(n8n, { secret });
	const stored = await n8n.client.createCredential({
		name: `Authentication ${randomUUID()}`,
		type: 'webhookAuthenticationApi',
		data: { ...authentication, allowedDomains: '127.0.0.1' },
	});
	const credentials = { signedWebhookApi: signing, webhookAuthenticationApi: stored };
	const run = await prepare(
		{ url: receiver.url, authentication: 'credential', ...parameters },
		{ fields: { credentials } },
	);
	return { name, receiver, run };
}

async function prepareAll() {
	const statuses: [number, number] = [503, 200];
	const authorization = await startAuthorization(client);
	const oauth2 = {
		type: 'oauth2',
		tokenUrl: authorization.tokenUrl,
		clientId: client.id,
		clientSecret: client.secret,
	};
	const certificate = {
		type: 'certificate',
		certificate: authority.client.cert,
		privateKey: authority.client.key,
		caCertificate: authority.authority.cert,
	};
	const withToken: Demand = ({ headers }) => authorization.knows(headers);
	const fixed = shown.map(
		async ([name, fields, demand]) =>
			await prepareWith(name, fields, await startDemanding(demand, statuses)),
	);
	const [, header, demand] = shown[0] as (typeof shown)[number];
	const targets = await Promise.all([
		...fixed,
		prepareWith('oauth2', oauth2, await startDemanding(withToken, statuses)),
		prepareWith(
			'certificate',
			certificate,
			await startDemanding(() => true, statuses, demandingCertificate(authority)),
		),
		prepareWith('background', header, await startDemanding(demand, statuses), {
			whileWaiting: 'goOn',
		}),
	]);
	return { authorization, targets };
}

/** All go through the same crash, since n8n takes seconds to start after it. */
async function runAll() {
	const { authorization, targets } = await prepareAll();
	for (const { run } of targets) await run.begin({ order: 1 });
	for (const { name, run } of targets) {
		await untilStatus(run, name === 'background' ? 'success' : 'waiting');
	}
	const whileWaiting = await databaseBytes(n8n);
	const before = targets.map(({ receiver }) => receiver.accepted().length);
	// A receiver that forgets the tokens of yesterday.
	authorization.revoke();
	await n8n.crash();
	await until('the second attempts', async () =>
		targets.every(({ receiver }) => receiver.accepted().length >= 2) ? true : undefined,
	);
	for (const { run } of targets) await untilStatus(run, 'success', 'error');
	return { authorization, before, targets, whileWaiting, afterwards: await databaseBytes(n8n) };
}

let ran: Awaited<ReturnType<typeof runAll>>;
beforeAll(async () => {
	ran = await runAll();
}, 400_000);

test('after a crash, each receiver gets what it demands again, under the same id and signed again', async () => {
	expect(ran.before).toEqual(ran.targets.map(() => 1));
	for (const { name, receiver, run } of ran.targets) {
		const accepted = receiver.accepted();
		expect({ name, count: accepted.length, ids: idsOf(accepted).size }).toEqual({
			name,
			count: 2,
			ids: 1,
		});
		for (const { headers, body } of accepted) {
			new Webhook(secret).verify(body.toString(), headers as Record<string, string>);
		}
		if (name === 'background') continue;
		expect(await outputOf(run, run.after)).toMatchObject([
			{ status: 'delivered', attempts: [{ statusCode: 503 }, { statusCode: 200 }] },
		]);
	}
});

test('a token is fetched again, and was never stored', () => {
	expect(ran.authorization.issued).toHaveLength(2);
});

test('no secret is in the database while deliveries wait, nor afterwards, nor in what n8n printed', () => {
	const id = String(ran.targets[0].receiver.requests[0]?.headers['webhook-id']);
	const linesOfKey = authority.client.key.split('\n').filter((line) => line.length > 20);
	const secrets = [key, basic.slice(6), client.secret, ...ran.authorization.issued, ...linesOfKey];
	for (const bytes of [ran.whileWaiting, ran.afterwards]) {
		expect(bytes.includes(id)).toBe(true);
		expect(secrets.filter((text) => bytes.includes(text))).toEqual([]);
	}
	expect(secrets.filter((text) => n8n.output().includes(text))).toEqual([]);
});
