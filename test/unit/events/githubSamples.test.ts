import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gitHubEvents } from '../../../nodes/shared/events/github';
import { gitHubEventsAt } from '../../../nodes/shared/events/github/places';
import { gitHubSamples } from '../../../nodes/shared/events/github/samples';
import { compileJsonSchema } from '../../../nodes/shared/receive/jsonSchema';

/** What GitHub publishes about its events: a JSON Schema of each. */
const published = JSON.parse(
	readFileSync(path.join(__dirname, '../../vectors/events/github.json'), 'utf8'),
) as {
	events: Record<string, object>;
	places: Record<string, readonly string[]>;
	$defs: object;
};

test('GitHub publishes a schema of every event, and of no other but the ping that tries a webhook', () => {
	const names = Object.keys(published.events).filter((name) => name !== 'ping');
	expect(names).toEqual([...gitHubEvents]);
});

test.each(['organization', 'repository'] as const)(
	'a webhook of a %s can have the events that GitHub publishes for it',
	(place) => {
		const names = Object.keys(published.places).filter(
			(name) => name !== 'ping' && published.places[name]?.includes(place),
		);
		expect(gitHubEventsAt(place)).toEqual(names);
		expect(names).toContain('push');
		expect(names).not.toContain('workflow_dispatch');
	},
);

describe.each(gitHubEvents)('%s', (name) => {
	const schema = compileJsonSchema({ ...published.events[name], $defs: published.$defs });
	if (!schema.ok) throw new Error(schema.problem);

	test('its sample is as GitHub says', () => {
		expect(schema.value.validate(gitHubSamples[name])).toBeUndefined();
	});

	test('the schema would notice a body of something else', () => {
		// A protection rule need hold nothing: any object fits.
		const isOpen = name === 'deployment_protection_rule';
		expect(schema.value.validate({ id: 1 }) === undefined).toBe(isOpen);
	});
});
