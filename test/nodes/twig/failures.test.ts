import { NodeApiError } from 'n8n-workflow';
import { findLeaks } from '../../support/n8n/leaks';
import { runTwig, startTwig, twigCredentialFor } from '../../support/n8n/twig';
import type { Misbehaviour } from '../../support/services/fakeService';
import { FakeTwig } from '../../support/services/twig';

const create = { operation: 'create', url: 'https://example.com/hook', events: ['agent.updated'] };
const field = (name: string) => `the field '${name}' of the credential 'Twig API'`;

test.each<[string, Misbehaviour, string, string]>([
	[
		'401',
		{ answer: { statusCode: 401, body: { error: { message: 'Invalid or missing API key' } } } },
		'Twig AI did not accept the credential (POST /api/webhooks, status 401): Invalid or missing API key',
		field('API Key'),
	],
	[
		'403',
		{ answer: { statusCode: 403 } },
		'Twig AI refused: the credential does not have the permission (POST /api/webhooks, status 403)',
		'a scope that lets it manage webhooks, such as Admin',
	],
	[
		'400',
		{ answer: { statusCode: 400, body: { message: 'Unknown event' } } },
		'Twig AI refused the request (POST /api/webhooks, status 400): Unknown event',
		'what Twig AI says',
	],
	[
		'405',
		{ answer: { statusCode: 405 } },
		'Twig AI does not offer this call (POST /api/webhooks, status 405)',
		field('Base URL'),
	],
	[
		'409',
		{ answer: { statusCode: 409 } },
		'Twig AI refused because something like it exists already (POST /api/webhooks, status 409)',
		'Settings → Webhooks in Twig AI',
	],
	[
		'a redirect',
		{ answer: { statusCode: 301, headers: { Location: 'https://example.com/' } } },
		'Twig AI answered with a redirect, which is not followed (POST /api/webhooks, status 301)',
		field('Base URL'),
	],
	[
		'500 before the effect',
		{ answer: { statusCode: 500 } },
		'Twig AI failed (POST /api/webhooks, status 500)',
		'The call may or may not have taken effect: look at Settings → Webhooks in Twig AI',
	],
	[
		'500 after the effect',
		{ effects: 1, answer: { statusCode: 500 } },
		'Twig AI failed (POST /api/webhooks, status 500)',
		'The call may or may not have taken effect',
	],
	[
		'a dropped connection',
		{ answer: 'dropped' },
		'Twig AI could not be reached (POST /api/webhooks): The connection closed before a response came',
		'The call may or may not have taken effect',
	],
	[
		'a page for people',
		{ answer: { statusCode: 200, body: '<html>Welcome</html>' } },
		'Twig AI answered in an undocumented form (POST /api/webhooks, status 200)',
		'The call may or may not have taken effect',
	],
	[
		'an answer without a secret',
		{ answer: { statusCode: 201, body: { id: 'wh_1', url: '', events: [], status: 'active' } } },
		"Twig AI answered in an undocumented form (POST /api/webhooks, status 201): the field 'secret' of the answer",
		'The call may or may not have taken effect',
	],
	[
		'too many requests for long',
		{ answer: { statusCode: 429, headers: { 'Retry-After': '31' } } },
		'Twig AI refused because of too many requests (POST /api/webhooks, status 429, try again in 31 s)',
		'Try again in 31 seconds',
	],
	[
		'too many requests without a time',
		{ answer: { statusCode: 429 } },
		'Twig AI refused because of too many requests (POST /api/webhooks, status 429)',
		'Try again in a few minutes',
	],
])('%s is an error with a remedy, after one call', async (_, misbehaviour, message, remedy) => {
	const twig = await startTwig();
	twig.script(misbehaviour);
	const { error, items, logs } = await runTwig(twig, create);
	expect(items).toEqual([]);
	expect(error).toBeInstanceOf(NodeApiError);
	expect(error?.message).toContain(message);
	expect(error?.description).toContain(remedy);
	expect(error?.context).toMatchObject({ itemIndex: 0 });
	expect(twig.calls()).toHaveLength(1);
	expect(findLeaks([error, logs], twig.apiKey)).toEqual([]);
});

test('a key that the service repeats is hidden', async () => {
	const twig = await startTwig();
	const message = `Unknown key ${twig.apiKey} in Authorization: Bearer ${twig.apiKey}`;
	twig.script({ answer: { statusCode: 401, body: { error: { message } } } });
	const { error, logs } = await runTwig(twig, create);
	expect(error?.message).toContain('Unknown key');
	expect(findLeaks([error, logs], twig.apiKey)).toEqual([]);
});

test('a short wait is kept, and the call made once more', async () => {
	const twig = await startTwig();
	twig.script({ answer: { statusCode: 429, headers: { 'Retry-After': '0' } } });
	const { error, items } = await runTwig(twig, create);
	expect(error).toBeUndefined();
	expect(items[0]?.json.id).toBe(twig.hooks()[0]?.id);
	expect(twig.calls().map(({ statusCode }) => statusCode)).toEqual([429, 201]);
});

test('a service that is not there is an error that names the base URL', async () => {
	const twig = await new FakeTwig().start();
	const credential = twigCredentialFor(twig);
	await twig.stop();
	const { error } = await runTwig(twig, create, { credential });
	expect(error).toMatchObject({
		message: 'Twig AI could not be reached (POST /api/webhooks): The connection was refused',
		description: expect.stringContaining(field('Base URL')) as unknown,
	});
	expect(findLeaks(error, twig.apiKey)).toEqual([]);
});
