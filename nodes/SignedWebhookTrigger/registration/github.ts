import type { INodeProperties } from 'n8n-workflow';
import { readText } from '../../shared/n8n/parameters';
import type { ParameterReader } from '../../shared/n8n/parameters';
import type { Missed, RegistrationChoice } from '../../shared/n8n/trigger/triggerKind';
import { githubCredential } from '../../shared/services/credentials';
import { createGithubAdapter, parseGithubTarget } from '../../shared/subscriptions/adapters/github';
import { githubDeliveries } from '../../shared/subscriptions/adapters/github/deliveries';
import type { ApiClient } from '../../shared/subscriptions/types';
import { readsMissed } from './catchUp';

const shown = (level: string[]): Pick<INodeProperties, 'displayOptions'> => ({
	displayOptions: { show: { scheme: ['github'], registration: ['automatic'], githubLevel: level } },
});

/** Where at GitHub the webhook is made. */
export const githubProperties: INodeProperties[] = [
	{
		displayName: 'Webhook For',
		name: 'githubLevel',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Organization', value: 'organization' },
			{ name: 'Repository', value: 'repository' },
		],
		default: 'repository',
		description: 'Whether events of one repository or of a whole organization come here',
		displayOptions: { show: { scheme: ['github'], registration: ['automatic'] } },
	},
	{
		displayName: 'Owner',
		name: 'githubOwner',
		type: 'string',
		noDataExpression: true,
		required: true,
		default: '',
		placeholder: 'e.g. octocat',
		description: 'User or organization that the repository belongs to, or the organization itself',
		...shown(['organization', 'repository']),
	},
	{
		displayName: 'Repository',
		name: 'githubRepository',
		type: 'string',
		noDataExpression: true,
		required: true,
		default: '',
		placeholder: 'e.g. hello-world',
		description: 'Name of the repository, without its owner',
		...shown(['repository']),
	},
];

// Each is one call; GitHub allows some thousands an hour for all that a token does.
const MAX_REDELIVERIES = 250;

/** Has GitHub send again what never arrived. */
async function redeliverMissed(
	client: ApiClient,
	{ hook, sinceMs, isWanted }: Missed,
): Promise<{ count: number; isComplete: boolean }> {
	const { listFailedDeliveries, redeliver } = githubDeliveries(client, hook);
	const { deliveries, isComplete } = await listFailedDeliveries(sinceMs);
	const wanted = deliveries.filter(({ eventName }) => isWanted(eventName));
	const now = wanted.slice(0, MAX_REDELIVERIES);
	for (const { id } of now) await redeliver(id);
	return { count: now.length, isComplete: isComplete && now.length === wanted.length };
}

/** Reads where the webhook is made. */
export function readGithubRegistration(
	parameter: ParameterReader,
	events: readonly string[],
): RegistrationChoice {
	const isRepository = readText(parameter('githubLevel')) !== 'organization';
	const repository = isRepository ? readText(parameter('githubRepository')) : '';
	if (isRepository && repository === '') {
		return { ok: false, problem: "The field 'Repository' is empty. Enter the name of one." };
	}
	const parsed = parseGithubTarget(readText(parameter('githubOwner')), repository);
	if (!parsed.ok) return parsed;
	return {
		ok: true,
		registration: {
			credential: githubCredential,
			events,
			createAdapter: (client) => createGithubAdapter(client, parsed.target),
			...(readsMissed(parameter) && { catchUp: { kind: 'redeliver', redeliver: redeliverMissed } }),
		},
	};
}
