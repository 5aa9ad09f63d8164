import { useClock } from '../../support/n8n/clock';
import { StoredCredential } from '../../support/n8n/credential';
import { durableOptions, durableStarter } from '../../support/n8n/durable';
import { isGenuine, standardWebhooks } from '../../support/n8n/providers';
import { answering, startReceiver } from '../../support/n8n/receiver';

const { secret, otherSecret } = standardWebhooks;
const clock = useClock();
const start = durableStarter(clock);

describe('a credential', () => {
	const withHeader = {
		options: {
			...durableOptions,
			headers: { values: [{ name: 'X-Key', value: 'key-of-the-user' }] },
		},
	};

	test('that was changed meanwhile signs with the new secret, and the old one opens what was hidden', async () => {
		const receiver = await startReceiver(answering(503, 200));
		const credential = new StoredCredential({ secret });
		const execution = await start([{ url: receiver.url }], { credential }, withHeader);
		credential.secrets = { secret: otherSecret, previousSecret: secret };
		await execution.finish();
		const [first, second] = receiver.requests;
		expect(second?.headers['x-key']).toBe('key-of-the-user');
		expect(first && isGenuine(standardWebhooks, first)).toBe(true);
		const [newest] = String(second?.headers['webhook-signature']).split(' ');
		const signedAnew = second && {
			...second,
			headers: { ...second.headers, 'webhook-signature': newest },
		};
		expect(signedAnew && isGenuine(standardWebhooks, signedAnew, otherSecret)).toBe(true);
	});

	test('that has forgotten the old secret ends what it cannot open, and says what is missing', async () => {
		const receiver = await startReceiver(answering(503, 200));
		const credential = new StoredCredential({ secret });
		const execution = await start([{ url: receiver.url }], { credential }, withHeader);
		credential.secrets = { secret: otherSecret };
		await execution.finish();
		expect(execution.error?.message).toContain('not delivered');
		expect(execution.error?.description).toContain("'Previous Secret'");
		expect(receiver.requests).toHaveLength(1);
	});

	test('whose secret was emptied meanwhile ends the delivery, and names the field', async () => {
		const receiver = await startReceiver(answering(503, 200));
		const credential = new StoredCredential({ secret });
		const execution = await start([{ url: receiver.url }], {
			credential,
			onError: 'continueRegularOutput',
		});
		credential.secrets = { secret: '' };
		await execution.finish();
		expect(execution.delivered).toMatchObject([
			{
				json: {
					message: expect.stringContaining("The field 'Secret'") as unknown,
					details: { reason: 'notAttempted', attempts: [{ statusCode: 503 }] },
				},
			},
		]);
	});

	test('that was removed meanwhile ends the delivery with the reason of n8n', async () => {
		const receiver = await startReceiver(answering(503, 200));
		const credential = new StoredCredential({ secret });
		const execution = await start([{ url: receiver.url }], {
			credential,
			onError: 'continueErrorOutput',
		});
		credential.failure = new Error('Credential with ID "credential1" does not exist');
		await execution.finish();
		expect(execution.failed).toMatchObject([
			{
				json: {
					message: expect.stringContaining('does not exist') as unknown,
					details: { status: 'failed', reason: 'notAttempted', delivery: { version: 1 } },
				},
			},
		]);
		expect(receiver.requests).toHaveLength(1);
	});
});
