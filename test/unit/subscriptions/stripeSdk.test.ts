import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import {
	createStripeAdapter,
	stripeTarget,
	stripeThinTarget,
} from '../../../nodes/shared/subscriptions/adapters/stripe';
import { listUndelivered } from '../../../nodes/shared/subscriptions/adapters/stripe/events';
import type { SubscriptionAdapter } from '../../../nodes/shared/subscriptions/adapter';
import { createHttpClient } from '../../support/services/httpClient';

/** A call, with what it says in its query and form. */
interface Call {
	readonly method: string;
	readonly path: string;
	readonly query: Readonly<Record<string, string>>;
	readonly contentType?: string;
	readonly form: Readonly<Record<string, string>>;
	readonly json: unknown;
	/** Of the API, where the call names one and all calls of its kind must. */
	readonly version?: unknown;
}

const parseJson = (text: string, contentType: string | undefined): unknown =>
	contentType?.startsWith('application/json') && text !== '' ? JSON.parse(text) : undefined;

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
				form: Object.fromEntries(new URLSearchParams(contentType?.includes('json') ? '' : body)),
				json: parseJson(body, contentType),
				version: path.startsWith('/v2/') ? request.headers['stripe-version'] : undefined,
			});
			const endpoint = { url: '', enabled_events: [], status: 'disabled' };
			const webhook = { url: URL_WITH_QUERY, signing_secret: 'whsec_1' };
			const destination = { type: 'webhook_endpoint', event_payload: 'thin' };
			const page = { object: 'list', has_more: false, data: [] };
			response.setHeader('Content-Type', 'application/json');
			response.end(
				JSON.stringify({
					id: 'we_1',
					secret: 'whsec_1',
					...endpoint,
					...destination,
					webhook_endpoint: webhook,
					...page,
				}),
			);
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

const knownThin = { ...known, target: stripeThinTarget };
const include = ['webhook_endpoint.url'];

test.each<[string, OurCall, TheirCall]>([
	[
		'create',
		async ({ create }) => await create({ url: URL_WITH_QUERY, events: ['v1.invoice.paid'] }),
		async ({ v2 }) =>
			await v2.core.eventDestinations.create({
				type: 'webhook_endpoint',
				event_payload: 'thin',
				name: 'Made by n8n',
				enabled_events: ['v1.invoice.paid'],
				metadata,
				webhook_endpoint: { url: URL_WITH_QUERY },
				include: ['webhook_endpoint.signing_secret'],
			}),
	],
	[
		'update',
		async ({ update }) =>
			await update?.(knownThin, { url: URL_WITH_QUERY, events: ['v1.invoice.paid'] }),
		async ({ v2 }) => {
			await v2.core.eventDestinations.update('we_1', {
				enabled_events: ['v1.invoice.paid'],
				webhook_endpoint: { url: URL_WITH_QUERY },
				include,
			});
			// Changing one does not switch it on.
			await v2.core.eventDestinations.enable('we_1');
		},
	],
	[
		'read',
		async ({ read }) => await read?.(knownThin),
		async ({ v2 }) => await v2.core.eventDestinations.retrieve('we_1', { include }),
	],
	[
		'find',
		async ({ findOurs }) => await findOurs?.(URL_WITH_QUERY, stripeThinTarget),
		async ({ v2 }) => await v2.core.eventDestinations.list({ include }),
	],
	[
		'remove',
		async ({ remove }) => await remove(knownThin),
		async ({ v2 }) => await v2.core.eventDestinations.del('we_1'),
	],
])("the call to %s for thin events is the one of Stripe's own SDK", async (_, ours, theirs) => {
	await ours(createStripeAdapter(client(), stripeThinTarget));
	const made = calls.splice(0);
	await theirs(
		new Stripe('sk_test_1', {
			host: '127.0.0.1',
			port,
			protocol: 'http',
			telemetry: false,
			maxNetworkRetries: 0,
		}),
	);
	expect(made.length).toBeGreaterThan(0);
	expect(made).toEqual(calls);
});
