import fc from 'fast-check';
import { fillBody, parseBody } from '../../../nodes/shared/subscriptions/adapters/customRest/body';
import {
	parseResponsePath,
	valueAt,
} from '../../../nodes/shared/subscriptions/adapters/customRest/responsePath';
import {
	fillUrl,
	parsePieces,
} from '../../../nodes/shared/subscriptions/adapters/customRest/template';
import { problemsOf, request, restInput, settingsOf } from '../../support/services/restSettings';

const { create } = restInput;

test('settings that are right have no problem', () => {
	expect(problemsOf({})).toEqual([]);
	expect(problemsOf({ remove: undefined, check: undefined })).toEqual([]);
	const url = 'https://api.example.com/hooks';
	expect(problemsOf({ create: { ...create, url } })).toEqual([]);
	expect(problemsOf({ create: { ...create, url: 'http://localhost:8080/hooks' } })).toEqual([]);
});

test.each([
	[
		'Method',
		{ create: { ...create, method: 'DELETE' } },
		/^The field 'Create Method' must be POST or PUT or PATCH\.$/,
	],
	['Method', { remove: request('GET', '/x/{id}') }, /'Delete Method' must be DELETE or POST/],
	['Method', { check: request('DELETE', '/x/{id}') }, /'Check Method' must be GET or POST/],
	['empty URL', { create: { ...create, url: '' } }, /'Create URL' must be a complete address/],
	[
		'relative URL',
		{ create: { ...create, url: 'hooks' } },
		/'Create URL' must be a complete address/,
	],
	[
		'other host',
		{ create: { ...create, url: '//evil.example.com/x' } },
		/'Create URL' must be a complete/,
	],
	['host from a placeholder', { create: { ...create, url: 'https://{url}/x' } }, /after the host/],
	[
		'host of a placeholder',
		{ create: { ...create, url: 'https://a.example.com{url}' } },
		/after the host/,
	],
	[
		'other protocol',
		{ create: { ...create, url: 'ftp://a.example.com/x' } },
		/must be a complete address/,
	],
	[
		'no HTTPS',
		{ create: { ...create, url: 'http://a.example.com/x' } },
		/starts with http:.*Use https/,
	],
	[
		'user name',
		{ create: { ...create, url: 'https://a:b@a.example.com/x' } },
		/has a user name.*credential/,
	],
	['fragment', { create: { ...create, url: '/hooks#x' } }, /has a fragment/],
	['space', { create: { ...create, url: '/my hooks' } }, /'Create URL' is not an address/],
	['secret in URL', { create: { ...create, url: '/hooks?s={secret}' } }, /\{secret\}.*log files/],
	[
		'id before it exists',
		{ create: { ...create, url: '/hooks/{id}' } },
		/\{id\}, which is not known.*Use \{url\}, \{events\}, \{secret\}/,
	],
	[
		'secret at removal',
		{ remove: request('POST', '/x', '{"id": "{id}", "s": "{secret}"}') },
		/'Delete Body' holds \{secret\}/,
	],
	[
		'unknown placeholder',
		{ create: { ...create, url: '/hooks/{name}' } },
		/unknown placeholder \{name\}/,
	],
	[
		'lone brace',
		{ create: { ...create, url: '/hooks/}' } },
		/holds a \} that stands alone\. Write \\\}/,
	],
	[
		'no JSON',
		{ create: { ...create, body: 'callback={url}' } },
		/'Create Body' is not JSON.*\{"url": "\{url\}"\}/,
	],
	[
		'bare placeholder',
		{ create: { ...create, body: '{"url": {url}}' } },
		/'Create Body' is not JSON/,
	],
	['body with GET', { check: request('GET', '/x', '{}') }, /'Check Body' must be empty/],
	['no URL anywhere', { create: { ...create, body: '{}' } }, /'Create Body' must contain \{url\}/],
	[
		'two secrets',
		{ secretPath: 'secret' },
		/gives the service a secret.*one that the service chooses/,
	],
	[
		'no id',
		{ idPath: '' },
		/'ID in Answer' is empty, but 'Delete URL' or 'Check URL' needs \{id\}/,
	],
	['bad path', { idPath: 'data..id' }, /'ID in Answer' must be a path/],
	[
		'bad path',
		{ create: { ...create, body: '{"u":"{url}"}' }, secretPath: 'a b' },
		/'Secret in Answer' must be a path/,
	],
	['entry without URL', { list: { path: '', urlPath: '', idPath: '' } }, /'URL of Entry' is empty/],
	[
		'reserved header',
		{ create: { ...create, headers: [{ name: 'authorization', value: 'x' }] } },
		/'Create Headers' hold authorization.*credential/,
	],
	[
		'header name',
		{ create: { ...create, headers: [{ name: 'a b', value: 'x' }] } },
		/hold the name 'a b'/,
	],
	[
		'header value',
		{ create: { ...create, headers: [{ name: 'a', value: 'x\r\nb: c' }] } },
		/hold a value of a that/,
	],
	[
		'depth',
		{ create: { ...create, body: `${'['.repeat(40)}"{url}"${']'.repeat(40)}` } },
		/nested more than 32/,
	],
])('a problem is named with field and remedy: %s', (_title, change, problem) => {
	const problems = problemsOf(change);
	expect(problems).toHaveLength(1);
	expect(problems[0]).toMatch(problem);
	expect(problems[0]).toMatch(/\.$/);
});

test('all problems are named at once', () => {
	const problems = problemsOf({
		create: { method: 'GET', url: 'x', headers: [{ name: '', value: '' }], body: '{' },
		remove: request('DELETE', '/{nothing}'),
		idPath: '.',
	});
	expect(problems).toHaveLength(6);
});

const values = {
	url: 'https://n8n.example.com/"\\{}\u0000é',
	events: ['a', 'b"c'],
	secret: '"}],"admin":true,"x":["',
};
const textWithTokens = fc
	.array(
		fc.oneof(
			fc.string().map((text) => ({ text, template: text.replace(/[{}\\]/g, '\\$&') })),
			fc.constantFrom(
				{ text: values.url, template: '{url}' },
				{ text: values.secret, template: '{secret}' },
				{ text: 'a;b"c', template: '{events:;}' },
			),
		),
	)
	.map((parts) => ({
		text: parts.map(({ text }) => text).join(''),
		template: parts.map(({ template }) => template).join(''),
	}));

test('a filled body is JSON of the same form, whatever the values are', () => {
	const { tree } = fc.letrec<{ tree: { value: unknown; template: unknown } }>((tie) => ({
		tree: fc.oneof(
			{ depthSize: 'small' },
			textWithTokens.map(({ text, template }) => ({ value: text, template })),
			fc.constantFrom(1, null, true, -0.5).map((value) => ({ value, template: value })),
			fc.constant({ value: values.events, template: '{events}' }),
			fc.array(tie('tree'), { maxLength: 4 }).map((items) => ({
				value: items.map(({ value }) => value),
				template: items.map(({ template }) => template),
			})),
			fc
				.dictionary(fc.string(), tie('tree'), { maxKeys: 4, noNullPrototype: true })
				.map((object) => {
					const pick = (name: 'template' | 'value') =>
						Object.fromEntries(Object.entries(object).map(([key, item]) => [key, item[name]]));
					return { value: pick('value'), template: pick('template') };
				}),
		),
	}));
	fc.assert(
		fc.property(tree, ({ value, template }) => {
			const parsed = parseBody(JSON.stringify(template));
			if (!parsed.ok) throw new Error(parsed.problem);
			expect(fillBody(parsed.value, values)).toEqual(value);
		}),
	);
});

test('a filled URL keeps its form, whatever the values are', () => {
	const texts = fc.string({ unit: 'grapheme' });
	fc.assert(
		fc.property(texts, texts, fc.array(texts), (url, id, events) => {
			const parsed = parsePieces('/hooks/x{id}/sub?to={url}&on={events:|}');
			if (!parsed.ok) throw new Error(parsed.problem);
			const filled = new URL(fillUrl(parsed.value, { url, id, events }), 'https://a.example.com');
			expect(filled.host).toBe('a.example.com');
			expect(filled.hash).toBe('');
			expect(filled.pathname.split('/')).toHaveLength(4);
			expect(decodeURIComponent(filled.pathname.split('/')[2] ?? '')).toBe(`x${id}`);
			expect([...filled.searchParams]).toEqual([
				['to', url],
				['on', events.join('|')],
			]);
		}),
	);
});

test('a template of any form is read without throwing', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			expect(typeof parsePieces(text).ok).toBe('boolean');
			expect(typeof parseBody(text).ok).toBe('boolean');
			expect(problemsOf({ create: { ...create, url: text, body: text } }).length).toBeGreaterThan(
				0,
			);
		}),
	);
});

test.each([
	['id', { id: 7 }, 7],
	['data.items.1.id', { data: { items: [{}, { id: 'x' }] } }, 'x'],
	['data.nothing', { data: {} }, undefined],
	['data.id', { data: null }, undefined],
	['data.id', undefined, undefined],
	['constructor', {}, undefined],
	['data.__proto__.x', { data: {} }, undefined],
	['length', 'text', undefined],
])('the value at %s of %j', (path, answer, value) => {
	expect(valueAt(answer, parseResponsePath(path) ?? [])).toBe(value);
});

test('settings are plain data that survive being stored', () => {
	const settings = settingsOf();
	expect(JSON.parse(JSON.stringify(settings))).toEqual(settings);
});
