import type { INodeProperties } from 'n8n-workflow';
import { readLocator, readText } from '../../shared/n8n/parameters';
import type { ParameterReader } from '../../shared/n8n/parameters';
import type { Registration } from '../../shared/n8n/trigger/definition';
import { failure, success } from '../../shared/result';
import type { Result } from '../../shared/result';
import type { CatchUpRequest } from '../../shared/n8n/trigger/registration/missedEvents';
import { eventEntries } from '../../shared/events/eventFilter';
import { gitHubEvents } from '../../shared/events/github';
import { gitHubEventsAt } from '../../shared/events/github/places';
import type { GitHubPlace } from '../../shared/events/github/places';
import { subscribedEvents } from '../../shared/receive/subscribedEvents';
import { gitHubCredential } from '../../shared/services/credentials';
import { createGitHubAdapter, parseGitHubTarget } from '../../shared/subscriptions/adapters/github';
import { gitHubDeliveries } from '../../shared/subscriptions/adapters/github/deliveries';
import type { ApiClient } from '../../shared/subscriptions/api/client';
import { readsMissed } from './catchUp';

const shown = (level: string[]): Pick<INodeProperties, 'displayOptions'> => ({
	displayOptions: { show: { scheme: ['github'], registration: ['automatic'], githubLevel: level } },
});

/** Where at GitHub the webhook is made. */
export const gitHubProperties: INodeProperties[] = [
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
		description: 'Whether to receive the events of one repository or of a whole organization',
		displayOptions: { show: { scheme: ['github'], registration: ['automatic'] } },
	},
	{
		displayName: 'Owner',
		name: 'githubOwner',
		type: 'resourceLocator',
		noDataExpression: true,
		required: true,
		default: { mode: 'list', value: '' },
		description: 'User or organization that owns the repository, or the organization itself',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchGitHubOwners', searchable: true },
			},
			{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. octocat' },
		],
		...shown(['organization', 'repository']),
	},
	{
		displayName: 'Repository',
		name: 'githubRepository',
		type: 'resourceLocator',
		noDataExpression: true,
		required: true,
		default: { mode: 'list', value: '' },
		description:
			'Name of the repository, without its owner. The list has those that you administer.',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchGitHubRepositories', searchable: true },
			},
			{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. hello-world' },
		],
		...shown(['repository']),
	},
];

// Each is one call; GitHub allows some thousands an hour for all that a token does.
const MAX_REDELIVERIES = 250;

/** Has GitHub send again what never arrived. */
async function redeliverMissed(
	client: ApiClient,
	{ hook, sinceMs, isWanted, isDue, noteAsked }: CatchUpRequest,
): Promise<{ count: number; isComplete: boolean }> {
	const { listFailedDeliveries, redeliver } = gitHubDeliveries(client, hook);
	const { deliveries, isComplete } = await listFailedDeliveries(sinceMs);
	const wanted = deliveries.filter(({ eventName, guid }) => isWanted(eventName) && isDue(guid));
	const now = wanted.slice(0, MAX_REDELIVERIES);
	for (const { id, guid } of now) {
		noteAsked(guid);
		await redeliver(id);
	}
	return { count: now.length, isComplete: isComplete && now.length === wanted.length };
}

/** What GitHub is asked for, and what it is not asked for, since it would refuse the webhook. */
function eventsAt(
	place: GitHubPlace,
	patterns: string,
): { readonly events: readonly string[]; readonly elsewhere: readonly string[] } {
	const sentThere: readonly string[] = gitHubEventsAt(place);
	const sentSomewhere: readonly string[] = gitHubEvents;
	const names = subscribedEvents(patterns, gitHubEvents);
	const isElsewhere = (name: string): boolean =>
		sentSomewhere.includes(name) && !sentThere.includes(name);
	return {
		events: names.filter((name) => !isElsewhere(name)),
		elsewhere: names.filter(isElsewhere),
	};
}

const notSentTo = (place: GitHubPlace, names: readonly string[]): string =>
	`GitHub does not send ${names.join(', ')} to webhooks of ${place === 'organization' ? 'an organization' : 'a repository'}`;

/** Reads where the webhook is made. */
export function readGitHubRegistration(
	parameter: ParameterReader,
	patterns: string,
): Result<Registration> {
	const isRepository = readText(parameter('githubLevel')) !== 'organization';
	const repository = isRepository ? readLocator(parameter, 'githubRepository') : '';
	if (isRepository && repository === '') {
		return failure("The field 'Repository' is empty. Enter the name of one.");
	}
	const parsed = parseGitHubTarget(readLocator(parameter, 'githubOwner'), repository);
	if (!parsed.ok) return parsed;
	const place: GitHubPlace = isRepository ? 'repository' : 'organization';
	const { events, elsewhere } = eventsAt(place, patterns);
	if (events.length === 0 && elsewhere.length > 0) {
		return failure(
			`The field 'Events' has no event that GitHub can send here: ${notSentTo(place, elsewhere)}. Choose other events, or another place in 'Webhook For'. Events that GitHub only sends to apps need a GitHub App with the webhook URL of this trigger, and 'Registration' set to Manual.`,
		);
	}
	// Of a pattern nobody expects that all it stands for comes from everywhere.
	const named = eventEntries(patterns);
	const missed = elsewhere.filter((name) => named.includes(name));
	return success({
		credential: gitHubCredential,
		events,
		...(missed.length > 0 && {
			warnings: [
				`The field 'Events': ${notSentTo(place, missed)}, so the trigger did not ask for it.`,
			],
		}),
		createAdapter: (client) => createGitHubAdapter(client, parsed.value),
		...(readsMissed(parameter) && { catchUp: { kind: 'redeliver', redeliver: redeliverMissed } }),
	});
}
