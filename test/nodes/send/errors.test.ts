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
		'The receiver answered 500 on the last of 3 attempts',
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
		'No response came in time',
		"'Timeout (Seconds)'",
		async () => await serving(() => undefined),
		{ timeoutSeconds: 1 },
	],
	[
		'an invalid certificate',
		'The secure connection failed, or the certificate is not valid',
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

/** What the error says below its title, line by line. */
async function linesOf(url: string, fields: IDataObject = {}, mode?: 'manual'): Promise<string[]> {
	const { error } = await send({
		parameters: {
			...parameters,
			url,
			retryPolicy: 'fixed',
			maxRetries: 0,
			fixedDelaySeconds: 0,
			options: { allowLocalAddresses: true },
			...fields,
		},
		secrets: { secret },
		...(mode && { mode }),
	});
	return (error as NodeApiError).description?.split('<br>') ?? [];
}

const ATTEMPT = String.raw`\(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, \d+ ms\)`;

const withBody =
	(statusCode: number, body: string, contentType = 'application/json'): Answer =>
	(response) =>
		response.writeHead(statusCode, { 'Content-Type': contentType }).end(body);

describe('what a failed delivery says below its title', () => {
	test('the response, what to do, and the one attempt', async () => {
		const lines = await linesOf(await serving(withBody(401, '{"error":"bad signature"}')), {
			retryPolicy: 'none',
		});
		expect(lines).toEqual([
			'The receiver says: {"error":"bad signature"}',
			"The receiver does not accept the signature. Check that it has the credential's secret, and that it expects this signature scheme.",
			"There was one attempt, because the field 'Retry Policy' allows no retries.",
			expect.stringMatching(new RegExp(`^Attempt 1 ${ATTEMPT}: status 401$`)),
		]);
	});

	test('every attempt, with its time', async () => {
		const url = await serving(withBody(500, 'out of memory', 'text/plain'));
		const lines = await linesOf(url, { maxRetries: 2 });
		expect(lines).toEqual([
			'The receiver says: out of memory',
			"Look at the receiver's log.",
			"All 3 attempts failed. For more of them, choose a longer policy in the field 'Retry Policy'.",
			...[1, 2, 3].map(
				(number) =>
					expect.stringMatching(
						new RegExp(`^Attempt ${number} ${ATTEMPT}: status 500$`),
					) as unknown as string,
			),
		]);
	});

	test('what a page of HTML says, without markup, and no more than its first lines', async () => {
		const page = `<!DOCTYPE html><html><head><style>a{}</style></head><body><h1>502 Bad Gateway</h1>\n<script>alert(1)</script><img src=x onerror=alert(2)>${'<p>line</p>'.repeat(50)}</body></html>`;
		const [said] = await linesOf(await serving(withBody(502, page, 'text/html')));
		expect(said).toBe('The receiver says: 502 Bad Gateway line line line line …');
	});

	test('nothing that steers the editor or a terminal, and a bounded part', async () => {
		const hostile = `<img src=x onerror=alert(1)> \u001b[31m \u202e${'a'.repeat(5000)}`;
		const [said = ''] = await linesOf(await serving(withBody(400, hostile, 'text/plain')));
		expect(said).toMatch(/^The receiver says: \\u003cimg/);
		expect(said).not.toMatch(/<|\u001b|\u202e/);
		expect(said.length).toBeLessThan(600);
	});

	test('no secret that the receiver echoes', async () => {
		const lines = await linesOf(await serving(withBody(400, `"secret was ${secret}"`)));
		expect(lines[0]).toBe('The receiver says: secret was [redacted]');
	});

	test('how both of two attempts failed, where no response came', async () => {
		const lines = await linesOf(await refusingUrl(), { maxRetries: 1 });
		expect(lines.slice(0, 2)).toEqual([
			"The connection was refused (ECONNREFUSED). Check host and port in the field 'URL', and whether the receiver is running.",
			"Both attempts failed. For more of them, choose a longer policy in the field 'Retry Policy'.",
		]);
		expect(lines[3]).toMatch(new RegExp(`^Attempt 2 ${ATTEMPT}: The connection was refused$`));
	});

	test('in the editor, what the published workflow does', async () => {
		const lines = await linesOf(
			await serving(answering(503)),
			{ retryPolicy: 'list', delays: '5m, 2h, 3d' },
			'manual',
		);
		// Waits are spread by chance, so that not all senders come back at the same moment.
		const expected =
			/^You started this run in the editor, and such a run does not wait for retries that are due later\. In production, the published workflow makes the next attempt \d minutes later, and up to 2 more after it, the last one about 3 days after the first\. To see retries in a run from the editor, set 'While a Delivery Waits' to 'Go on at Once'\.$/;
		expect(lines).toContainEqual(expect.stringMatching(expected));
	});
});
