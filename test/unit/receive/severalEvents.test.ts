import { signatureSchemes } from '../../../nodes/shared/signing/schemes';
import { senders } from '../../support/severalEvents';
import {
	eventsOf,
	filterOf,
	NOW_MS,
	receiverOf,
	withoutEmptyLists,
} from '../../support/severalEventsReceiver';

/* Requests in which a sender reports several events together: each becomes an event of its own. */

const EXAMPLE = [0, 1, 2] as const;

test('every scheme whose requests may hold several events is here', () => {
	const ids = signatureSchemes.filter(({ event }) => event.each).map(({ id }) => id);
	expect(Object.keys(senders).sort()).toEqual(ids.sort());
});

describe.each(Object.entries(senders))('%s', (id, sender) => {
	const events = EXAMPLE.map(sender.event);
	const second = events[1] as object;
	const onlySecond = { eventFilter: filterOf(sender.name ?? '') };

	test('of three events, the second is chosen: one item, with its own facts', async () => {
		const outcome = await receiverOf(id, onlySecond)(sender.body(events));
		expect(outcome.kind).toBe('accepted');
		const [item, ...others] = eventsOf(outcome as never);
		expect(others).toEqual([]);
		expect(item).toMatchObject({
			id: sender.id ?? null,
			event: sender.name,
			timestamp: sender.time ?? new Date(NOW_MS).toISOString(),
			data: sender.data ?? second,
		});
	});

	test('its body is that of a request with this event alone', async () => {
		const [item] = eventsOf((await receiverOf(id, onlySecond)(sender.body(events))) as never);
		const [alone] = eventsOf((await receiverOf(id, onlySecond)(sender.body([second]))) as never);
		expect(withoutEmptyLists(item?.body)).toEqual(withoutEmptyLists(alone?.body));
	});

	test('none is chosen: the request is ignored', async () => {
		const outcome = await receiverOf(id, { eventFilter: filterOf('other') })(sender.body(events));
		expect(outcome).toMatchObject({ kind: 'ignored', reason: 'eventNotChosen' });
	});

	test('the whole request that comes again is a repeat, where anything is', async () => {
		const take = receiverOf(id);
		expect(await take(sender.body(events))).toMatchObject({ kind: 'accepted' });
		const isTold = sender.cannotTell === undefined || sender.cannotTell === 'only with its request';
		expect(await take(sender.body(events))).toMatchObject({
			kind: isTold ? 'duplicate' : 'accepted',
		});
	});

	test('a repeat of the second alone is a repeat, where anything tells', async () => {
		const take = receiverOf(id, onlySecond);
		expect(await take(sender.body(events))).toMatchObject({ kind: 'accepted' });
		// Later, so that another time is signed.
		const again = await take(sender.body([second]), NOW_MS + 60_000);
		expect(again.kind).toBe(sender.cannotTell === undefined ? 'duplicate' : 'accepted');
	});
});
