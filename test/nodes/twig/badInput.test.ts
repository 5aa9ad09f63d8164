import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { runTwig, startTwig, twigCredentialFor } from '../../support/n8n/twig';

const good = { operation: 'create', url: 'https://example.com/hook', events: ['agent.updated'] };

test.each<[string, IDataObject, string]>([
	['no URL', { url: '' }, "The field 'URL' is empty"],
	[
		'a URL without a scheme',
		{ url: 'example.com/hook' },
		"The field 'URL' is not a complete address",
	],
	[
		'an HTTP URL',
		{ url: 'http://localhost:5678/webhook' },
		"The field 'URL' starts with http://. Use https://, because Twig AI",
	],
	[
		'another scheme',
		{ url: 'ftp://example.com/' },
		"The field 'URL' starts with ftp:// but must start with https://",
	],
	['a wildcard', { events: ['*'] }, "The field 'Events' holds '*'"],
	[
		'an option that is no switch',
		{ options: { includeSecret: 'false' } },
		"The option 'Include Signing Secret' must be on or off",
	],
])('%s is an error that names the field, and nothing is called', async (_, changes, message) => {
	const twig = await startTwig();
	const { error } = await runTwig(twig, { ...good, ...changes });
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error?.message).toContain(message);
	expect(error?.context).toMatchObject({ itemIndex: 0 });
	expect(twig.calls()).toEqual([]);
});

test.each<[string, IDataObject, string]>([
	['no key', { apiKey: '' }, "The field 'API Key' of the credential 'Twig API' is empty"],
	[
		'a blank behind the key',
		{ apiKey: 'twigsk_live_abc ' },
		"'API Key' of the credential 'Twig API' starts or ends with white space",
	],
	[
		'a line break inside of the key',
		{ apiKey: 'twigsk\r\nX-Evil: 1' },
		"'API Key' of the credential 'Twig API' holds characters that no key has",
	],
	['no base URL', { baseUrl: '' }, "'Base URL' of the credential 'Twig API' is not a complete"],
	[
		'a base URL that is not encrypted',
		{ baseUrl: 'http://api.twig.so' },
		"'Base URL' of the credential 'Twig API' starts with http://. Use https://",
	],
	[
		'a host that only looks local',
		{ baseUrl: 'http://localhost.example.com' },
		"'Base URL' of the credential 'Twig API' starts with http://. Use https://",
	],
	[
		'a base URL with a password',
		{ baseUrl: 'https://me:hidden@api.twig.so' },
		"'Base URL' of the credential 'Twig API' has a user name",
	],
])('%s is an error that names the field, without a call', async (_, data, message) => {
	const twig = await startTwig();
	const credential = twigCredentialFor(twig, data as Record<string, string>);
	const { error } = await runTwig(twig, good, { credential });
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error?.message).toContain(message);
	expect(twig.calls()).toEqual([]);
});

test('a slash at the end of the base URL does no harm', async () => {
	const twig = await startTwig();
	const credential = twigCredentialFor(twig, { baseUrl: `${twig.url}//` });
	const { error } = await runTwig(twig, good, { credential });
	expect(error).toBeUndefined();
	expect(twig.calls().map(({ path }) => path)).toEqual(['/api/webhooks']);
});

test('without a credential nothing is called', async () => {
	const twig = await startTwig();
	const { error } = await runTwig(twig, good, { credential: undefined });
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(twig.calls()).toEqual([]);
});

test('one bad item keeps all others from being made', async () => {
	const twig = await startTwig();
	const items = [{ url: 'https://a.example.com/' }, { url: 'oops' }];
	const { error } = await runTwig(twig, { ...good, url: '={{ $json.url }}' }, { items });
	expect(error?.context).toMatchObject({ itemIndex: 1 });
	expect(twig.hooks()).toEqual([]);
});

test('with Continue, bad items and failed calls come out as errors beside the good ones', async () => {
	const twig = await startTwig();
	twig.script({}, { answer: { statusCode: 500 } });
	const items = [
		'https://a.example.com/',
		'oops',
		'https://b.example.com/',
		'https://c.example.com/',
	];
	const result = await runTwig(
		twig,
		{ ...good, url: '={{ $json.url }}' },
		{ items: items.map((url) => ({ url })), onError: 'continueRegularOutput' },
	);
	const [first, last] = twig.hooks();
	expect(result.error).toBeUndefined();
	expect(result.items).toMatchObject([
		{ json: { id: first?.id }, pairedItem: { item: 0 } },
		{
			json: { error: expect.stringContaining('is not a complete address') as unknown },
			pairedItem: { item: 1 },
		},
		{
			json: {
				error: 'Twig AI failed (POST /api/webhooks, status 500)',
				message: expect.stringContaining('may or may not have taken effect') as unknown,
			},
			pairedItem: { item: 2 },
		},
		{ json: { id: last?.id }, pairedItem: { item: 3 } },
	]);
	// n8n takes an item for an error only when it holds nothing else.
	expect(Object.keys(result.items[2]?.json ?? {})).toEqual(['error', 'message']);
});

test('an error tells what was made before it, since n8n drops the items', async () => {
	const twig = await startTwig();
	twig.script({}, { answer: { statusCode: 500 } });
	const { error, items } = await runTwig(twig, good, { items: [{}, {}, {}] });
	expect(items).toEqual([]);
	expect(error).toBeInstanceOf(NodeApiError);
	expect(error?.context).toMatchObject({ itemIndex: 1 });
	const [hook, ...others] = twig.hooks();
	expect(others).toEqual([]);
	expect(error?.description).toContain(`Created for the items before: ${hook?.id}.`);
});
