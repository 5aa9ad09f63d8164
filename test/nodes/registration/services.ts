import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { GitHubWebhookApi } from '../../../credentials/GitHubWebhookApi.credentials';
import { RestWebhookApi } from '../../../credentials/RestWebhookApi.credentials';
import { StripeWebhookApi } from '../../../credentials/StripeWebhookApi.credentials';
import { TwigApi } from '../../../credentials/TwigApi.credentials';
import { StoredApiCredential } from '../../support/n8n/credential';
import { startTwig } from '../../support/n8n/twig';
import type { FakeService } from '../../support/services/fakeService';
import { FakeGitHub } from '../../support/services/github';
import { FakeRest } from '../../support/services/rest';
import type { RestOptions } from '../../support/services/rest';
import { startFake } from '../../support/services/startFake';
import { FakeStripe } from '../../support/services/stripe';
import type { Service, ServiceKind } from './service';

const hex = (secret: string, body: string): string =>
	createHmac('sha256', secret).update(body).digest('hex');

const misbehaving = (fake: FakeService): Pick<Service, 'behave' | 'fail' | 'misbehave'> => ({
	behave: () => fake.behave(),
	fail: (method, ...answers) =>
		fake.script(...answers.map((answer) => ({ on: { method }, answer }))),
	misbehave: (method, misbehaviour) => fake.script({ on: { method }, ...misbehaviour }),
});

/** Has the fake and the credential use another key from now on. */
const rotating =
	(fake: FakeService, property: string, credential: StoredApiCredential, field: string) =>
	(): void => {
		const key = `${credential.data[field] as string}2`;
		Object.assign(fake, { [property]: key.replace(/^Bearer /, '') });
		credential.data = { ...credential.data, [field]: key };
	};

const twig: ServiceKind = {
	name: 'Twig AI',
	shows: false,
	finds: false,
	start: async () => {
		const fake = await startTwig({ acceptsHttp: true });
		const credential = new StoredApiCredential(new TwigApi(), {
			apiKey: fake.apiKey,
			baseUrl: fake.url,
		});
		return {
			setup: {
				type: 'twigTrigger',
				credential,
				parameters: { registration: 'automatic', events: ['agent.updated'] },
			},
			key: { field: 'apiKey', label: 'API Key' },
			hooks: () => fake.hooks(),
			calls: () => fake.calls(),
			forget: (id) => fake.forget(id),
			rotateKey: rotating(fake, 'apiKey', credential, 'apiKey'),
			...misbehaving(fake),
			sign: (secret) => {
				const body = JSON.stringify({
					id: 'evt_4f1a',
					type: 'agent.updated',
					timestamp: '2026-11-20T08:15:42Z',
					data: {},
					organizationId: 'org-204',
				});
				return [body, { 'X-Twig-Signature': hex(secret, body) }];
			},
		};
	},
};

/** GitHub, with the settings of the trigger that say where. */
const gitHub = (name: string, place: string, parameters: IDataObject): ServiceKind => ({
	name,
	shows: true,
	finds: true,
	start: async () => {
		const fake = await startFake(new FakeGitHub({ places: [place] }));
		const credential = new StoredApiCredential(new GitHubWebhookApi(), {
			accessToken: fake.token,
			baseUrl: fake.url,
		});
		return {
			setup: {
				type: 'signedWebhookTrigger',
				credential,
				parameters: {
					scheme: 'github',
					registration: 'automatic',
					githubOwner: 'octocat',
					events: 'push',
					...parameters,
				},
			},
			key: { field: 'accessToken', label: 'Access Token' },
			hooks: () =>
				fake.hooks().map(({ id, active, events, config: { url, secret = '' } }) => ({
					id: String(id),
					url,
					events,
					secret,
					isActive: active,
				})),
			calls: () => fake.calls(),
			forget: (id) => fake.forget(Number(id)),
			addHook: (url) => void fake.addHook(place, url),
			disable: (id) => {
				for (const hook of fake.hooks()) if (String(hook.id) === id) hook.active = false;
			},
			rotateKey: rotating(fake, 'token', credential, 'accessToken'),
			...misbehaving(fake),
			miss: (id) => {
				const deliveredAt = new Date(Date.now() + 1_000).toISOString();
				const failed = { guid: 'lost', deliveredAt, event: 'push', statusCode: 502 };
				fake.addDeliveries(Number(id), { id: '12', ...failed });
			},
			sign: (secret) => {
				const body = JSON.stringify({ ref: 'refs/heads/main' });
				return [
					body,
					{ 'X-GitHub-Event': 'push', 'X-Hub-Signature-256': `sha256=${hex(secret, body)}` },
				];
			},
		};
	},
});

const SNAPSHOT_EVENT = {
	id: 'evt_1',
	object: 'event',
	type: 'invoice.paid',
	created: 1_795_000_000,
	livemode: false,
	data: { object: {} },
};

const stripe: ServiceKind = {
	name: 'Stripe',
	shows: true,
	finds: true,
	start: async () => {
		const fake = await startFake(new FakeStripe({ acceptsHttp: true }));
		const credential = new StoredApiCredential(new StripeWebhookApi(), {
			secretKey: fake.apiKey,
			baseUrl: fake.url,
		});
		return {
			setup: {
				type: 'signedWebhookTrigger',
				credential,
				parameters: { scheme: 'stripe', registration: 'automatic', events: 'invoice.paid' },
			},
			key: { field: 'secretKey', label: 'Secret or Restricted Key' },
			hooks: () =>
				fake.hooks().map(({ id, url, enabledEvents, secret, status }) => ({
					id,
					url,
					events: enabledEvents,
					secret,
					isActive: status === 'enabled',
				})),
			calls: () => fake.calls(),
			forget: (id) => fake.forget(id),
			addHook: (url) => void fake.addHook(url),
			disable: (id) => {
				for (const hook of fake.hooks()) if (hook.id === id) hook.status = 'disabled';
			},
			rotateKey: rotating(fake, 'apiKey', credential, 'secretKey'),
			...misbehaving(fake),
			sign: (secret, event = SNAPSHOT_EVENT) => {
				const body = JSON.stringify(event);
				const seconds = Math.floor(Date.now() / 1000);
				const signature = hex(secret, `${seconds}.${body}`);
				return [body, { 'Stripe-Signature': `t=${seconds},v1=${signature}` }];
			},
		};
	},
};

/** The settings of a trigger for the API of the fake. */
export const restParameters = (changes: IDataObject = {}): IDataObject => ({
	scheme: 'hmac-sha256-hex',
	signatureHeader: 'X-Signature',
	registration: 'rest',
	events: 'order.paid, order.cancelled',
	restCreateUrl: '/v2/subscriptions',
	restCreateBody: '{"callback": "{url}", "topics": "{events}", "secret": "{secret}"}',
	restIdPath: 'data.id',
	restDeleteUrl: '/v2/subscriptions/{id}',
	...changes,
});

const rest = (
	name: string,
	kind: Pick<ServiceKind, 'finds' | 'shows'>,
	changes: IDataObject,
	options: RestOptions = {},
): ServiceKind => ({
	name,
	...kind,
	start: async () => {
		const fake = await startFake(new FakeRest(options));
		const credential = new StoredApiCredential(new RestWebhookApi(), {
			apiKey: `Bearer ${fake.apiKey}`,
			keyHeader: 'Authorization',
			baseUrl: fake.url,
		});
		return {
			setup: { type: 'signedWebhookTrigger', credential, parameters: restParameters(changes) },
			key: { field: 'apiKey', label: 'API Key' },
			hooks: () =>
				fake.hooks().map(({ id, callback, topics, secret }) => ({
					id: String(id),
					url: callback,
					events: topics as string[],
					secret,
				})),
			calls: () => fake.calls(),
			forget: (id) => fake.forget(Number(id)),
			addHook: (url) => void fake.addHook(url),
			rotateKey: rotating(fake, 'apiKey', credential, 'apiKey'),
			...misbehaving(fake),
			sign: (secret) => {
				const body = JSON.stringify({ id: 'evt_1', type: 'order.paid' });
				return [body, { 'X-Signature': hex(secret, body) }];
			},
		};
	},
});

const listing = {
	checkUrl: '/v2/subscriptions',
	listPath: 'data.items',
	entryUrlPath: 'callback',
	entryIdPath: 'id',
};

export const services: readonly ServiceKind[] = [
	twig,
	gitHub('a repository of GitHub', 'repos/octocat/hello-world', {
		githubRepository: 'hello-world',
	}),
	gitHub('an organization of GitHub', 'orgs/octocat', { githubLevel: 'organization' }),
	stripe,
	rest('a service that shows nothing', { shows: false, finds: false }, {}),
	rest(
		'a service that shows a webhook and chooses the secret',
		{ shows: true, finds: false },
		{
			restCreateBody: '{"callback": "{url}", "topics": "{events}"}',
			restSecretPath: 'data.signing.secret',
			restOptions: { checkUrl: '/v2/subscriptions/{id}' },
		},
		{ choosesSecret: true },
	),
	rest(
		'a service that lists webhooks',
		{ shows: true, finds: true },
		{ restOptions: listing },
		{ isUniqueByUrl: true },
	),
];
