import { readFileSync } from 'node:fs';
import path from 'node:path';
import { githubEvents } from '../../../nodes/shared/events/github';
import { githubSamples } from '../../../nodes/shared/events/github/samples';
import { compileJsonSchema } from '../../../nodes/shared/receive/jsonSchema';

/** What GitHub publishes about its events: a JSON Schema of each. */
const published = JSON.parse(
	readFileSync(path.join(__dirname, '../../vectors/events/github.json'), 'utf8'),
) as { events: Record<string, object>; $defs: object };

test('GitHub publishes a schema of every event, and of no other', () => {
	expect(Object.keys(published.events)).toEqual([...githubEvents]);
});

describe.each(githubEvents)('%s', (name) => {
	const schema = compileJsonSchema({ ...published.events[name], $defs: published.$defs });
	if (!schema.ok) throw new Error(schema.problem);

	test('its sample is as GitHub says', () => {
		expect(schema.validate(githubSamples[name])).toBeUndefined();
	});

	test('the schema would notice a body of something else', () => {
		// A ping need hold nothing, and neither need a protection rule: any object fits.
		const isOpen = ['deployment_protection_rule', 'ping'].includes(name);
		expect(schema.validate({ id: 1 }) === undefined).toBe(isOpen);
	});
});
