import { buildCustomScheme } from '../../../nodes/shared/signing/customScheme';
import type {
	CustomFormat,
	CustomSchemeSettings,
	CustomSeparator,
	CustomTimestamp,
} from '../../../nodes/shared/signing/customScheme/settings';
import { defaultSettings, NO_EVENT, usualTimeRule } from '../../support/customScheme';

const header = (name: string): CustomTimestamp => ({
	place: 'header',
	header: name,
	...usualTimeRule,
});
const pairs = (signatureKey: string): CustomFormat => ({
	kind: 'pairs',
	separator: 'comma',
	signatureKey,
});
const inPairs = (key: string): CustomTimestamp => ({ place: 'pairs', key, ...usualTimeRule });
const list = (versionLabel: string, separator: CustomSeparator = 'space'): CustomFormat => ({
	kind: 'list',
	separator,
	versionLabel,
});
const timed = '{timestamp}.{body}';

const refusals: Array<[string, Partial<CustomSchemeSettings>, RegExp]> = [
	[
		'an empty header',
		{ signatureHeader: '' },
		/'Signature Header' holds '', which is not the name/,
	],
	['a header with a space', { signatureHeader: 'X Sig' }, /'Signature Header' holds 'X Sig'/],
	['a list of headers with a gap', { signatureHeader: 'X-A,,X-B' }, /'Signature Header' holds ''/],
	[
		'a header that HTTP needs',
		{ signatureHeader: 'Host' },
		/'Signature Header' holds 'Host', which HTTP needs/,
	],
	[
		'a timestamp header that HTTP needs',
		{ timestamp: header('Content-Length'), signedContent: timed },
		/'Timestamp Header'.*HTTP needs/,
	],
	['an id header that is none', { idHeader: 'X:Id' }, /'ID Header' holds 'X:Id'/],
	[
		'an event name header that is none',
		{ event: { ...NO_EVENT, nameHeader: 'a b' } },
		/'Event Name Header'/,
	],
	[
		'an event id header that is none',
		{ event: { ...NO_EVENT, idHeader: 'a b' } },
		/'Event ID Header'/,
	],
	[
		'one header for two things',
		{ idHeader: 'x-signature' },
		/x-signature is named twice: by 'Signature Header' and by 'ID Header'/,
	],
	[
		'a path with a gap',
		{ event: { ...NO_EVENT, namePath: 'a..b' } },
		/'Event Name Path' holds 'a..b'/,
	],
	['an event id path with a gap', { event: { ...NO_EVENT, idPath: '.' } }, /'Event ID Path'/],
	['a data path with a gap', { event: { ...NO_EVENT, dataPath: 'a.' } }, /'Data Path'/],
	[
		'an empty timestamp path',
		{ timestamp: { place: 'body', path: '', ...usualTimeRule } },
		/'Timestamp Path' holds ''/,
	],
	['a prefix with a line break', { format: { kind: 'single', prefix: 'a\n' } }, /'Prefix'/],
	[
		'a prefix that starts with a space',
		{ format: { kind: 'single', prefix: ' v0=' } },
		/'Prefix' starts with a space/,
	],
	['a version without its sign', { format: list('v1') }, /'Version Label' must be/],
	[
		'a version that holds the separator',
		{ format: list('v1,', 'comma') },
		/'Version Label' holds the separator/,
	],
	['an empty signature key', { format: pairs('') }, /'Signature Key' holds ''/],
	['a signature key with its equals sign', { format: pairs('v1=') }, /'Signature Key' holds 'v1='/],
	[
		'an empty timestamp key',
		{ format: pairs('v1'), timestamp: inPairs(''), signedContent: timed },
		/'Timestamp Key' holds ''/,
	],
	[
		'the same key twice',
		{ format: pairs('t'), timestamp: inPairs('t'), signedContent: timed },
		/hold the same key/,
	],
	[
		'a time in pairs without pairs',
		{ timestamp: inPairs('t'), signedContent: timed },
		/Set 'Signature Format' to Key=Value Pairs/,
	],
	[
		'no tolerance',
		{
			timestamp: { ...header('X-T'), toleranceSeconds: 0 } as CustomTimestamp,
			signedContent: timed,
		},
		/'Tolerance \(Seconds\)' must be/,
	],
	[
		'more than a day of tolerance',
		{
			timestamp: { ...header('X-T'), toleranceSeconds: 86_401 } as CustomTimestamp,
			signedContent: timed,
		},
		/from 1 to 86400/,
	],
	[
		'half a second of tolerance',
		{
			timestamp: { ...header('X-T'), toleranceSeconds: 1.5 } as CustomTimestamp,
			signedContent: timed,
		},
		/whole number/,
	],
	['text as encoding of a signature', { encoding: 'text' }, /'Signature Encoding' must be Hex/],
	[
		'a token in a list',
		{ algorithm: 'token', encoding: 'text', format: list('v1,') },
		/must be Single Signature for a token/,
	],
	[
		'a token with a time',
		{ algorithm: 'token', encoding: 'text', timestamp: header('X-T') },
		/must be None for a token/,
	],
	['no content', { signedContent: ' ' }, /'Signed Content' is empty/],
	['content beyond ASCII', { signedContent: 'ü{body}' }, /beyond ASCII/],
	['content that ends in a space', { signedContent: '{body} ' }, /starts or ends with white space/],
	['an unknown token', { signedContent: '{payload}' }, /unknown token \{payload\}\. Use \{body\}/],
	['tokens in capitals', { signedContent: '{Body}' }, /unknown token \{Body\}/],
	['an empty token', { signedContent: '{}{body}' }, /unknown token \{\}/],
	['double braces', { signedContent: '{{body}}' }, /single brace or backslash/],
	['an open brace', { signedContent: '{body' }, /holds a single/],
	['a lonely backslash', { signedContent: '{body}\\' }, /holds a single/],
	['an unknown escape', { signedContent: '\\d{body}' }, /holds a single/],
	['a header token without a name', { signedContent: '{header:}{body}' }, /names no HTTP header/],
	[
		'an id without its header',
		{ signedContent: '{id}.{body}' },
		/holds \{id\}, but the field 'ID Header' is empty/,
	],
	[
		'a time without its place',
		{ signedContent: timed },
		/holds \{timestamp\}, but the field 'Timestamp' is None/,
	],
	[
		'a time in body and content',
		{ signedContent: timed, timestamp: { place: 'body', path: 'at', ...usualTimeRule } },
		/the time is in the body/,
	],
	[
		'a time in a header that is not signed',
		{ timestamp: header('X-T') },
		/does not hold \{timestamp\}, so anyone could change the time/,
	],
	[
		'a time in pairs that is not signed',
		{ format: pairs('v1'), timestamp: inPairs('t') },
		/does not hold \{timestamp\}/,
	],
	[
		'a signature over itself',
		{ signedContent: '{header:x-signature}{body}' },
		/that one holds the signature/,
	],
	[
		'two lists of headers',
		{ signedContent: '{signedHeaders:X-A}{signedHeaders:X-B}{body}' },
		/more than once/,
	],
	[
		'a list of headers that is the id',
		{ idHeader: 'X-Id', signedContent: '{signedHeaders:x-id}{body}' },
		/another field gives it another meaning/,
	],
	['content that proves no body', { signedContent: '{method}' }, /nothing proves the body/],
	['a URL that proves no body', { signedContent: '{url}' }, /nothing proves the body/],
	['form fields that prove no other body', { signedContent: '{form}' }, /nothing proves the body/],
];

test.each(refusals)('%s is refused, with the field and the remedy', (_, overrides, expected) => {
	const built = buildCustomScheme({ ...defaultSettings, ...overrides });
	expect(built).toEqual({ ok: false, problem: expect.stringMatching(expected) });
	// Two sentences: what is wrong, and what to do.
	expect((built as { problem: string }).problem).toMatch(/^[^]+\. [A-Z{][^]+[.=]$/);
});
