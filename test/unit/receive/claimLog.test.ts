import { createClaimLog } from '../../../nodes/shared/receive/deduplicate/claimLog';

test('a claim is given out once, when it is old', () => {
	const log = createClaimLog(60, 100);
	expect(log.add('a', 0)).toEqual([]);
	expect(log.add('b', 59)).toEqual([]);
	expect(log.add('c', 60)).toEqual(['a']);
	expect(log.add('d', 119)).toEqual(['b']);
	expect(log.add('e', 119)).toEqual([]);
});

test('two at most are given out at once, so that what is left over shrinks', () => {
	const log = createClaimLog(60, 100);
	for (const name of ['a', 'b', 'c', 'd', 'e']) log.add(name, 0);
	expect(log.add('f', 1000)).toEqual(['a', 'b']);
	expect(log.add('g', 1000)).toEqual(['c', 'd']);
	expect(log.add('h', 1000)).toEqual(['e']);
	expect(log.add('i', 1000)).toEqual([]);
});

test('beyond the capacity the oldest are given out early', () => {
	const log = createClaimLog(60, 3);
	for (const name of ['a', 'b', 'c']) expect(log.add(name, 0)).toEqual([]);
	expect(log.add('d', 0)).toEqual(['a']);
	expect(log.add('e', 0)).toEqual(['b']);
});

test('one that is made again is not given out with itself', () => {
	const log = createClaimLog(60, 100);
	log.add('a', 0);
	expect(log.add('a', 70)).toEqual([]);
	expect(log.add('b', 129)).toEqual([]);
	expect(log.add('c', 130)).toEqual(['a']);
});
