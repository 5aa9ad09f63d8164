import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { ClawletWebhookApi } from '../../../credentials/ClawletWebhookApi.credentials';
import { useClock } from '../../support/n8n/clock';
import { StoredApiCredential } from '../../support/n8n/credential';
import {
	accepted,
	outcomeOf,
	PublishedTrigger,
	refused,
	unready,
} from '../registration/publishing';

/* The Clawlet Trigger without a secret: only the address says who sends. */

useClock();

const SECRET = 'a secret that nobody asks for';
const forbidden = { statusCode: 403, started: false };
const json = { 'Content-Type': 'application/json' };
const body = JSON.stringify({
	event_type: 'user.created',
	timestamp: '2026-11-20T08:15:42Z',
	data: { user_id: '123' },
});
/** Requests of these tests come from this machine. */
const LOCAL = '127.0.0.1, ::1';

async function start(options: IDataObject, parameters: IDataObject = {}) {
	const credential = new StoredApiCredential(new ClawletWebhookApi(), { secret: SECRET });
	// Whoever reads it is noticed.
	credential.failure = new Error('The credential was read');
	const trigger = await PublishedTrigger.start({
		type: 'clawletTrigger',
		credential,
		parameters: { authentication: 'none', options, ...parameters },
	});
	return { trigger };
}

describe('a request from an allowed address', () => {
	test('starts the workflow, and its item says that nothing proves it', async () => {
		const { trigger } = await start({ allowedAddresses: LOCAL, proxyHops: 0 });
		expect((await trigger.publish()).error).toBeUndefined();
		const exchange = await trigger.post(body, json);
		expect(outcomeOf(exchange)).toEqual(accepted);
		expect(exchange.item).toEqual({
			id: null,
			event: 'user.created',
			timestamp: expect.any(String) as unknown,
			source: 'clawlet',
			data: { user_id: '123' },
			body: JSON.parse(body) as unknown,
			verification: {
				scheme: 'unsigned',
				secret: null,
				ageSeconds: null,
				unsigned: ['event', 'timestamp', 'data'],
			},
		});
	});

	test('proves nothing by a signature, which is neither checked nor shown', async () => {
		const { trigger } = await start({
			allowedAddresses: LOCAL,
			proxyHops: 0,
			includeHeaders: 'safe',
		});
		const right = createHmac('sha256', SECRET).update(body).digest('hex');
		for (const signature of [`sha256=${right}`, 'sha256=00', 'nonsense']) {
			const { item } = await trigger.post(body, { ...json, 'X-Signature': signature });
			expect(item).toMatchObject({ verification: { scheme: 'unsigned', secret: null } });
			expect(JSON.stringify(item)).not.toContain(signature);
		}
	});

	test('starts the workflow each time that it comes', async () => {
		const { trigger } = await start({ allowedAddresses: LOCAL, proxyHops: 0 });
		for (let times = 0; times < 3; times += 1) {
			expect(outcomeOf(await trigger.post(body, json))).toEqual(accepted);
		}
	});

	test('is filtered by its event, and limited', async () => {
		const options = { allowedAddresses: LOCAL, proxyHops: 0, maxEvents: 1 };
		const { trigger } = await start(options, { events: 'user.*' });
		const other = JSON.stringify({ event_type: 'order.created', data: {} });
		expect(outcomeOf(await trigger.post(other, json))).toEqual({ statusCode: 200, started: false });
		expect(outcomeOf(await trigger.post(body, json))).toEqual({ statusCode: 429, started: false });
	});

	test.each([
		['broken JSON', '{"a"', 'text/plain', 'The body is not valid JSON.'],
		['bytes that are no text', Buffer.from([0xff, 0xfe]), 'text/plain', 'The body is not text'],
		['a multipart form', '--x--', 'multipart/form-data; boundary=x', 'The bytes of the body are'],
	])('with %s is refused, and nobody calls it signed', async (_, broken, type, sentence) => {
		const { trigger } = await start({ allowedAddresses: LOCAL, proxyHops: 0 });
		const exchange = await trigger.post(broken, { 'Content-Type': type });
		expect(outcomeOf(exchange)).toEqual({ statusCode: 400, started: false });
		const [{ message } = { message: '' }] = exchange.logs;
		expect(message).toContain(sentence);
		expect(message).not.toContain('signed');
	});
});

describe('a request from elsewhere', () => {
	test('is refused', async () => {
		const { trigger } = await start({ allowedAddresses: '203.0.113.7', proxyHops: 0 });
		expect(outcomeOf(await trigger.post(body, json))).toEqual(forbidden);
	});

	test.each(['203.0.113.7', '203.0.113.7, 203.0.113.7', '127.0.0.1'])(
		'is refused that names an allowed address itself: %s',
		async (forwarded) => {
			const { trigger } = await start({ allowedAddresses: '203.0.113.7', proxyHops: 0 });
			const exchange = await trigger.post(body, { ...json, 'X-Forwarded-For': forwarded });
			expect(outcomeOf(exchange)).toEqual(forbidden);
		},
	);

	test('is refused before a body that is too large is', async () => {
		const { trigger } = await start({
			allowedAddresses: '203.0.113.7',
			proxyHops: 0,
			maxBodyKilobytes: 1,
		});
		expect(outcomeOf(await trigger.post(JSON.stringify('x'.repeat(2000)), json))).toEqual(
			forbidden,
		);
	});
});

describe('behind a proxy', () => {
	const options = { allowedAddresses: '203.0.113.7, 2001:db8::/32', proxyHops: 1 };

	test.each([
		['the sender', '203.0.113.7', accepted],
		['the sender, written as IPv6', '::ffff:203.0.113.7', accepted],
		['the sender, as IPv6 in hex', '::ffff:cb00:7107', accepted],
		['the sender, with its port', '203.0.113.7:4711', accepted],
		['a sender of IPv6', '[2001:db8::9]:4711', accepted],
		['a stranger that names the sender in front', '203.0.113.7, 198.51.100.9', forbidden],
		['a stranger', '198.51.100.9', forbidden],
		['an address of IPv4 at the end of one of IPv6', '::203.0.113.7', forbidden],
		['nobody', '', forbidden],
		['a name', 'unknown', forbidden],
		['an octal spelling', '203.0.113.07', forbidden],
		['a number', '3405803783', forbidden],
	])('what the proxy saw counts: %s', async (_, forwarded, outcome) => {
		const { trigger } = await start(options);
		const exchange = await trigger.post(body, { ...json, 'X-Forwarded-For': forwarded });
		expect(outcomeOf(exchange)).toEqual(outcome);
	});

	test('a request that no proxy passed on has no address, and is refused', async () => {
		const { trigger } = await start({ ...options, allowedAddresses: LOCAL });
		expect(outcomeOf(await trigger.post(body, json))).toEqual(forbidden);
	});

	test('a list sent in several headers is one list', async () => {
		const { trigger } = await start(options);
		const headers = { ...json, 'X-Forwarded-For': ['203.0.113.7', '198.51.100.9'] };
		expect(outcomeOf(await trigger.post(body, headers))).toEqual(forbidden);
	});
});

describe('what would let anybody send cannot be published, and takes nothing', () => {
	test.each([
		['no list', {}, "The option 'Allowed Addresses' must list the senders"],
		['an empty list', { allowedAddresses: ' , \n' }, 'must list the senders'],
		['all of IPv4', { allowedAddresses: '0.0.0.0/0' }, 'lists 0.0.0.0/0, which lets nearly'],
		['all of IPv6', { allowedAddresses: '::/0' }, 'lists ::/0, which lets nearly everybody'],
		[
			'all of IPv4 in two halves',
			{ allowedAddresses: '0.0.0.0/1 128.0.0.0/1' },
			'lists 0.0.0.0/1, which',
		],
		[
			'all of IPv4, written as IPv6',
			{ allowedAddresses: '203.0.113.7, ::ffff:0.0.0.0/96' },
			'lists 0.0.0.0/0, which',
		],
		['all public IPv6', { allowedAddresses: '2000::/3' }, 'lists 2000::/3, which'],
		['what is no address', { allowedAddresses: 'everybody' }, "the entry 'everybody'"],
		['a list that is no text', { allowedAddresses: 7 }, 'must be text'],
		[
			'published addresses, of which there are none',
			{ publishedAddressesOnly: true },
			"The option 'Allowed Addresses' must list the senders",
		],
		[
			'repeats that strangers could cause',
			{ allowedAddresses: LOCAL, proxyHops: 0, repeatsBy: 'bodyField', repeatsBodyField: 'id' },
			"The option 'Recognize Repeats By' needs a secret",
		],
	])('%s', async (_, options, message) => {
		const { trigger } = await start(options);
		const { error } = await trigger.publish();
		expect(error?.message).toContain(message);
		expect(outcomeOf(await trigger.post(body, json))).toEqual(unready);
	});

	test('but the widest networks that one sender may have can', async () => {
		const { trigger } = await start({ allowedAddresses: '10.0.0.0/8, 2001::/16' });
		expect((await trigger.publish()).error).toBeUndefined();
	});
});

test.each(['github', 'stripe'])('the handler %s cannot do without a secret', async (handler) => {
	const { trigger } = await start({ allowedAddresses: LOCAL, proxyHops: 0 }, { handler });
	expect(outcomeOf(await trigger.post(body, json))).toEqual(refused);
});
