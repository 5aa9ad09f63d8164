import { createHmac } from 'node:crypto';
import { NodeHelpers } from 'n8n-workflow';
import type { IDataObject, INode, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { SignedWebhookApi } from '../../../credentials/SignedWebhookApi.credentials';
import { readEventPatterns } from '../../../nodes/SignedWebhookTrigger/events';
import { readRegistration } from '../../../nodes/SignedWebhookTrigger/registration';
import { SignedWebhookTrigger } from '../../../nodes/SignedWebhookTrigger/SignedWebhookTrigger.node';
import { gitHubEvents } from '../../../nodes/shared/events/github';
import { StoredApiCredential } from '../../support/n8n/credential';
import { accepted, outcomeOf, PublishedTrigger } from '../registration/publishing';

/* Events of GitHub and Stripe, picked from a list by their titles, typed, or both. */

const SECRET = 'secret of the webhook';
const { description } = new SignedWebhookTrigger();

const patternsOf = (parameters: IDataObject): string =>
	readEventPatterns((name) => parameters[name]);

const askedFor = (parameters: IDataObject): readonly string[] | undefined => {
	const all: IDataObject = {
		registration: 'automatic',
		githubOwner: 'octocat',
		githubRepository: 'hello-world',
		...parameters,
	};
	const read = readRegistration((name) => all[name]);
	if (!read.ok) throw new Error(read.problem);
	return read.value?.events;
};

function shown(name: string, scheme: string): INodeProperties[] {
	const node = { typeVersion: 1.2 } as INode;
	const values = { scheme, registration: 'manual' };
	return description.properties.filter(
		(property) =>
			property.name === name &&
			NodeHelpers.displayParameter(values, property, node, description, values),
	);
}

test.each<[string, IDataObject, string]>([
	['what an earlier version stored', { scheme: 'github', events: 'push, issue*' }, 'push, issue*'],
	['nothing, for all', { scheme: 'github' }, ''],
	['nothing picked, for all', { scheme: 'github', gitHubEvents: [], events: '' }, ''],
	['what is picked', { scheme: 'github', gitHubEvents: ['push', 'issues'] }, 'push, issues'],
	[
		'what is picked and typed',
		{ scheme: 'stripe', stripeEvents: ['invoice.paid'], events: 'charge.*, !charge.failed' },
		'invoice.paid, charge.*, !charge.failed',
	],
	[
		'nothing of what was picked of another service',
		{ scheme: 'stripe', gitHubEvents: ['push'] },
		'',
	],
	['nothing picked where there is no list', { scheme: 'linear', gitHubEvents: ['push'] }, ''],
])('%s', (_, parameters, patterns) => {
	expect(patternsOf(parameters)).toBe(patterns);
});

test('the service is asked for what is picked and typed', () => {
	expect(askedFor({ scheme: 'github', gitHubEvents: ['push'], events: 'issues' })).toEqual([
		'push',
		'issues',
	]);
	expect(askedFor({ scheme: 'stripe', stripeEvents: ['invoice.paid'] })).toEqual(['invoice.paid']);
	expect(askedFor({ scheme: 'github' })).toEqual([]);
});

test('what is picked starts the workflow, and nothing else does', async () => {
	const trigger = await PublishedTrigger.start({
		type: 'signedWebhookTrigger',
		credential: new StoredApiCredential(new SignedWebhookApi(), { secret: SECRET }),
		parameters: { scheme: 'github', gitHubEvents: ['push'], events: 'workflow_*' },
	});
	const body = '{"ref":"refs/heads/main"}';
	const signature = createHmac('sha256', SECRET).update(body).digest('hex');
	const send = async (event: string) =>
		outcomeOf(
			await trigger.post(body, {
				'Content-Type': 'application/json',
				'X-GitHub-Event': event,
				'X-GitHub-Delivery': event,
				'X-Hub-Signature-256': `sha256=${signature}`,
			}),
		);
	expect(await send('push')).toEqual(accepted);
	expect(await send('workflow_run')).toEqual(accepted);
	expect(await send('star')).toEqual({ statusCode: 200, started: false });
});

test('every known event is in the list, by a title', () => {
	const [field] = shown('gitHubEvents', 'github');
	const options = (field?.options ?? []) as INodePropertyOptions[];
	expect(options.map(({ value }) => value).sort()).toEqual([...gitHubEvents].sort());
	expect(options).toContainEqual(
		expect.objectContaining({ name: 'Pull Request Review', value: 'pull_request_review' }),
	);
});

test.each<[string, string[], string]>([
	['github', ['gitHubEvents'], 'e.g. pull_request*, !push'],
	['stripe', ['stripeEvents'], 'e.g. invoice.*, !invoice.created'],
	['linear', [], 'e.g. invoice.*, !invoice.draft'],
])(
	'%s has its list, and one field to type in, with an example of its own',
	(scheme, lists, hint) => {
		const names = ['gitHubEvents', 'stripeEvents'].filter((name) => shown(name, scheme).length > 0);
		expect(names).toEqual(lists);
		expect(shown('events', scheme)).toMatchObject([
			{ type: 'string', default: '', placeholder: hint },
		]);
	},
);
