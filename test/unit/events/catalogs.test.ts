import { readFileSync } from 'fs';
import { join } from 'path';
import { gitHubEvents } from '../../../nodes/shared/events/github';
import { stripeEvents } from '../../../nodes/shared/events/stripe';
import { isThinEvent, stripeThinEvents } from '../../../nodes/shared/events/stripe/thin';

const STRIPE_TYPES = join(__dirname, '../../../node_modules/stripe/cjs/resources/Events.d.ts');
const STRIPE_THIN_TYPES = join(
	__dirname,
	'../../../node_modules/stripe/cjs/resources/V2/Core/Events.d.ts',
);

/** The members of `Event.Type`: they are types only, so nothing at run time lists them. */
function stripeEventTypes(): string[] {
	const union = /^\s*type Type = ([^;]+);$/m.exec(readFileSync(STRIPE_TYPES, 'utf8'))?.[1];
	if (union === undefined) throw new Error(`No type Type in ${STRIPE_TYPES}`);
	return [...union.matchAll(/'([^']+)'/g)].flatMap(([, name]) => (name ? [name] : []));
}

/** The types of all events of API v2: each has an interface of its own. */
function stripeThinEventTypes(): string[] {
	const text = readFileSync(STRIPE_THIN_TYPES, 'utf8');
	const names = [...text.matchAll(/^\s*type: '([^']+)';$/gm)].map(([, name = '']) => name);
	return [...new Set(names)].sort();
}

describe.each([
	{ service: 'GitHub', events: gitHubEvents, form: /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/ },
	{ service: 'Stripe', events: stripeEvents, form: /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/ },
	{
		service: 'Stripe, thin',
		events: stripeThinEvents,
		form: /^v[12](\.[a-z][a-z0-9_]*(\[[a-z_]+(\.[a-z_]+)?\])?)+$/,
	},
])('the event catalog of $service', ({ events, form }) => {
	test('is sorted and names no event twice', () => {
		expect(events).toEqual([...new Set(events)].sort());
	});

	test("spells every event in the service's form", () => {
		expect(events.filter((name) => !form.test(name))).toEqual([]);
	});
});

test('the catalog of GitHub names events, not their actions', () => {
	expect(gitHubEvents).toEqual(expect.arrayContaining(['issues', 'pull_request', 'push']));
});

test('the catalog of Stripe is what their own package lists', () => {
	expect(stripeEvents).toEqual(stripeEventTypes().sort());
});

test('the catalog of thin events of Stripe is what their own package lists', () => {
	expect(stripeThinEvents).toEqual(stripeThinEventTypes());
	expect(stripeThinEvents.filter((name) => !isThinEvent(name))).toEqual([]);
	expect(stripeEvents.filter(isThinEvent)).toEqual([]);
});
