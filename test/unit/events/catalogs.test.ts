import { readFileSync } from 'fs';
import { join } from 'path';
import { githubEvents } from '../../../nodes/shared/events/github';
import { stripeEvents } from '../../../nodes/shared/events/stripe';

const STRIPE_TYPES = join(__dirname, '../../../node_modules/stripe/cjs/resources/Events.d.ts');

/** The members of `Event.Type`: they are types only, so nothing at run time lists them. */
function stripeEventTypes(): string[] {
	const union = /^\s*type Type = ([^;]+);$/m.exec(readFileSync(STRIPE_TYPES, 'utf8'))?.[1];
	if (union === undefined) throw new Error(`No type Type in ${STRIPE_TYPES}`);
	return [...union.matchAll(/'([^']+)'/g)].flatMap(([, name]) => (name ? [name] : []));
}

describe.each([
	{ service: 'GitHub', events: githubEvents, form: /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/ },
	{ service: 'Stripe', events: stripeEvents, form: /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/ },
])('the event catalog of $service', ({ events, form }) => {
	test('is sorted and names no event twice', () => {
		expect(events).toEqual([...new Set(events)].sort());
	});

	test("spells every event in the service's form", () => {
		expect(events.filter((name) => !form.test(name))).toEqual([]);
	});
});

test('the catalog of GitHub names events, not their actions', () => {
	expect(githubEvents).toEqual(expect.arrayContaining(['issues', 'pull_request', 'push']));
});

test('the catalog of Stripe is what their own package lists', () => {
	expect(stripeEvents).toEqual(stripeEventTypes().sort());
});
