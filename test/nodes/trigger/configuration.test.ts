import { WebhookContext } from 'n8n-core';
import type { IDataObject, INode } from 'n8n-workflow';
import { NodeOperationError, resolveWebhookDescriptionField } from 'n8n-workflow';
import type { SigningSecrets } from '../../support/n8n/credential';
import { findLeaks } from '../../support/n8n/leaks';
import { gitHub, plainHex, providers, standardWebhooks } from '../../support/n8n/providers';
import type { Provider } from '../../support/n8n/providers';
import { startTrigger, webhookBaseUrl } from '../../support/n8n/trigger';
import type { TriggerSetup } from '../../support/n8n/trigger';
import { workflowWith } from '../../support/n8n/workflow';

const body = Buffer.from('{"a":1}');
const { secret } = plainHex;
const whsec = standardWebhooks.secret;

/** Activating names the field; until it is mended, requests get 503 and start nothing. */
async function expectUnusable(
	setup: TriggerSetup,
	provider: Provider,
	message: RegExp,
): Promise<void> {
	const trigger = await startTrigger(setup);
	const error: unknown = await trigger.activate().catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error).toMatchObject({ message: expect.stringMatching(message) as unknown });

	const seconds = Math.floor(Date.now() / 1000);
	const headers = provider.sign(body, { secret: provider.secret, seconds });
	const exchange = await trigger.post(body, headers);
	expect(exchange).toMatchObject({ statusCode: 503, answer: { error: 'not configured' } });
	expect(exchange.result).toEqual({ noWebhookResponse: true });
	expect(exchange.logs).toEqual([
		{
			level: 'warn',
			message: expect.stringMatching(message) as unknown,
			metadata: expect.objectContaining({
				reason: 'notConfigured',
				workflowId: 'workflow1',
			}) as unknown,
		},
	]);
	const { secret: current = '', previousSecret = '' } = setup.secrets ?? {};
	const secrets = [current, previousSecret].filter((text) => text.trim().length > 6);
	expect(findLeaks([error, exchange.logs, exchange.answer], ...secrets)).toEqual([]);
}

test.each(providers)('a $scheme trigger with its secret can be activated', async (provider) => {
	const trigger = await startTrigger({
		parameters: provider.parameters,
		secrets: { secret: provider.secret },
	});
	expect(await trigger.activate()).toBe(true);
	expect(await trigger.deactivate()).toBe(true);
});

test.each<[string, RegExp, IDataObject]>([
	[
		'a scheme that does not exist',
		/field 'Signature Scheme' holds 'md5'.*standard-webhooks/,
		{ scheme: 'md5' },
	],
	['no scheme', /field 'Signature Scheme' holds ''/, { scheme: '' }],
	[
		'a signature header with a blank',
		/field 'Signature Header'/,
		{ signatureHeader: 'X Signature' },
	],
	[
		'a signature header with a colon',
		/field 'Signature Header'/,
		{ signatureHeader: 'X-Signature:' },
	],
	['a header that HTTP needs', /field 'Signature Header'/, { signatureHeader: 'Content-Length' }],
	[
		'a wrong choice of headers',
		/option 'Include Headers'/,
		{ options: { includeHeaders: 'some' } },
	],
	[
		'a raw body that is not on or off',
		/option 'Include Raw Body'/,
		{ options: { includeRawBody: 'yes' } },
	],
])('%s: activating names the field, requests get 503', async (_, message, parameters) => {
	await expectUnusable(
		{ parameters: { ...plainHex.parameters, ...parameters }, secrets: { secret } },
		plainHex,
		message,
	);
});

test.each<[string, unknown]>([
	['less than 0', -1],
	['two days', 172_800],
	['a fraction', 1.5],
	['a text', '300'],
])(
	'a tolerance of %s: activating names the option, requests get 503',
	async (_, toleranceSeconds) => {
		await expectUnusable(
			{
				parameters: {
					...standardWebhooks.parameters,
					options: { toleranceSeconds },
				},
				secrets: { secret: whsec },
			},
			standardWebhooks,
			/option 'Timestamp Tolerance \(Seconds\)' must be a whole number from 0 to 86400/,
		);
	},
);

test('a tolerance that the chosen scheme does not show is left alone', async () => {
	const trigger = await startTrigger({
		parameters: { ...plainHex.parameters, options: { toleranceSeconds: -1 } },
		secrets: { secret },
	});
	expect(await trigger.activate()).toBe(true);
	expect(await trigger.post(body, plainHex.sign(body, { secret, seconds: 0 }))).toMatchObject({
		statusCode: 200,
	});
});

const inField = (field: string, problem: string): RegExp =>
	new RegExp(`The field '${field}' of the credential 'Signed Webhook API' ${problem}.*\\.`);

test.each<[string, RegExp, Provider, SigningSecrets]>([
	['no secret', inField('Secret', 'is empty. Paste'), gitHub, { secret: '' }],
	['a blank secret', inField('Secret', 'is empty'), gitHub, { secret: '   ' }],
	[
		'a blank behind the secret',
		inField('Secret', 'starts or ends with white space'),
		gitHub,
		{ secret: 'my secret ' },
	],
	[
		'a line break before the secret',
		inField('Secret', 'starts or ends with'),
		plainHex,
		{ secret: `\n${whsec}` },
	],
	[
		'a secret that is not base64',
		inField('Secret', 'is not base64'),
		standardWebhooks,
		{ secret: 'whsec_not base64!' },
	],
	[
		'a secret that was cut',
		inField('Secret', 'does not hold 24 to 64 bytes'),
		standardWebhooks,
		{ secret: whsec.slice(0, 20) },
	],
	[
		'an asymmetric key',
		inField('Secret', 'holds an asymmetric key'),
		standardWebhooks,
		{ secret: `whsk_${whsec}` },
	],
	[
		'hex that is none',
		inField('Secret', 'is not hex'),
		gitHub,
		{ secret: 'no hex here', keyFormat: 'hex' },
	],
	[
		'base64 that is none',
		inField('Secret', 'is not base64'),
		gitHub,
		{ secret: 'no base64 here', keyFormat: 'base64' },
	],
	[
		'a blank behind an older secret',
		inField('Previous Secret', 'starts or ends with'),
		gitHub,
		{ secret, previousSecret: 'older secret ' },
	],
	[
		'an older secret that is not base64',
		inField('Second Previous Secret', 'is not base64'),
		standardWebhooks,
		{ secret: whsec, previousSecret2: 'oops!!!!' },
	],
])('%s: activating names the field, requests get 503', async (_, message, provider, secrets) => {
	await expectUnusable({ parameters: provider.parameters, secrets }, provider, message);
});

test('a node without a credential cannot be activated', async () => {
	await expectUnusable({ parameters: gitHub.parameters }, gitHub, /credential/i);
});

test('a secret of one scheme that does not fit another is told when that is chosen', async () => {
	await expectUnusable(
		{ parameters: standardWebhooks.parameters, secrets: { secret: gitHub.secret } },
		standardWebhooks,
		inField('Secret', 'is not base64'),
	);
});

test('an unexpected error gives 500, starts nothing and is never thrown', async () => {
	const trigger = await startTrigger({
		parameters: standardWebhooks.parameters,
		secrets: { secret: whsec },
	});
	jest.spyOn(WebhookContext.prototype, 'getWorkflowStaticData').mockImplementationOnce(() => {
		throw new Error('The database is gone');
	});
	const exchange = await trigger.post(body, {});
	expect(exchange).toMatchObject({ statusCode: 500, answer: { error: 'internal error' } });
	expect(exchange.result).toEqual({ noWebhookResponse: true });
	expect(exchange.logs).toMatchObject([
		{ level: 'warn', metadata: { reason: 'internalError', workflowId: 'workflow1' } },
	]);
});

test('every copy of the node keeps its own configuration', async () => {
	const node: Partial<INode> = { id: 'same id' };
	const hex = await startTrigger({ parameters: plainHex.parameters, secrets: { secret }, node });
	const headers = plainHex.sign(body, { secret, seconds: 0 });
	expect(await hex.post(body, headers)).toMatchObject({ statusCode: 200 });
	const renamed = await startTrigger({
		parameters: { ...plainHex.parameters, signatureHeader: 'X-Other' },
		secrets: { secret },
		node,
	});
	expect(await renamed.post(body, headers)).toMatchObject({ statusCode: 401 });
});

test.each<[string, IDataObject, Partial<INode>, string]>([
	['its path', { path: 'payments' }, {}, '/payments'],
	['a longer path', { path: 'shop/payments' }, {}, '/shop/payments'],
	['a random id without one', {}, { webhookId: 'a1b2' }, '/a1b2'],
])('the URL of a trigger ends with %s', async (_, parameters, node, end) => {
	const trigger = await startTrigger({ parameters, secrets: { secret }, node });
	expect(trigger.url).toBe(webhookBaseUrl + end);
});

test('n8n answers for the node, once it has stored the execution', async () => {
	const { nodeType } = workflowWith('signedWebhookTrigger', {});
	const [events] = nodeType.description.webhooks ?? [];
	if (!events) throw new Error('The trigger has no webhook');
	const resolve = (field: 'responseMode' | 'responseData', parameters: IDataObject) =>
		resolveWebhookDescriptionField({ parameters } as unknown as INode, events, field);
	expect(events.httpMethod).toBe('POST');
	expect(resolve('responseMode', {})).toEqual({ resolved: true, value: 'onReceived' });
	// Not undefined: n8n would then answer with a text of its own.
	expect(resolve('responseData', {})).toEqual({ resolved: true, value: '' });
	expect(resolve('responseData', { responseMode: 'lastNode' })).toEqual({
		resolved: true,
		value: 'firstEntryJson',
	});
});
