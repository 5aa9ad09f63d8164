import fc from 'fast-check';
import { Heap } from '../../../../nodes/shared/delivery/schedule/heap';

test('an empty heap gives nothing', () => {
	const heap = new Heap<number>((a, b) => a < b);
	expect([heap.peek(), heap.pop(), heap.size]).toEqual([undefined, undefined, 0]);
});

test('the heap behaves as a list that is sorted after every change', () => {
	const command = fc.option(fc.integer({ min: 0, max: 20 }), { nil: 'pop' as const });
	fc.assert(
		fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
			const heap = new Heap<number>((a, b) => a < b);
			const model: number[] = [];
			for (const each of commands) {
				if (each === 'pop') {
					expect(heap.pop()).toBe(model.shift());
				} else {
					heap.push(each);
					model.push(each);
					model.sort((a, b) => a - b);
				}
				expect([heap.peek(), heap.size]).toEqual([model[0], model.length]);
			}
		}),
	);
});

test('taking the first of many costs few comparisons', () => {
	let comparisons = 0;
	const heap = new Heap<number>((a, b) => {
		comparisons += 1;
		return a < b;
	});
	const count = 10_000;
	for (let i = 0; i < count; i += 1) heap.push((i * 7919) % count);
	for (let i = 0; i < count; i += 1) expect(heap.pop()).toBe(i);
	// Adding compares once per level, taking twice.
	expect(comparisons).toBeLessThan(count * 3 * Math.ceil(Math.log2(count)));
});
