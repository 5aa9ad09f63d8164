import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { findLeaks } from '../../support/n8n/leaks';
import { standardWebhooks, stripe } from '../../support/n8n/providers';
import { runSignature } from '../../support/n8n/signature';
import type { SignatureResult } from '../../support/n8n/signature';

const clock = useClock();
const body = '{"type":"order.paid"}';

const sign = ({ sign: signAs, secret }: typeof stripe, seconds: number, signedBody = body) =>
	signAs(Buffer.from(signedBody), { secret, seconds });

async function verify(
	provider: typeof stripe,
	headers: unknown,
	{
		options = {},
		textBody = body,
		timezone,
	}: { options?: IDataObject; textBody?: string; timezone?: string } = {},
): Promise<SignatureResult> {
	return await runSignature({
		operation: 'verify',
		parameters: { ...provider.parameters, bodySource: 'text', textBody, options },
		items: [{ json: { headers, order: 1042 } as IDataObject }],
		secrets: { secret: provider.secret },
		...(timezone !== undefined && { timezone }),
	});
}

const reasonOf = ({ items, notGenuine, error }: SignatureResult): unknown => {
	expect(error).toBeUndefined();
	expect([...items, ...(notGenuine ?? [])]).toHaveLength(1);
	const { reason } = (notGenuine?.[0]?.json.verification ?? {}) as IDataObject;
	return reason ?? 'genuine';
};

test('each item is verified with its own headers, also where the field keeps its default', async () => {
	const headers = [
		sign(stripe, clock.nowSeconds),
		sign(stripe, clock.nowSeconds, 'another body'),
		sign(stripe, clock.nowSeconds),
	];
	const { items, notGenuine } = await runSignature({
		operation: 'verify',
		parameters: { ...stripe.parameters, bodySource: 'text', textBody: body },
		items: headers.map((each) => ({ json: { headers: each } })),
		secrets: { secret: stripe.secret },
	});
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	expect(notGenuine?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
});

describe('what is not genuine', () => {
	test('leaves through the second output with reason and advice, its JSON untouched', async () => {
		const headers = sign(stripe, clock.nowSeconds);
		const { items, notGenuine } = await verify(stripe, headers, { textBody: `${body}\n` });
		expect(items).toEqual([]);
		expect(notGenuine).toEqual([
			{
				json: {
					headers,
					order: 1042,
					verification: {
						genuine: false,
						scheme: 'stripe',
						reason: 'bodyWhiteSpace',
						advice: expect.stringMatching(/white space|line break/) as unknown,
					},
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(findLeaks(notGenuine, stripe.secret)).toEqual([]);
	});

	test.each<[string, string, () => Promise<SignatureResult>]>([
		['without headers', 'missingHeader', async () => await verify(stripe, {})],
		[
			'with its signature twice',
			'duplicateHeader',
			async () => {
				const { 'Stripe-Signature': signature } = sign(stripe, clock.nowSeconds);
				return await verify(stripe, { 'stripe-signature': [signature, signature] });
			},
		],
		[
			'of six minutes ago',
			'genuineButTooOld',
			async () => await verify(stripe, sign(stripe, clock.nowSeconds - 360)),
		],
	])('says so of a request %s: %s', async (_, reason, act) => {
		expect(reasonOf(await act())).toBe(reason);
	});

	test('is told apart for every scheme with a header of another', async () => {
		const headers = sign(standardWebhooks, clock.nowSeconds);
		const { notGenuine } = await verify(stripe, headers);
		const { advice } = notGenuine?.[0]?.json.verification as IDataObject;
		expect(advice).toContain('Standard Webhooks');
	});

	test('does not become genuine by an alg or a scheme that the headers ask for', async () => {
		const forged = {
			'Stripe-Signature': `t=${clock.nowSeconds},v0=${'00'.repeat(32)}`,
			alg: 'none',
		};
		expect(reasonOf(await verify(stripe, forged))).not.toBe('genuine');
	});
});

describe('the headers', () => {
	test.each<[string, (signature: string) => unknown]>([
		['in another case', (text) => ({ 'STRIPE-SIGNATURE': text })],
		['as a list of one', (text) => ({ 'stripe-signature': [text] })],
		['as JSON text', (text) => JSON.stringify({ 'stripe-signature': text })],
		[
			'among others, numbers included',
			(text) => ({ 'content-length': 21, 'stripe-signature': text }),
		],
	])('may stand there %s', async (_, write) => {
		const signature = sign(stripe, clock.nowSeconds)['Stripe-Signature'] as string;
		expect(reasonOf(await verify(stripe, write(signature)))).toBe('genuine');
	});
});

describe('At Time', () => {
	const signedSeconds = Date.parse('2020-01-31T12:00:00Z') / 1000;
	const headers = sign(stripe, signedSeconds);

	test.each<[string, string, string | undefined, string]>([
		['without it', '', undefined, 'genuineButTooOld'],
		['its own moment', '2020-01-31T12:00:00Z', undefined, 'genuine'],
		['four minutes later', '2020-01-31T12:04:00.000Z', undefined, 'genuine'],
		['six minutes later', '2020-01-31T12:06:00Z', undefined, 'genuineButTooOld'],
		['six minutes earlier', '2020-01-31T11:54:00Z', undefined, 'genuineButTooNew'],
		['another zone', '2020-01-31T17:30:00+05:30', 'UTC', 'genuine'],
		['the zone of the workflow', '2020-01-31T07:00:00', 'America/New_York', 'genuine'],
		['not that of the machine', '2020-01-31T12:00:00', 'America/New_York', 'genuineButTooOld'],
		['a date of an expression', '={{ DateTime.fromSeconds(1580472000) }}', 'Asia/Tokyo', 'genuine'],
	])('%s (%s, %s): %s', async (_, atTime, timezone, expected) => {
		const result = await verify(stripe, headers, {
			options: { atTime },
			...(timezone !== undefined && { timezone }),
		});
		expect(reasonOf(result)).toBe(expected);
	});

	test('is the time at which something is signed', async () => {
		const { items } = await runSignature({
			operation: 'sign',
			parameters: {
				scheme: 'stripe',
				bodySource: 'text',
				textBody: body,
				options: { atTime: '2020-01-31T12:00:00Z' },
			},
			secrets: { secret: stripe.secret },
		});
		expect(items).toMatchObject([{ json: { headers, timestamp: signedSeconds } }]);
	});
});

test.each<[number | undefined, number, string]>([
	[undefined, 300, 'genuine'],
	[undefined, 301, 'genuineButTooOld'],
	[10, 11, 'genuineButTooOld'],
	[86_400, 86_400, 'genuine'],
])('with a tolerance of %p s, an age of %d s: %s', async (toleranceSeconds, age, expected) => {
	const options = toleranceSeconds === undefined ? {} : { toleranceSeconds };
	const result = await verify(stripe, sign(stripe, clock.nowSeconds - age), { options });
	expect(reasonOf(result)).toBe(expected);
});

describe('schemes that sign the URL', () => {
	const secret = 'a shared secret';
	const url = 'https://hooks.example.com/webhook/orders?source=shop';
	// Square: HMAC-SHA256 of URL and body, as base64.
	const signature = createHmac('sha256', secret)
		.update(url + body)
		.digest('base64');

	const verifySquare = async (text: string): Promise<SignatureResult> =>
		await runSignature({
			operation: 'verify',
			parameters: { scheme: 'square', bodySource: 'text', textBody: body, options: { url: text } },
			items: [{ json: { headers: { 'x-square-hmacsha256-signature': signature } } }],
			secrets: { secret },
		});

	test.each<[string, string, string]>([
		['the URL that was called', url, 'genuine'],
		['white space around it', ` ${url}\n`, 'genuine'],
		['the port that is the usual one', url.replace('.com/', '.com:443/'), 'genuine'],
	])('take %s (%j): %s', async (_, text, expected) => {
		expect(reasonOf(await verifySquare(text))).toBe(expected);
	});

	test('refuse another URL, and say what it is', async () => {
		expect(reasonOf(await verifySquare(url.replace('orders', 'other')))).not.toBe('genuine');
		expect(reasonOf(await verifySquare(url.replace('https', 'http')))).toBe('otherUrl');
	});

	test('sign the URL along', async () => {
		const { items } = await runSignature({
			operation: 'sign',
			parameters: { scheme: 'square', bodySource: 'text', textBody: body, options: { url } },
			secrets: { secret },
		});
		expect(items).toMatchObject([
			{ json: { headers: { 'x-square-hmacsha256-signature': signature } } },
		]);
	});
});

test('a form is verified by its fields, as its headers say or as the option says', async () => {
	const secret = 'a shared secret';
	const url = 'https://hooks.example.com/sms';
	// Twilio: HMAC-SHA1 of the URL and the fields by name, as base64.
	const signature = createHmac('sha1', secret).update(`${url}BodyHiFrom+41`).digest('base64');
	const run = async (headers: IDataObject, options: IDataObject) =>
		await runSignature({
			operation: 'verify',
			parameters: {
				scheme: 'twilio',
				bodySource: 'text',
				textBody: 'From=%2B41&Body=Hi',
				options: { url, ...options },
			},
			items: [{ json: { headers: { 'X-Twilio-Signature': signature, ...headers } } }],
			secrets: { secret },
		});
	const form = 'application/x-www-form-urlencoded';
	expect(reasonOf(await run({ 'Content-Type': `${form}; charset=utf-8` }, {}))).toBe('genuine');
	expect(reasonOf(await run({}, { contentType: form }))).toBe('genuine');
	// No signature covers the content type: without it, or under another one, it is the same form.
	expect(reasonOf(await run({}, {}))).toBe('genuine');
	expect(reasonOf(await run({ 'Content-Type': 'application/json' }, {}))).toBe('genuine');
});

test('schemes that sign the method take it from the option', async () => {
	const secret = 'a shared secret';
	const url = 'https://hooks.example.com/webhook';
	// HubSpot v3: HMAC-SHA256 of method, URL, body and time, as base64.
	const text = `PUT${url}${body}${clock.nowMs}`;
	const headers = {
		'X-HubSpot-Signature-v3': createHmac('sha256', secret).update(text).digest('base64'),
		'X-HubSpot-Request-Timestamp': String(clock.nowMs),
	};
	const run = async (options: IDataObject) =>
		await runSignature({
			operation: 'verify',
			parameters: {
				scheme: 'hubspot-v3',
				bodySource: 'text',
				textBody: body,
				options: { url, ...options },
			},
			items: [{ json: { headers } }],
			secrets: { secret },
		});
	expect(reasonOf(await run({ method: 'PUT' }))).toBe('genuine');
	expect(reasonOf(await run({}))).not.toBe('genuine');
});
