import fc from 'fast-check';
import { findUnknownEntries, parseEventFilter } from '../../../nodes/shared/events/eventFilter';

function passes(entries: string | readonly string[], eventName: string | null): boolean {
	const result = parseEventFilter(entries);
	if (!result.ok) throw new Error(result.problem);
	return result.value.passes(eventName);
}

function problemOf(entries: string | readonly string[]): string | undefined {
	const result = parseEventFilter(entries);
	return result.ok ? undefined : result.problem;
}

test.each<[entries: string, eventName: string | null, isPassed: boolean]>([
	['', 'anything', true],
	['', null, true],
	[' \n, ', null, true],
	['invoice.paid', 'invoice.paid', true],
	['invoice.paid', 'Invoice.paid', false],
	['invoice.paid', 'invoice.paid.late', false],
	['invoice.paid', 'an.invoice.paid', false],
	['invoice.paid', null, false],
	['invoice.*', 'invoice.paid', true],
	['invoice.*', 'invoice.payment.failed', true],
	['invoice.*', 'invoice.', true],
	['invoice.*', 'invoice', false],
	['*.failed', 'invoice.payment.failed', true],
	['*.failed', 'invoice.failed.again', false],
	['a*b*c', 'abbc', true],
	['a*b*c', 'ac', false],
	['a*a', 'a', false],
	['**', '', true],
	['*', 'anything', true],
	['*', null, false],
	['a.b', 'axb', false],
	['[ab]', 'a', false],
	['Push*Hook', 'Push Hook', true],
	['push,issues', 'issues', true],
	['push\r\nissues', 'push', true],
	['push, issues', 'pull_request', false],
	['!push', 'push', false],
	['!push', 'issues', true],
	['!push', null, true],
	['!*', 'anything', false],
	['!invoice.draft, invoice.*', 'invoice.draft', false],
	['!invoice.draft, invoice.*', 'invoice.paid', true],
	['invoice.*, !invoice.draft', 'invoice.draft', false],
	['invoice.*, !invoice.draft', 'customer.created', false],
	['invoice.*, !invoice.draft', null, false],
])('the filter %j lets %j through: %s', (entries, eventName, isPassed) => {
	expect(passes(entries, eventName)).toBe(isPassed);
});

test('entries may come as a list, which is separated in the same way', () => {
	expect(passes(['push', 'issues, !x'], 'issues')).toBe(true);
	expect(passes(['push', ''], 'x')).toBe(false);
	expect(passes([], null)).toBe(true);
});

test.each(['pull request', 'a\tb', '! push', '!!push', 'pu!sh'])(
	'the entry %j is refused',
	(entry) => {
		expect(problemOf(['push', entry])).toBe(
			`the entry '${entry}' is not one name of an event. Separate events with commas, write * for a space inside a name, and ! only at the start of an entry.`,
		);
	},
);

test('an entry that leaves out nothing is refused', () => {
	expect(problemOf('push,!')).toBe(
		"the entry '!' names no event. Write, for example, !invoice.draft.",
	);
});

describe('with the events of the provider', () => {
	const catalog = ['push', 'ping', 'invoice.paid', 'invoice.draft'];

	test.each(['push', 'invoice.*', '!invoice.draft', '*', 'p*g', 'push, !ping', ''])(
		'%s is known',
		(entries) => {
			expect(findUnknownEntries(entries, catalog)).toEqual([]);
		},
	);

	test.each([
		['invoice.payed', ' Did you mean invoice.paid?'],
		['!invoice.darft', ' Did you mean invoice.draft?'],
		['Push', ' Did you mean push?'],
		['pushed', ' Did you mean push?'],
		['customer.created', ''],
		['customer.*', ''],
		['pull', ''],
		['x', ''],
	])('%s is told with a hint where one is near, and used as it is written', (entry, hint) => {
		expect(findUnknownEntries(`push, ${entry}`, catalog)).toEqual([
			`the entry '${entry}' matches no event of the provider that this version knows. The trigger uses it as written.${hint}`,
		]);
		expect(problemOf(`push, ${entry}`)).toBeUndefined();
	});

	test('a name that no list has yet passes', () => {
		expect(passes('push, invoice.split', 'invoice.split')).toBe(true);
	});

	test('every unknown entry is told, and none where the provider sends any name', () => {
		expect(findUnknownEntries(['x', 'y, push'], catalog)).toHaveLength(2);
		expect(findUnknownEntries('push', [])).toHaveLength(1);
		expect(findUnknownEntries('x', undefined)).toEqual([]);
	});
});

/** Right at a glance, and slow. */
function fitsModel(pattern: string, name: string): boolean {
	if (pattern === '') return name === '';
	if (pattern.startsWith('*')) {
		return fitsModel(pattern.slice(1), name) || (name !== '' && fitsModel(pattern, name.slice(1)));
	}
	return name.startsWith(pattern.charAt(0)) && fitsModel(pattern.slice(1), name.slice(1));
}

describe('against a model', () => {
	const word = (...characters: string[]): fc.Arbitrary<string> =>
		fc.string({ unit: fc.constantFrom(...characters), maxLength: 8 });
	const pattern = word('a', 'b', '.', '*', '*').filter((text) => text !== '');
	const eventName = word('a', 'b', '.');

	test('a pattern fits the same names', () => {
		fc.assert(
			fc.property(pattern, eventName, (each, name) => {
				expect(passes(each, name)).toBe(fitsModel(each, name));
			}),
			{ numRuns: 5000 },
		);
	});

	test('an event passes when it fits an entry and none that leaves out, in any order', () => {
		const list = fc.array(fc.tuple(pattern, fc.boolean()), { maxLength: 5 });
		fc.assert(
			fc.property(list, eventName, (entries, name) => {
				const texts = entries.map(([each, isExcluded]) => (isExcluded ? `!${each}` : each));
				const fitting = entries.filter(([each]) => fitsModel(each, name));
				const isOpen = entries.every(([, isExcluded]) => isExcluded);
				const isIncluded = isOpen || fitting.some(([, isExcluded]) => !isExcluded);
				const isPassed = isIncluded && !fitting.some(([, isExcluded]) => isExcluded);
				expect(passes(texts, name)).toBe(isPassed);
				expect(passes([...texts].reverse().join(','), name)).toBe(isPassed);
			}),
		);
	});

	test('a name made to be slow is answered all the same', () => {
		// Backtracking over every star would need more steps than there are atoms.
		const manyStars = `${'*a'.repeat(40)}b`;
		expect(passes(manyStars, 'a'.repeat(20_000))).toBe(false);
		expect(passes(manyStars, `${'a'.repeat(20_000)}b`)).toBe(true);
	});

	test('no text throws', () => {
		fc.assert(
			fc.property(fc.string(), fc.array(fc.string()), (text, catalog) => {
				const result = parseEventFilter(text);
				expect(result.ok || result.problem.length > 0).toBe(true);
				expect(() => findUnknownEntries(text, catalog)).not.toThrow();
			}),
		);
	});
});
