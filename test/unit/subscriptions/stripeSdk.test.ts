import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import {
	createStripeAdapter,
	stripeTarget,
} from '../../../nodes/shared/subscriptions/adapters/stripe';
import { listUndelivered } from '../../../nodes/shared/subscriptions/adapters/stripe/events';
import type { SubscriptionAdapter } from '../../../nodes/shared/subscriptions/types';
import { createHttpClient } from '../../support/services/httpClient';

/** A call, with what it says in its query and form. */
interface Call {
	readonly method: string;
	readonly path: string;
	readonly query: Readonly<Record<string, string>>;
	readonly contentType?: string;
	readonly form: Readonly<Record<string, string>>;
}

const URL_WITH_QUERY = 'https://n8n.example.com/webhook/3f1c?a=b&c=ü';
const VERSION = '2026-10-28.endive';

let server: Server;
let port: number;
let calls: Call[];

beforeEach(async () => {
	calls = [];
	server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			const { pathname: path, searchParams } = new URL(request.url ?? '', 'http://localhost');
			const contentType = body === '' ? undefined : request.headers['content-type'];
			calls.push({
				method: request.method ?? '',
				path,
				query: Object.fromEntries(searchParams),
				contentType: contentType?.split(';')[0],
				form: Object.fromEntries(new URLSearchParams(body)),
			});
			const endpoint = { url: '', enabled_events: [], status: 'enabled' };
			const page = { object: 'list', has_more: false, data: [] };
			response.setHeader('Content-Type', 'application/json');
			response.end(JSON.stringify({ id: 'we_1', secret: 'whsec_1', ...endpoint, ...page }));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	({ port } = server.address() as AddressInfo);
});

afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

const known = { id: 'we_1', target: stripeTarget(VERSION), url: URL_WITH_QUERY, events: [] };
const metadata = { managed_by: 'n8n-nodes-signed-webhooks' };
const client = () => createHttpClient(`http://127.0.0.1:${port}`, 'sk_test_1');

type OurCall = (adapter: SubscriptionAdapter) => Promise<unknown>;
type TheirCall = (stripe: Stripe) => Promise<unknown>;

test.each<[string, OurCall, TheirCall]>([
	[
		'create',
		async ({ create }) =>
			await create({ url: URL_WITH_QUERY, events: ['invoice.paid', 'charge.failed'] }),
		async ({ webhookEndpoints }) =>
			await webhookEndpoints.create({
				url: URL_WITH_QUERY,
				enabled_events: ['invoice.paid', 'charge.failed'],
				description: 'Made by n8n',
				metadata,
				api_version: VERSION,
			}),
	],
	[
		'create for all events',
		async ({ create }) => await create({ url: URL_WITH_QUERY, events: [] }),
		async ({ webhookEndpoints }) =>
			await webhookEndpoints.create({
				url: URL_WITH_QUERY,
				enabled_events: ['*'],
				description: 'Made by n8n',
				metadata,
				api_version: VERSION,
			}),
	],
	[
		'update',
		async ({ update }) => await update?.(known, { url: URL_WITH_QUERY, events: ['invoice.paid'] }),
		async ({ webhookEndpoints }) =>
			await webhookEndpoints.update('we_1', {
				url: URL_WITH_QUERY,
				enabled_events: ['invoice.paid'],
				disabled: false,
			}),
	],
	[
		'read',
		async ({ read }) => await read?.(known),
		async ({ webhookEndpoints }) => await webhookEndpoints.retrieve('we_1'),
	],
	[
		'find',
		async ({ findOurs }) => await findOurs?.(URL_WITH_QUERY, known.target),
		async ({ webhookEndpoints }) => await webhookEndpoints.list({ limit: 100 }),
	],
	[
		'remove',
		async ({ remove }) => await remove(known),
		async ({ webhookEndpoints }) => await webhookEndpoints.del('we_1'),
	],
	[
		'list undelivered events',
		async () =>
			await listUndelivered(client(), 1_795_000_000_900, ['invoice.paid', 'charge.failed']),
		async ({ events }) =>
			await events.list({
				delivery_success: false,
				created: { gte: 1_795_000_000 },
				types: ['invoice.paid', 'charge.failed'],
				limit: 100,
			}),
	],
])("the call to %s is the one that Stripe's own SDK makes", async (_title, ourCall, theirCall) => {
	await ourCall(createStripeAdapter(client(), stripeTarget(VERSION)));
	await theirCall(
		new Stripe('sk_test_1', {
			host: '127.0.0.1',
			port,
			protocol: 'http',
			telemetry: false,
			maxNetworkRetries: 0,
		}),
	);
	expect(calls).toHaveLength(2);
	const [ours, theirs] = calls;
	expect(ours).toEqual(theirs);
});
