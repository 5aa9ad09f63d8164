import { createHash } from 'crypto';
import type { OutboundMessage } from '../delivery';
import { cutEntries, entryOf, joinEntries } from './form';
import type { Batch, BatchItem } from './batch';

/**
 * An id that follows from those of the items, in their order: the same items have the same id, however
 * often they are sent.
 */
function idOf(items: readonly BatchItem[], prefix: string): string {
	const hex = createHash('sha256')
		.update(JSON.stringify(items.map(({ id }) => id)))
		.digest('hex');
	const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`];
	return `${prefix}${[...parts, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')}`;
}

type Common = Pick<OutboundMessage, 'contentType' | 'eventName' | 'scheme'>;

function messageOf(
	{ contentType, eventName, scheme }: Common,
	items: readonly BatchItem[],
	entries: readonly Buffer[],
	{ form, splitsWhenTooLarge }: Omit<Batch, 'items'>,
): OutboundMessage {
	return {
		id: idOf(items, scheme.idPrefix ?? ''),
		eventName,
		body: joinEntries(entries, form),
		contentType,
		scheme,
		batch: { form, splitsWhenTooLarge, items },
	};
}

/**
 * One message of several, whose bodies are JSON.
 *
 * @param messages one or more, each of one item, alike in all but id and body
 * @param contentType of what is made of them
 */
export function putTogether(
	messages: readonly [OutboundMessage, ...OutboundMessage[]],
	settings: Omit<Batch, 'items'>,
	contentType: string,
): OutboundMessage {
	const entries = messages.map(({ body }) => entryOf(body, settings.form));
	const items = messages.map(({ id }, index) => ({ id, bytes: entries[index]?.length ?? 0 }));
	return messageOf({ ...messages[0], contentType }, items, entries, settings);
}

/** The two halves of a message of several items; the first has the odd one. */
function halvesOf(message: OutboundMessage, batch: Batch): readonly OutboundMessage[] {
	const { form, items } = batch;
	const sizes = items.map(({ bytes }) => bytes);
	const entries = cutEntries(message.body, sizes, form);
	const middle = Math.ceil(items.length / 2);
	return [
		[0, middle],
		[middle, items.length],
	].map(([from, end]) =>
		messageOf(message, items.slice(from, end), entries.slice(from, end), batch),
	);
}

/** Whether a message is to be split when the receiver says that it is too large, and can be. */
export const canSplit = ({ batch }: Pick<OutboundMessage, 'batch'>): boolean =>
	batch !== undefined && batch.splitsWhenTooLarge && batch.items.length > 1;

/** The messages in which the items of one are sent instead; none for a message of one item. */
export const splitMessage = (message: OutboundMessage): readonly OutboundMessage[] =>
	message.batch === undefined || message.batch.items.length < 2
		? []
		: halvesOf(message, message.batch);
