import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { gitHub } from '../../support/n8n/providers';
import { answering, refusingUrl, startReceiver } from '../../support/n8n/receiver';
import type { Answer } from '../../support/n8n/receiver';
import { send } from '../../support/n8n/send';

const { secret, parameters } = gitHub;
const serving = async (answer: Answer): Promise<string> => (await startReceiver(answer)).url;

/** The error that a failed delivery stops the workflow with. */
async function errorOf(
	url: string,
	{ timeoutSeconds, ...fields }: IDataObject = {},
): Promise<unknown> {
	const { error, items } = await send({
		parameters: {
			...parameters,
			url,
			retryPolicy: 'fixed',
			maxRetries: 0,
			fixedDelaySeconds: 0,
			options: {
				allowHttp: true,
				allowPrivateAddresses: true,
				...(timeoutSeconds !== undefined && { timeoutSeconds }),
			},
			...fields,
		},
		secrets: { secret },
	});
	expect(items).toEqual([]);
	expect(error).toBeInstanceOf(NodeApiError);
	return error;
}

const start = 'The signed webhook was not delivered: ';

test.each<[string, string, string, () => Promise<string>, IDataObject]>([
	[
		'a status',
		'The receiver answered 503',
		"'Retry Policy'",
		async () => await serving(answering(503)),
		{},
	],
	[
		'several attempts',
		'The receiver answered 500, at the last of 3 attempts',
		"'Retry Policy'",
		async () => await serving(answering(500)),
		{ maxRetries: 2 },
	],
	['410', 'The receiver answered 410', "'URL'", async () => await serving(answering(410)), {}],
	[
		'a redirect',
		'The receiver answered 302',
		"'URL'",
		async () => await serving(answering(302)),
		{},
	],
	[
		'a Retry-After that is too long',
		'The receiver answered 429',
		"'Max Retry-After (Seconds)'",
		async () =>
			await serving((response) => response.writeHead(429, { 'Retry-After': '86401' }).end()),
		{ maxRetries: 1 },
	],
	['a refused connection', 'The connection was refused', "'URL'", refusingUrl, {}],
	[
		'an unknown host',
		'The host name could not be resolved',
		"'URL'",
		async () => 'https://receiver.invalid',
		{},
	],
	[
		'a timeout',
		'No answer came in time',
		"'Timeout (Seconds)'",
		async () => await serving(() => undefined),
		{ timeoutSeconds: 1 },
	],
	[
		'an invalid certificate',
		'The secure connection could not be made or the certificate is not valid',
		"'Verify Certificate'",
		async () => (await startReceiver(answering(200), { tls: true })).url,
		{},
	],
])('%s: says "%s" and names %s', async (_, message, field, startUrl, fields) => {
	const error = await errorOf(await startUrl(), fields);
	expect(error).toMatchObject({
		message: start + message,
		description: expect.stringContaining(field) as unknown,
		context: { itemIndex: 0 },
	});
});

test('the status is there for workflows to branch on', async () => {
	const error = await errorOf(await serving(answering(404)));
	expect(error).toMatchObject({ httpCode: '404' });
});
