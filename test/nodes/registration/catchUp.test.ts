import type { IDataObject } from 'n8n-workflow';
import type { ServiceKind } from './service';
import { gitHub, startWith, stripe } from './settings';
import { onlyHook } from './steps';

/* What a trigger says about events that its service could not deliver, by how repeats are recognised. */

/** What the log says about missed events, once the first event has come in. */
async function noticeOf(kind: ServiceKind, options: IDataObject): Promise<string> {
	const [trigger, service] = await startWith(kind, { options });
	const { error } = await trigger.publish();
	if (error) throw error;
	const { secret, id } = onlyHook(service);
	service.miss?.(id);
	const [body, headers] = service.sign(secret);
	const { statusCode, logs } = await trigger.post(body, {
		'Content-Type': 'application/json',
		...headers,
	});
	expect(statusCode).toBe(200);
	const find = () => logs.find(({ message }) => /missed events/i.test(message));
	// It runs beside the event; nobody waits for it.
	while (!find()) await new Promise((resolve) => setImmediate(resolve));
	return find()?.message.replace(/^The node "[^"]*": /, '') ?? '';
}

test.each<[string, IDataObject]>([
	['Nothing', { repeatsBy: 'nothing' }],
	['Ignore Duplicates off', { ignoreDuplicates: false }],
])('Stripe, %s: what may have been processed is not fetched', async (_, options) => {
	expect(await noticeOf(stripe, options)).toMatch(
		/^Missed events were not caught up with, since repeats are not looked for/,
	);
});

test.each<[string, IDataObject]>([
	['Signed Content', { repeatsBy: 'content' }],
	['Body Field', { repeatsBy: 'bodyField', repeatsBodyField: 'id' }],
])('Stripe, %s: what does not go by the id of the event is not fetched', async (_, options) => {
	expect(await noticeOf(stripe, options)).toMatch(
		/^Missed events were not caught up with, since the option 'Recognize Repeats By' does not go by the ID/,
	);
});

test('GitHub, Nothing: it is asked to send again, and the log says that some may run again', async () => {
	expect(await noticeOf(gitHub, { repeatsBy: 'nothing' })).toBe(
		'The service was asked to send 1 missed events again. Repeats are not looked for: those that were processed, though the service got no answer, run again.',
	);
	expect(await noticeOf(gitHub, {})).toBe('The service was asked to send 1 missed events again.');
});
