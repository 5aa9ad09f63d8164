import fc from 'fast-check';
import {
	batchForms,
	cutEntries,
	entryOf,
	extraBytes,
	joinEntries,
} from '../../../nodes/shared/delivery/batch/form';
import { canSplit, putTogether, splitMessage } from '../../../nodes/shared/delivery/batch/message';
import type { OutboundMessage } from '../../../nodes/shared/delivery/delivery';
import { findScheme } from '../../../nodes/shared/signing/schemes';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';

const scheme = findScheme('standard-webhooks') as SignatureScheme;

const messageWith = (id: string, body: string): OutboundMessage => ({
	id,
	eventName: 'order.created',
	body: Buffer.from(body),
	contentType: 'application/json',
	scheme,
});

const together = (
	bodies: readonly [string, ...string[]],
	form: (typeof batchForms)[number] = 'array',
	splitsWhenTooLarge = true,
) => {
	const [first, ...others] = bodies.map((body, index) => messageWith(`msg_${index}`, body));
	return putTogether(
		[first as OutboundMessage, ...others],
		{ form, splitsWhenTooLarge },
		'application/json',
	);
};

describe('the body', () => {
	test('is a JSON array, each item as it was written', () => {
		expect(together(['{"a":1.0}', '[ 2 ]', '"ä"']).body.toString()).toBe('[{"a":1.0},[ 2 ],"ä"]');
		expect(together(['{"a":1}']).body.toString()).toBe('[{"a":1}]');
	});

	test('is a line for each item, also of JSON that was written in several', () => {
		const body = together(['{\n\t"a": "b\\nc"\r\n}', '2'], 'lines').body.toString();
		expect(
			body
				.split('\n')
				.slice(0, -1)
				.map((line) => JSON.parse(line) as unknown),
		).toEqual([{ a: 'b\nc' }, 2]);
		expect(body.endsWith('2\n')).toBe(true);
	});

	test('can be read back, has the size that was said, and can be cut into its items again', () => {
		fc.assert(
			fc.property(
				fc.array(fc.jsonValue(), { minLength: 1, maxLength: 20 }),
				fc.constantFrom(...batchForms),
				fc.constantFrom(undefined, 2),
				(values, form, indent) => {
					const entries = values.map((value) =>
						entryOf(Buffer.from(JSON.stringify(value, null, indent)), form),
					);
					const body = joinEntries(entries, form);
					const sizes = entries.map(({ length }) => length);
					const sum = sizes.reduce((all, each) => all + each, 0);
					expect(body.length).toBe(sum + extraBytes(form, entries.length));
					expect(cutEntries(body, sizes, form)).toEqual(entries);
					const text = body.toString();
					const read: unknown =
						form === 'array'
							? JSON.parse(text)
							: text
									.split('\n')
									.slice(0, -1)
									.map((line) => JSON.parse(line) as unknown);
					expect(JSON.stringify(read)).toBe(JSON.stringify(values));
				},
			),
		);
	});
});

describe('the id', () => {
	const idOf = (...ids: [string, ...string[]]) => {
		const [first, ...others] = ids.map((id) => messageWith(id, '1'));
		const settings = { form: 'array', splitsWhenTooLarge: false } as const;
		return putTogether([first as OutboundMessage, ...others], settings, 'application/json').id;
	};

	test('follows from those of the items, and from nothing else', () => {
		expect(idOf('a', 'b')).toBe(idOf('a', 'b'));
		const ids = [idOf('a', 'b'), idOf('b', 'a'), idOf('ab'), idOf('a'), idOf('a","b')];
		expect(new Set(ids).size).toBe(ids.length);
		for (const id of ids)
			expect(id).toMatch(/^msg_[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
	});
});

describe('a message that is too large', () => {
	test('is split in two, down to single items, with ids of their own; nothing is lost', () => {
		const whole = together(['1', '2', '3', '4', '5']);
		const seen: string[] = [];
		const ids = new Set<string>();
		const split = (message: OutboundMessage): void => {
			ids.add(message.id);
			const parts = splitMessage(message);
			if (parts.length === 0) seen.push(message.body.toString());
			for (const part of parts) split(part);
		};
		split(whole);
		expect(seen).toEqual(['[1]', '[2]', '[3]', '[4]', '[5]']);
		expect(ids.size).toBe(9);
		expect(splitMessage(whole).map(({ body }) => body.toString())).toEqual(['[1,2,3]', '[4,5]']);
		expect(splitMessage(whole)[1]).toMatchObject({
			eventName: 'order.created',
			contentType: 'application/json',
			batch: { items: [{ id: 'msg_3' }, { id: 'msg_4' }] },
		});
	});

	test('can be split only if it has several items, and the user says so', () => {
		expect(canSplit(together(['1', '2']))).toBe(true);
		expect(canSplit(together(['1']))).toBe(false);
		expect(canSplit(together(['1', '2'], 'array', false))).toBe(false);
		expect(canSplit(messageWith('msg_1', '1'))).toBe(false);
		expect(splitMessage(messageWith('msg_1', '1'))).toEqual([]);
	});
});
