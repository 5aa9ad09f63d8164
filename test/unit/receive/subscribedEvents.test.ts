import fc from 'fast-check';
import { parseEventFilter } from '../../../nodes/shared/events/eventFilter';
import { subscribedEvents } from '../../../nodes/shared/receive/subscribedEvents';

const catalog = ['invoice.created', 'invoice.draft', 'invoice.paid', 'order.paid', 'ping'];

test.each([
	['nothing chosen means all', '', []],
	['only exclusions mean all: the filter leaves them out', '!invoice.draft', []],
	['names are asked for as they are', 'order.paid, invoice.paid', ['order.paid', 'invoice.paid']],
	['a name twice is asked for once', 'ping, ping', ['ping']],
	['a pattern becomes the names that it stands for', '*.paid', ['invoice.paid', 'order.paid']],
	[
		'what is excluded from a pattern is not asked for',
		'invoice.*, !invoice.draft',
		['invoice.created', 'invoice.paid'],
	],
	['everything is asked for in one word, not event by event', '*', []],
	['and whatever stands beside it', 'ping, **, !order.*', []],
	['a name that no list has yet is asked for as it is', 'refund.paid', ['refund.paid']],
	['so it is beside a pattern', '*.paid, refund.new', ['invoice.paid', 'order.paid', 'refund.new']],
	['a pattern that fits nothing is left out beside others', 'refund.*, ping', ['ping']],
	['and means all by itself: the filter decides', 'refund.*', []],
	['lines separate as commas do', 'ping\norder.paid', ['ping', 'order.paid']],
])('%s', (_, patterns, events) => {
	expect(subscribedEvents(patterns, catalog)).toEqual(events);
});

test('without a catalog a pattern means all, since nobody knows what it stands for', () => {
	expect(subscribedEvents('invoice.*', undefined)).toEqual([]);
	expect(subscribedEvents('invoice.paid', undefined)).toEqual(['invoice.paid']);
});

test('everything that passes the filter is asked for', () => {
	const entry = fc
		.tuple(
			fc.boolean(),
			fc.constantFrom(...catalog, 'refund.new', '*', 'invoice.*', '*.paid', 'inv*d'),
		)
		.map(([isExcluded, pattern]) => (isExcluded ? '!' : '') + pattern);
	fc.assert(
		fc.property(fc.array(entry, { maxLength: 6 }), (entries) => {
			const patterns = entries.join(', ');
			const parsed = parseEventFilter(patterns);
			if (!parsed.ok) throw new Error(parsed.problem);
			const asked = subscribedEvents(patterns, catalog);
			const named = [...catalog, 'refund.new'].filter((name) => entries.includes(name));
			const passing = [...catalog, ...named].filter((name) => parsed.value.passes(name));
			const missing = passing.filter((name) => asked.length > 0 && !asked.includes(name));
			expect(missing).toEqual([]);
		}),
	);
});
