import { isSameSet, isSameTarget, isSameUrl } from '../../../nodes/shared/subscriptions/compare';
import { readStored } from '../../../nodes/shared/subscriptions/stored';

const hook = {
	id: '1',
	target: { place: 'A' },
	url: 'https://n8n.example.com/1',
	events: ['paid'],
	details: { added: ['paid'] },
	createdAt: '2026-11-21T12:00:00.000Z',
	secretFingerprint: '0123456789abcdef',
	sealedSecret: 'AQID',
	isInDoubt: true,
};
const leftover = { id: '2', target: {}, url: '', events: [] };
const stored = { hook, leftovers: [leftover], unchecked: [{ target: {}, url: '' }] };

test('what was stored is read as it was', () => {
	expect(readStored(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
	const empty = { leftovers: [], unchecked: [] };
	expect(readStored(empty)).toEqual(empty);
});

test.each([
	undefined,
	null,
	'text',
	[],
	{},
	{ ...stored, leftovers: undefined },
	{ ...stored, hook: { ...hook, id: '' } },
	{ ...stored, hook: { ...hook, id: 7 } },
	{ ...stored, hook: { ...hook, target: { place: 7 } } },
	{ ...stored, hook: { ...hook, createdAt: undefined } },
	{ ...stored, leftovers: [{ id: '2' }] },
	{ ...stored, unchecked: ['https://n8n.example.com/1'] },
])('anything else counts as nothing: %j', (value) => {
	expect(readStored(value)).toBeUndefined();
});

test.each([
	['https://n8n.example.com/1', 'https://n8n.example.com/1', true],
	['https://N8N.example.com:443/1', 'https://n8n.example.com/1', true],
	['https://n8n.example.com', 'https://n8n.example.com/', true],
	['https://bücher.example.com/1', 'https://xn--bcher-kva.example.com/1', true],
	['https://n8n.example.com/1', 'https://n8n.example.com/1/', false],
	['https://n8n.example.com/a', 'https://n8n.example.com/A', false],
	['https://n8n.example.com/1?a', 'https://n8n.example.com/1', false],
	['http://n8n.example.com/1', 'https://n8n.example.com/1', false],
	['no URL', 'no URL', true],
	['no URL', 'https://n8n.example.com/1', false],
])('whether %s and %s are the same URL', (first, second, isSame) => {
	expect(isSameUrl(first, second)).toBe(isSame);
});

test('sets and targets are the same in any order', () => {
	expect(isSameSet(['a', 'b', 'a'], ['b', 'a'])).toBe(true);
	expect(isSameSet(['a'], ['a', 'b'])).toBe(false);
	expect(isSameSet(['a', 'c'], ['a', 'b'])).toBe(false);
	expect(isSameTarget({ a: '1', b: '2' }, { b: '2', a: '1' })).toBe(true);
	expect(isSameTarget({ a: '1' }, { a: '1', b: '2' })).toBe(false);
	expect(isSameTarget({ a: '1:b' }, { 'a:1': 'b' })).toBe(false);
});
