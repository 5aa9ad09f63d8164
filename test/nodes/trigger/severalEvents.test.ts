import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { startTrigger } from '../../support/n8n/trigger';
import type { Trigger } from '../../support/n8n/trigger';

/* Several events in one request, at nodes of each version, with the option and without. */

const secret = 'secret of the channel';

const event = (id: string, type: string) => ({
	webhookEventId: id,
	type,
	timestamp: 1_700_000_000_000,
});
const [first, second, third] = [event('1', 'message'), event('2', 'follow'), event('3', 'message')];

async function start(typeVersion: number, options: IDataObject, events = ''): Promise<Trigger> {
	const trigger = await startTrigger({
		parameters: { scheme: 'line', events, options },
		secrets: { secret },
		node: { typeVersion },
	});
	expect(await trigger.activate()).toBe(true);
	return trigger;
}

async function post(trigger: Trigger, ...events: object[]) {
	const body = Buffer.from(JSON.stringify({ destination: 'U1', events }));
	const signature = createHmac('sha256', secret).update(body).digest('base64');
	const exchange = await trigger.post(body, {
		'Content-Type': 'application/json',
		'x-line-signature': signature,
	});
	const ids = exchange.result?.workflowData?.[0]?.map(({ json }) => json.id);
	return { ...exchange, ids };
}

test.each<[string, number, IDataObject, string[]]>([
	['a new node', 1.3, {}, ['1', '2', '3']],
	['a new node that keeps requests whole', 1.3, { severalEvents: 'whole' }, ['1']],
	['a node of version 1.2', 1.2, {}, ['1']],
	['a node of version 1.1', 1.1, {}, ['1']],
	['a node of version 1.1 that divides', 1.1, { severalEvents: 'each' }, ['1', '2', '3']],
])('%s', async (_, typeVersion, options, ids) => {
	const exchange = await post(await start(typeVersion, options), first, second, third);
	expect(exchange).toMatchObject({ statusCode: 200, ids });
	const whole = ids.length === 1;
	expect(exchange.item).toMatchObject({
		data: whole ? [first, second, third] : first,
		body: { destination: 'U1', events: whole ? [first, second, third] : [first] },
	});
	expect(exchange.logs[0]).toHaveProperty('metadata.events', whole ? undefined : 3);
});

test('events are chosen one by one, by name and by condition, and the log says why not', async () => {
	const condition = { field: 'id', oneOf: ['2', '3'] };
	const trigger = await start(1.3, { onlyEventsWhere: JSON.stringify(condition) }, 'message');
	expect((await post(trigger, first, second, third)).ids).toEqual(['3']);
	expect(await post(trigger, first)).toMatchObject({
		statusCode: 200,
		answer: { received: true, ignored: true },
		result: { noWebhookResponse: true },
		logs: [
			{
				level: 'info',
				message: expect.stringContaining("does not fit the option 'Only Events Where'") as unknown,
				metadata: { outcome: 'ignored', reason: 'conditionNotMet' },
			},
		],
	});
	expect(await post(trigger, second, second)).toMatchObject({
		answer: { ignored: true },
		logs: [{ metadata: { outcome: 'ignored', reason: 'eventNotChosen', events: 2 } }],
	});
	expect(await post(trigger, first, third)).toMatchObject({ answer: { duplicate: true } });
});

test('a schema that the body must match looks at the whole body', async () => {
	const schema = { properties: { events: { minItems: 2 } } };
	const trigger = await start(1.3, { jsonSchema: JSON.stringify(schema) });
	expect((await post(trigger, first, second)).ids).toEqual(['1', '2']);
	expect((await post(trigger, first)).statusCode).toBe(400);
});
