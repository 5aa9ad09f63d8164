import type { IDataObject } from 'n8n-workflow';
import { useClock } from '../../support/n8n/clock';
import { stripe } from '../../support/n8n/providers';
import { startTrigger } from '../../support/n8n/trigger';
import type { Trigger } from '../../support/n8n/trigger';

const clock = useClock();
const json = { 'Content-Type': 'application/json' };

describe("the option 'Refuse Unexpected Bodies'", () => {
	const UNEXPECTED =
		'The body is not an event as Stripe documents it: object: expected "event" or "v2.core.event"';
	const unusual = '{"id":"evt_1","type":"invoice.paid"}';

	async function post(options: IDataObject): ReturnType<Trigger['post']> {
		const { parameters, secret } = stripe;
		const trigger = await startTrigger({
			parameters: { ...parameters, options },
			secrets: { secret },
		});
		const headers = stripe.sign(Buffer.from(unusual), { secret, seconds: clock.nowSeconds });
		return await trigger.post(unusual, { ...json, ...headers });
	}

	test('is off: a genuine event of another form starts the workflow, and the item tells of it', async () => {
		const { statusCode, item } = await post({});
		expect(statusCode).toBe(200);
		expect(item).toMatchObject({ verification: { unexpected: UNEXPECTED } });
	});

	test('is on: it is refused, and the log says why', async () => {
		const { statusCode, item, logs } = await post({ refuseUnexpected: true });
		expect({ statusCode, item }).toEqual({ statusCode: 400, item: undefined });
		expect(logs).toMatchObject([{ message: expect.stringContaining(UNEXPECTED) }]);
	});
});
