import fc from 'fast-check';
import { buildCustomScheme } from '../../../nodes/shared/signing/customScheme';
import type {
	CustomSchemeSettings,
	CustomSeparator,
} from '../../../nodes/shared/signing/customScheme/settings';
import { keysOf, secretFor, signedRawHeaders, signingKeysOf, verify } from '../../support/schemes';
import { scaled } from '../../support/scale';

const nowMs = 1_700_000_000_000;

interface Texts {
	readonly name: fc.Arbitrary<string>;
	readonly key: fc.Arbitrary<string>;
	readonly path: fc.Arbitrary<string>;
	readonly template: fc.Arbitrary<string>;
	readonly toleranceSeconds: fc.Arbitrary<number>;
}

const separator = fc.constantFrom<CustomSeparator>('comma', 'semicolon', 'space');

function settingsOf({ name, key, path, template, toleranceSeconds }: Texts) {
	const unit = fc.constantFrom('seconds', 'milliseconds', 'secondsOrMilliseconds', 'iso8601');
	const time = { unit, toleranceSeconds };
	return fc.record({
		signatureHeader: fc.oneof(fc.constantFrom('X-Sig', 'X-Sig, X-Sig-2'), name),
		algorithm: fc.constantFrom('hmac-sha1', 'hmac-sha256', 'hmac-sha512', 'token'),
		encoding: fc.constantFrom('hex', 'base64', 'base64url', 'text'),
		keyFormat: fc.constantFrom('text', 'base64', 'hex', 'whsec', 'whsecOrText'),
		format: fc.oneof(
			fc.record({ kind: fc.constant('single'), prefix: key }),
			fc.record({ kind: fc.constant('list'), separator, versionLabel: key }),
			fc.record({ kind: fc.constant('pairs'), separator, signatureKey: key }),
		),
		signedContent: template,
		timestamp: fc.oneof(
			fc.record({ place: fc.constant('none') }),
			fc.record({ place: fc.constant('header'), header: name, ...time }),
			fc.record({ place: fc.constant('pairs'), key, ...time }),
			fc.record({ place: fc.constant('body'), path, ...time }),
		),
		idHeader: name,
		event: fc.record({
			nameHeader: name,
			namePath: path,
			idHeader: name,
			idPath: path,
			dataPath: path,
		}),
	}) as fc.Arbitrary<CustomSchemeSettings>;
}

const text = fc.string({ unit: 'binary', maxLength: 30 });

test('no settings make it throw', () => {
	const arbitrary = settingsOf({
		name: fc.oneof(text, fc.constantFrom('X-A', 'X-B')),
		key: text,
		path: text,
		template: fc.oneof(text, fc.constant('{timestamp}{body}')),
		toleranceSeconds: fc.double(),
	});
	fc.assert(
		fc.property(arbitrary, (settings) => {
			const built = buildCustomScheme(settings);
			return built.ok ? built.value.id === 'custom' : built.problem !== '';
		}),
		{ numRuns: scaled({ full: 5_000, sample: 1_500 }) },
	);
});

test('whatever it builds verifies what it signed', () => {
	const runs = scaled({ full: 20_000, sample: 10_000 });
	const pieces = ['{timestamp}', '{id}', '{url}', '{form}', '{method}', '{path}', '.', '\\n', '|'];
	const headerTokens = ['{header:X-A}', '{header:X-B}', '{signedHeaders:X-C}'];
	const plausible = settingsOf({
		name: fc.constantFrom('', 'X-A', 'X-B', 'X-C', 'X-D', 'X-E'),
		key: fc.constantFrom('', 'v1', 't', 'v1=', 'v1,', 'h1:'),
		path: fc.constantFrom('', 'at', 'a.b'),
		template: fc
			.array(fc.constantFrom('{body}', ...pieces, ...headerTokens), { minLength: 1, maxLength: 5 })
			.map((parts) => ['{body}', ...parts].join('')),
		toleranceSeconds: fc.constant(300),
	});
	const body = Buffer.from(JSON.stringify({ at: nowMs, a: { b: nowMs } }));
	let builtCount = 0;
	fc.assert(
		fc.property(plausible, (settings) => {
			const built = buildCustomScheme(settings);
			if (!built.ok) return true;
			builtCount += 1;
			const scheme = built.value;
			const { timestamp } = settings;
			// The body holds milliseconds only.
			if (timestamp.place === 'body' && !timestamp.unit.endsWith('illiseconds')) return true;
			const secret = secretFor(scheme);
			const signed = { body, id: 'msg_1', nowMs };
			const rawHeaders = signedRawHeaders(scheme, signingKeysOf(scheme, secret), signed);
			return verify(scheme, keysOf(scheme, secret), { rawHeaders, body, nowMs }).ok;
		}),
		{ numRuns: runs },
	);
	expect(builtCount).toBeGreaterThan(runs / 40);
});
