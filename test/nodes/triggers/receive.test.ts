import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { JoAiWebhookApi } from '../../../credentials/JoAiWebhookApi.credentials';
import { LuaApi } from '../../../credentials/LuaApi.credentials';
import { LvngWebhookApi } from '../../../credentials/LvngWebhookApi.credentials';
import { TwigApi } from '../../../credentials/TwigApi.credentials';
import { useClock } from '../../support/n8n/clock';
import { StoredApiCredential } from '../../support/n8n/credential';
import { accepted, outcomeOf, PublishedTrigger, refused } from '../registration/publishing';
import type { TriggerSetup } from '../registration/publishing';

/* The triggers of single services, whose webhooks are made by hand. */

useClock();

const SECRET = 'secret of the service';
const hex = (body: string, secret = SECRET): string =>
	createHmac('sha256', secret).update(body).digest('hex');

interface TriggerCase {
	readonly name: string;
	readonly setup: () => Pick<TriggerSetup, 'credential' | 'parameters' | 'type'>;
	readonly header: string;
	readonly prefix: string;
	/** A small event of a name. */
	readonly event: (name: string) => IDataObject;
	readonly names: readonly [wanted: string, other: string];
}

const triggers: readonly TriggerCase[] = [
	{
		name: 'Twig AI Trigger',
		setup: () => ({
			type: 'twigTrigger',
			credential: new StoredApiCredential(new TwigApi(), { secret: SECRET }),
			parameters: { registration: 'manual' },
		}),
		header: 'X-Twig-Signature',
		prefix: '',
		event: (type) => ({
			id: `evt_${type}`,
			type,
			timestamp: '2026-11-20T08:15:42Z',
			data: {},
			organizationId: 'org-204',
		}),
		names: ['agent.updated', 'agent.created'],
	},
	{
		name: 'Lua Trigger',
		setup: () => ({
			type: 'luaTrigger',
			credential: new StoredApiCredential(new LuaApi(), { apiKey: 'unused', secret: SECRET }),
			parameters: { registration: 'manual' },
		}),
		header: 'x-lua-signature',
		prefix: 'sha256=',
		event: (eventType) => ({
			eventType,
			recipientId: '+4915112345678',
			status: 'sent',
			messageWamid: `wamid.${eventType}`,
		}),
		names: ['message.sent', 'message.read'],
	},
	{
		name: 'JoAI Trigger',
		setup: () => ({
			type: 'joAiTrigger',
			credential: new StoredApiCredential(new JoAiWebhookApi(), { secret: SECRET }),
			parameters: {},
		}),
		header: 'X-Webhook-Signature',
		prefix: '',
		event: (event) => ({
			event,
			webhook: { id: 'wh_1', name: 'n8n' },
			timestamp: '2026-11-20T08:15:42.000000',
			data: { agent: { id: 'agent_1', name: 'Ada' } },
		}),
		names: ['user.message', 'agent.action'],
	},
	{
		name: 'LVNG Trigger',
		setup: () => ({
			type: 'lvngTrigger',
			credential: new StoredApiCredential(new LvngWebhookApi(), { secret: SECRET }),
			parameters: {},
		}),
		header: 'X-LVNG-Signature',
		prefix: '',
		event: (event) => ({ event, timestamp: '2026-11-20T08:15:42Z', data: { id: `id_${event}` } }),
		names: ['message.created', 'agent.started'],
	},
];

const json = { 'Content-Type': 'application/json' };

async function start(
	{ setup }: TriggerCase,
	parameters: IDataObject = {},
): Promise<PublishedTrigger> {
	const { parameters: own, ...rest } = setup();
	return await PublishedTrigger.start({ ...rest, parameters: { ...own, ...parameters } });
}

const signed = (
	{ header, prefix }: TriggerCase,
	body: string,
	signature = hex(body),
): Record<string, string> => ({ ...json, [header]: prefix + signature });

describe.each(triggers)('$name', (trigger) => {
	const [wanted, other] = trigger.names;
	const body = JSON.stringify(trigger.event(wanted));

	test('a genuine event is an item that says what it is', async () => {
		const published = await start(trigger);
		const exchange = await published.post(body, signed(trigger, body));
		expect(outcomeOf(exchange)).toEqual(accepted);
		expect(exchange.item).toMatchObject({
			event: wanted,
			body: trigger.event(wanted),
			verification: { secret: 'current' },
		});
		expect(exchange.item?.verification).not.toHaveProperty('unexpected');
	});

	test.each<[string, Record<string, string>]>([
		['by another secret', signed(trigger, body, hex(body, 'another secret'))],
		['for another body', signed(trigger, body, hex(`${body} `))],
		['not at all', json],
	])('an event that is signed %s is refused', async (_, headers) => {
		const published = await start(trigger);
		expect(outcomeOf(await published.post(body, headers))).toEqual(refused);
	});

	test('of the events only the chosen ones start the workflow', async () => {
		const published = await start(trigger, { events: [wanted] });
		const unwanted = JSON.stringify(trigger.event(other));
		const ignored = await published.post(unwanted, signed(trigger, unwanted));
		expect(outcomeOf(ignored)).toEqual({ statusCode: 200, started: false });
		expect(outcomeOf(await published.post(body, signed(trigger, body)))).toEqual(accepted);
	});

	test('the same event a second time starts nothing', async () => {
		const published = await start(trigger);
		await published.post(body, signed(trigger, body));
		const again = await published.post(body, signed(trigger, body));
		expect(outcomeOf(again)).toEqual({ statusCode: 200, started: false });
	});

	test('publishing with a secret calls no service', async () => {
		const published = await start(trigger);
		expect(await published.publish()).toEqual({ warnings: [], logs: [] });
		expect(await published.unpublish()).toEqual({ warnings: [], logs: [] });
	});

	test('publishing without a secret is an error that names the field', async () => {
		const published = await start(trigger);
		const { credential } = published.setup;
		credential.data = { ...credential.data, secret: '' };
		const { error } = await published.publish();
		const { displayName } = credential.type;
		expect(error?.message).toMatch(
			new RegExp(`^The field '(Signing )?Secret' of the credential '${displayName}' is empty`),
		);
	});
});

/** What a service signs that puts the body together anew: the same value, without the spaces. */
const spaced = '{ "event": "user.message",  "timestamp": "t", "data": {"content": "caf\u00e9"} }';
const compact = '{"event":"user.message","timestamp":"t","data":{"content":"café"}}';

test.each([
	{ name: 'JoAI Trigger', header: 'X-Webhook-Signature', event: 'user.message' },
	{ name: 'LVNG Trigger', header: 'X-LVNG-Signature', event: 'message.created' },
])('$name takes a signature of the bytes and of the body written anew', async (reading) => {
	const found = triggers.find(({ name }) => name === reading.name);
	if (!found) throw new Error(`There is no ${reading.name}`);
	const [bytes, anew] = [spaced, compact].map((text) =>
		text.replace('user.message', reading.event),
	) as [string, string];
	for (const [signature, expected] of [
		[hex(bytes), 'received'],
		[hex(anew), 'reserialised'],
	]) {
		const trigger = await start(found);
		const exchange = await trigger.post(bytes, { ...json, [reading.header]: signature as string });
		expect(outcomeOf(exchange)).toEqual(accepted);
		expect(exchange.item).toMatchObject({ verification: { reading: expected } });
	}
	const trigger = await start(found);
	const reordered = hex(anew.replace('{"event"', '{ "event"'));
	expect(outcomeOf(await trigger.post(bytes, { ...json, [reading.header]: reordered }))).toEqual(
		refused,
	);
});

test.each(['Twig AI Trigger', 'Lua Trigger'])(
	'%s takes one reading of the body alone',
	async (name) => {
		const found = triggers.find((each) => each.name === name);
		if (!found) throw new Error(`There is no ${name}`);
		const trigger = await start(found);
		const headers = { ...json, [found.header]: found.prefix + hex(compact) };
		expect(outcomeOf(await trigger.post(spaced, headers))).toEqual(refused);
	},
);
