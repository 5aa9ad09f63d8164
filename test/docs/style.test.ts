import type { INodeProperties } from 'n8n-workflow';
import { GitHubWebhookApi } from '../../credentials/GitHubWebhookApi.credentials';
import { JoAiWebhookApi } from '../../credentials/JoAiWebhookApi.credentials';
import { LuaApi } from '../../credentials/LuaApi.credentials';
import { LvngWebhookApi } from '../../credentials/LvngWebhookApi.credentials';
import { RestWebhookApi } from '../../credentials/RestWebhookApi.credentials';
import { SignedWebhookApi } from '../../credentials/SignedWebhookApi.credentials';
import { StripeWebhookApi } from '../../credentials/StripeWebhookApi.credentials';
import { TwigApi } from '../../credentials/TwigApi.credentials';
import { JoAiTrigger } from '../../nodes/JoAi/JoAiTrigger.node';
import { Lua } from '../../nodes/Lua/Lua.node';
import { LuaTrigger } from '../../nodes/Lua/LuaTrigger.node';
import { LvngTrigger } from '../../nodes/Lvng/LvngTrigger.node';
import { SendSignedWebhook } from '../../nodes/SendSignedWebhook/SendSignedWebhook.node';
import { SignedWebhookTrigger } from '../../nodes/SignedWebhookTrigger/SignedWebhookTrigger.node';
import { Twig } from '../../nodes/Twig/Twig.node';
import { TwigTrigger } from '../../nodes/Twig/TwigTrigger.node';
import { WaitForSignedWebhook } from '../../nodes/WaitForSignedWebhook/WaitForSignedWebhook.node';
import { WebhookMonitor } from '../../nodes/WebhookMonitor/WebhookMonitor.node';
import { WebhookSignature } from '../../nodes/WebhookSignature/WebhookSignature.node';
import { pages, readPage, section, tableRows } from './pages';
import { findSentences } from './sentences';

/* The word list of docs/style.md, as far as a pattern can tell a wrong word from a right one. */

const STYLE_PAGE = 'docs/style.md';

/** Texts that are not written here or not written again, and the page that lists the words. */
const EXEMPT: readonly string[] = ['CHANGELOG.md', 'LICENSE.md', STYLE_PAGE];

/** Rows of the word list, by their first cell. */
const PATTERNS: Readonly<Record<string, RegExp>> = {
	anew: /\banew\b/gi,
	mend: /\bmend(?:s|ed|ing)?\b/gi,
	shall: /\bshall\b/gi,
	'what becomes of, what became of': /\bbec(?:omes?|ame|oming)\s+of\b/gi,
	'is told in, is told under':
		/\b(?:as|is|are|was|were)\s+(?:all\s+)?told\s+(?:by|elsewhere|in|on|under)\b/gi,
	'by hand': /\bby\s+hand\b/gi,
	'answered, of a request': /\banswered\s+(?:with\s+)?(?:a\s+)?[1-5]\d\d\b/gi,
	'made up, of a secret': /\bmade\s+up\b(?!\s+of\b)/gi,
	'in vain': /\bin\s+vain\b/gi,
	'besides, moreover, thus, hence': /\b(?:besides|moreover|thus|hence)\b/gi,
	'as it stands': /\bas\s+it\s+stands\b/gi,
	'hand over, of data': /\bhand(?:s|ed|ing)?\s+over\b/gi,
	'has to be, has to hold': /\bhas\s+to\s+(?:be|hold)\b/gi,
	'in some minutes': /\bin\s+some\s+minutes\b/gi,
	'inside of': /\binside\s+of\b/gi,
	'let the sender': /\blet\s+the\s+(?:receiver|sender)\b/gi,
	'a text': /\bmust\s+be\s+a\s+text\b/gi,
};

/** Rows whose words are right in other sentences: only a reader can tell. */
const LEFT_TO_READERS = [
	'so that … may be',
	'goes on, of a workflow',
	'tells, of a page',
	'at once, of time',
];

/** What is not prose, or is not written here: code, targets of links, and what "npm run docs" writes. */
const NOT_PROSE = [
	/^```[^]*?^```/gm,
	/`[^`\n]+`/g,
	/\]\([^)\s]+\)/g,
	/<!-- write: [^]*?<!-- end -->/g,
	/<!-- table: [^]*?<!-- end: \w+ -->/g,
];

/** Every wrong word of a text, with its line; counted from 1. */
function findWords(text: string): Array<{ readonly line: number; readonly word: string }> {
	// Line breaks stay, so that lines can be counted.
	const prose = NOT_PROSE.reduce(
		(rest, pattern) => rest.replace(pattern, (found) => found.replace(/[^\n]/g, ' ')),
		text,
	);
	return Object.values(PATTERNS)
		.flatMap((pattern) => [...prose.matchAll(pattern)])
		.map(({ 0: found, index }) => ({
			line: prose.slice(0, index).split('\n').length,
			word: found.replace(/\s+/g, ' '),
		}))
		.sort((left, right) => left.line - right.line);
}

test.each(pages.filter((page) => !EXEMPT.includes(page)))('%s keeps to the word list', (page) => {
	const places = findWords(readPage(page)).map(({ line, word }) => `${page}:${line}: ${word}`);
	expect(places).toEqual([]);
});

test('every row of the word list has a pattern, or is left to readers', () => {
	const rows = tableRows(section(readPage(STYLE_PAGE), 'Word list')).map(([word]) => word);
	expect([...Object.keys(PATTERNS), ...LEFT_TO_READERS].sort()).toEqual([...rows].sort());
});

test.each([
	['It is signed anew.', 'anew'],
	['Once you have mended the secret', 'mended'],
	['What the service shall sign with', 'shall'],
	['whatever became\nof it', 'became of'],
	['The order is told in\nsecurity', 'is told in'],
	['By hand:', 'By hand'],
	['It is answered 401.', 'answered 401'],
	['An empty one is made up.', 'made up'],
	['They tried in vain.', 'in vain'],
	['Besides, it is late.', 'Besides'],
])('%j is found', (text, word) => {
	expect(findWords(`# Title\n\n${text}`)).toEqual([{ line: 3, word }]);
});

test.each([
	'The log says `The body was written anew`.',
	'See [repeats](page.md#once-anew).',
	'A group is made up of members.',
	'```\nwritten anew\n```',
	'<!-- write: events -->\nstarted by hand\n<!-- end -->',
])('%j is no mistake', (text) => {
	expect(findWords(text)).toEqual([]);
});

const shown: ReadonlyArray<{ name: string; properties: readonly INodeProperties[] }> = [
	new GitHubWebhookApi(),
	new JoAiWebhookApi(),
	new LuaApi(),
	new LvngWebhookApi(),
	new RestWebhookApi(),
	new SignedWebhookApi(),
	new StripeWebhookApi(),
	new TwigApi(),
	...[
		new JoAiTrigger(),
		new Lua(),
		new LuaTrigger(),
		new LvngTrigger(),
		new SendSignedWebhook(),
		new SignedWebhookTrigger(),
		new Twig(),
		new TwigTrigger(),
		new WaitForSignedWebhook(),
		new WebhookMonitor(),
		new WebhookSignature(),
	].map(({ description }) => description),
];

/** Every text that the editor shows for a node or a credential, with where it is. */
function editorTexts(value: unknown, place: string): Array<{ place: string; text: string }> {
	if (Array.isArray(value)) return value.flatMap((each) => editorTexts(each, place));
	if (value === null || typeof value !== 'object') return [];
	const { name } = value as { name?: unknown };
	const here = typeof name === 'string' ? `${place} > ${name}` : place;
	return Object.entries(value).flatMap(([key, each]) =>
		typeof each === 'string' && SHOWN.includes(key)
			? [{ place: `${here} (${key})`, text: each }]
			: editorTexts(each, here),
	);
}

const SHOWN = ['action', 'description', 'displayName', 'hint', 'name', 'placeholder'];
const OLDER_SPELLING =
	/\b\w*(?:ognis|organis|authoris|normalis|serialis|colour|favour|behaviour)\w*/gi;
const STIFF =
	/\b(?:only then|stands? (?:at|for|in|there)|is to (?:be|send)|which see|how many times as long)\b/gi;

test('errors, advice and log lines keep to the word list, in American English', () => {
	const texts = findSentences(2);
	expect(texts.length).toBeGreaterThan(500);
	const wrong = texts.filter(
		({ text }) =>
			findWords(text).length > 0 || text.search(OLDER_SPELLING) >= 0 || text.search(STIFF) >= 0,
	);
	expect(wrong).toEqual([]);
});

test.each(shown)('the editor speaks plain American English in $name', ({ name, properties }) => {
	// What services say about their events is in their words.
	const texts = editorTexts(
		properties.filter((property) => !['events', 'testEvent', 'scheme'].includes(property.name)),
		name,
	);
	expect(texts.length).toBeGreaterThan(2);
	const wrong = texts.filter(
		({ text }) =>
			findWords(text).length > 0 || text.search(OLDER_SPELLING) >= 0 || text.search(STIFF) >= 0,
	);
	expect(wrong).toEqual([]);
});
