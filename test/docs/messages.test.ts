import { describeNetworkError } from '../../nodes/shared/http/networkError';
import type { DecisionReason } from '../../nodes/shared/delivery/decide';
import type { NetworkErrorKind } from '../../nodes/shared/http/networkError';
import { explainOutcome } from '../../nodes/shared/n8n/trigger/receive/explain';
import type { Outcome } from '../../nodes/shared/receive/outcome';
import { responses } from '../../nodes/shared/receive/responses';
import type { DiagnosisCause } from '../../nodes/shared/signing/diagnose/diagnosis';
import { describeRejection } from '../../nodes/shared/signing/rejection';
import { rejectReasons } from '../support/rejectReasons';
import { codeSpans, pages, readPage, section, tableRows } from './pages';
import { countWords, ELLIPSIS, findSentences, firstSentence } from './sentences';

const page = readPage('docs/troubleshooting.md').replace(/[ \t]+/g, ' ');
/** Where a text may be explained: what only one node says stands on its page. */
const explained = [page, ...pages.filter((file) => file.startsWith('docs/nodes/')).map(readPage)]
	.flatMap((text) => codeSpans(text.replace(/[ \t]+/g, ' ')))
	.join('\n');
/** Errors that are caught near where they are thrown and told in other words, or kept from coming. */
const NEVER_SHOWN = [
	'The answer broke off',
	'The request was given up',
	'There is no secret to encrypt with',
	'n8n gave no result',
];
// Shorter texts are parts of others, or names.
const sentences = findSentences(4).filter(({ text }) => !NEVER_SHOWN.includes(text));
const allTexts = findSentences(2)
	.map(({ text }) => text)
	.join('\n');

/** Sections about texts of our own; the others are about texts of n8n and of scripts. */
const ownSections = [
	'Refused a request',
	'Why a signature does not fit',
	'The secrets',
	'The fields of the trigger',
	'The fields of a custom scheme',
	'A JSON Schema',
	'A condition',
	'The fields of Webhook Signature',
	'The fields of the send node',
	'The endpoints',
	'The retry policy',
	'A record that is sent again',
	'A delivery failed',
	'A test event',
	'Why a response has no body',
	'In queue mode',
	'When a trigger registers itself',
	'What a registering trigger says in the log',
	'The fields of Custom REST API',
	'The API of a service',
	'The credentials of services',
	'The test of a credential',
	'The fields of Twig AI',
];

test('there are sentences to look for', () => {
	expect(sentences.length).toBeGreaterThan(60);
});

test('every sentence that the package can say is explained', () => {
	const missing = sentences
		.map(({ file, text }) => ({ file, text: firstSentence(text) }))
		.filter(({ text }) => !explained.includes(text));
	expect(missing).toEqual([]);
});

describe.each(ownSections)('%s', (heading) => {
	test('explains no sentence that the package cannot say', () => {
		const rows = tableRows(section(page, heading));
		expect(rows.length).toBeGreaterThan(0);
		for (const [first = ''] of rows) {
			for (const part of codeSpans(first).flatMap((text) => text.split(ELLIPSIS))) {
				if (countWords(part) > 1) expect(allTexts).toContain(part.trim());
			}
		}
	});
});

const matches = (pattern: string, text: string): boolean => {
	let rest = text;
	return pattern.split(ELLIPSIS).every((part, index) => {
		const at = rest.indexOf(part);
		rest = rest.slice(at + part.length);
		return index === 0 ? at === 0 : at >= 0;
	});
};

test.each(rejectReasons)('the code %s stands beside its text', (reason) => {
	const rows = tableRows(section(page, 'Refused a request'));
	const [text = ''] = rows.find(([, code]) => code === `\`${reason}\``) ?? [];
	const said = describeRejection({ reason, header: 'x-header', ageSeconds: 400 });
	const [pattern = 'a row for it'] = codeSpans(text);
	expect({ pattern, said, fits: matches(pattern, said) }).toEqual({ pattern, said, fits: true });
});

// Objects instead of lists: the type checker asks for every one there is.
const diagnosisCauses = Object.keys({
	bodyByteOrderMark: true,
	bodyEscapes: true,
	bodyLineEndings: true,
	bodyMissing: true,
	bodyReserialised: true,
	bodyWasDecompressed: true,
	bodyWhiteSpace: true,
	emptyBodySigned: true,
	genuineButTooNew: true,
	genuineButTooOld: true,
	otherContent: true,
	otherEncoding: true,
	otherFormat: true,
	otherHash: true,
	otherPrefix: true,
	otherScheme: true,
	otherSchemeHeader: true,
	otherUrl: true,
	passedProxy: true,
	secretIsBase64: true,
	secretIsHex: true,
	secretIsText: true,
	secretPrefix: true,
	secretWhiteSpace: true,
	signatureQuoted: true,
	timestampUnit: true,
} satisfies Record<DiagnosisCause, true>);

test('the causes that are looked for are all explained, and no others', () => {
	const codes = tableRows(section(page, 'Why a signature does not fit')).map(([, code]) => code);
	expect([...new Set(codes)].sort()).toEqual(diagnosisCauses.map((code) => `\`${code}\``).sort());
});

/** Outcomes that have a line of their own in the log, besides failed checks. */
const refusals: Outcome[] = [
	{ kind: 'badPayload', problem: '' },
	...(['batch', 'copies', 'events'] as const).map((reason): Outcome => ({
		kind: 'busy',
		reason,
		retryAfterSeconds: 1,
	})),
	{ kind: 'forbiddenAddress' },
	{ kind: 'internalError', problem: '' },
	{ kind: 'methodNotAllowed' },
	{ kind: 'notConfigured', problem: '' },
	{ kind: 'rateLimited', retryAfterSeconds: 1 },
	{
		kind: 'rateLimited',
		retryAfterSeconds: 1,
		rejection: { reason: 'missingHeader' },
	},
	{ kind: 'tooLarge' },
];

test.each(refusals)('the code of $kind is there', (outcome) => {
	const code = explainOutcome(outcome)?.code ?? 'no code';
	expect(section(page, 'Refused a request')).toContain(`| \`${code}\` |`);
});

const networkErrors = Object.keys({
	blocked: true,
	cancelled: true,
	dns: true,
	invalid: true,
	other: true,
	protocol: true,
	refused: true,
	reset: true,
	timeout: true,
	tls: true,
	unreachable: true,
} satisfies Record<NetworkErrorKind, true>) as NetworkErrorKind[];

test.each(networkErrors)('the network error %s stands beside its text', (kind) => {
	const rows = tableRows(section(page, 'A delivery failed'));
	const texts = rows.flatMap(([text, code]) => (code === `\`${kind}\`` ? [text] : []));
	expect(texts).toContain(`\`${describeNetworkError(kind)}\``);
	expect(readPage('docs/nodes/send-signed-webhook.md')).toContain(`\`${kind}\``);
});

const decisionReasons = Object.keys({
	accepted: true,
	blocked: true,
	budgetExhausted: true,
	cancelled: true,
	circuitOpen: true,
	endpointInactive: true,
	finalStatus: true,
	gone: true,
	interrupted: true,
	invalid: true,
	networkError: true,
	notAttempted: true,
	notWaited: true,
	redirect: true,
	retriesExhausted: true,
	retryAfterTooLong: true,
	status: true,
} satisfies Record<DecisionReason, true>);

test('the reasons of attempts are all explained, and no others', () => {
	const rows = tableRows(section(readPage('docs/delivery.md'), 'Reasons'));
	expect(rows.map(([reason]) => reason).sort()).toEqual(
		decisionReasons.map((reason) => `\`${reason}\``).sort(),
	);
});

test.each(Object.entries(responses))('the answer to "%s" is in all tables', (_, answer) => {
	const { statusCode, body } = answer;
	const text = JSON.stringify(body);
	const answered = tableRows(section(page, 'The sender gets an answer'));
	expect(answered.map(([first]) => first)).toContain(`${statusCode} \`${text}\``);
	const trigger = readPage('docs/nodes/signed-webhook-trigger.md');
	const rows = tableRows(section(trigger, 'Answers')).map((row) => row.slice(0, 2));
	expect(rows).toContainEqual([String(statusCode), `\`${text}\``]);
});
