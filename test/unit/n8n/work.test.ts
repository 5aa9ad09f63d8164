import { explainRejection } from '../../../nodes/shared/n8n/trigger/receive/explain';
import { receive } from '../../../nodes/shared/receive/receive';
import { signatureSchemes } from '../../../nodes/shared/signing/schemes';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { genuineAt, genuineRequest } from '../../support/genuine';
import { inboundOf } from '../../support/n8n/inbound';
import { keySource, receiveConfig, receiveState } from '../../support/receive';
import { sampleOf, scaled } from '../../support/scale';
import { keysOf, secretFor } from '../../support/schemes';
import { countWork } from '../../support/work';
import type { Work } from '../../support/work';

/*
 * What a request may cost that proves nothing. Work is counted, not timed: the bytes and characters
 * that are decoded, parsed, written, matched and hashed, as often as they are. Slow: there are a
 * hundred schemes and a dozen bodies, some of them large.
 */

const fill = (unit: string, size: number): string => unit.repeat(Math.ceil(size / unit.length));

const numbered = (size: number, write: (index: number) => string, between: string): string => {
	let text = '';
	for (let index = 0; text.length < size; index += 1) text += write(index) + between;
	return text;
};

/** Bodies that are meant to cost much, of about this many bytes. */
const hostile: Record<string, (size: number) => string> = {
	'a form of other names': (size) => numbered(size, String, '&'),
	'a form of one name': (size) => fill('a=1&', size),
	'a form of escapes': (size) => fill('%C3%A9=%ff&', size),
	'JSON of many names': (size) => `{${numbered(size, (index) => `"${index}":0`, ',')}"x":0}`,
	'JSON of numbers that grow': (size) => `[${fill('1e20,', size)}0]`,
	'JSON of lists in lists': (size) => '['.repeat(size / 2) + ']'.repeat(size / 2),
	'JSON that is deep and wide': (size) =>
		`${'['.repeat(5_000)}${fill('1,', size)}1${']'.repeat(5_000)}`,
	'JSON of escapes': (size) => `["${fill('\\u00e9\\/', size)}"]`,
	'a text of backslashes': (size) => fill('\\', size),
	'a quote that does not end': (size) => `["${fill('a', size)}`,
	'white space': (size) => fill(' ', size),
	lines: (size) => fill('\r\n', size),
};

const FORM = 'application/x-www-form-urlencoded';

/** What it costs to refuse a body under a genuine-looking signature of another secret. */
async function costOf(scheme: SignatureScheme, text: string, contentType: string): Promise<Work> {
	const { rawHeaders } = genuineRequest(scheme, 2);
	const request = await inboundOf({
		scheme,
		rawHeaders,
		body: Buffer.from(text),
		contentType,
		receivedAt: genuineAt,
	});
	if (!request) throw new Error('n8n refuses this itself');
	const keys = keysOf(scheme, secretFor(scheme, 1), secretFor(scheme, 3));
	const config = receiveConfig(scheme, { maxBodyBytes: 10_000_000 });
	return await countWork(async () => {
		const outcome = await receive(request, {
			config,
			keySource: keySource(keys),
			state: receiveState(),
		});
		if (outcome.kind !== 'badSignature') throw new Error(`It was not refused: ${outcome.kind}`);
		explainRejection(config, outcome, keys);
	});
}

// A small body may be signed 60 times and written anew in some fifteen ways, which make it up to five
// times as long, in search of the cause; that ends after 2 MiB. A large one is checked with two keys,
// for up to three URLs or two readings. Most texts are shorter, so all of it stays below what 60 of
// the longest would take.
const mostFor = (size: number): number => Math.min(300 * size, 30 * size + 4 * 1024 * 1024);

test.each(Object.entries(hostile))('%s costs little with every scheme', async (name, bodyOf) => {
	const size = scaled({ full: 5_000, sample: 2_000 });
	const [small, large] = [bodyOf(size), bodyOf(2 * size)];
	const tooMuch: unknown[] = [];
	const turn = Object.keys(hostile).indexOf(name);
	for (const scheme of sampleOf(signatureSchemes, { in: 3, turn })) {
		const work = await costOf(scheme, small, FORM);
		const more = await costOf(scheme, large, FORM);
		const isLinear = more.total <= 2.5 * work.total + 10_000;
		if (work.total > mostFor(small.length) || more.total > mostFor(large.length) || !isLinear) {
			tooMuch.push({ id: scheme.id, work, more, isLinear });
		}
	}
	expect(tooMuch).toEqual([]);
});

/** Schemes that have to look into a body before its signature can be checked. */
const readsFirst = ({ signature, content, bodyReadings }: SignatureScheme): boolean =>
	!('header' in signature) ||
	bodyReadings !== undefined ||
	content.some(
		(part) => part === 'formFields' || (typeof part === 'object' && 'bodyField' in part),
	);

// Too large for the search for a cause, so that only the check itself is counted.
const LARGE = scaled({ full: 5_000_000, sample: 2_500_000 });
const largeJson = `[${fill('1e20,', LARGE)}0]`;
const largeForm = fill('aaa=1&', 50_000) + fill('b', LARGE);

test.each(signatureSchemes.filter((scheme) => !readsFirst(scheme)))(
	'$id: nothing of a large body is read, it is only hashed',
	async (scheme) => {
		const { byKind, longCalls } = await costOf(scheme, largeForm, FORM);
		expect(Object.keys(longCalls).filter((kind) => kind !== 'hash')).toEqual([]);
		// Two keys, and a URL with and without its port.
		expect(byKind.hash ?? 0).toBeLessThanOrEqual(4 * LARGE + 500_000);
	},
);

test.each(signatureSchemes.filter(readsFirst))(
	'$id: a large body is read once before it is proven',
	async (scheme) => {
		for (const text of [largeJson, largeForm]) {
			const { longCalls, total } = await costOf(scheme, text, FORM);
			for (const kind of ['decode', 'form', 'parse', 'write']) {
				expect({ kind, calls: longCalls[kind] ?? 0 }).toEqual({
					kind,
					calls: Math.min(longCalls[kind] ?? 0, 1),
				});
			}
			expect(total).toBeLessThanOrEqual(mostFor(text.length));
			expect(longCalls).not.toHaveProperty('fields');
		}
	},
);
