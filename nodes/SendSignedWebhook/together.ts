import type { NodeOperationError } from 'n8n-workflow';
import { BATCH_TYPES, entryOf, extraBytes } from '../shared/delivery/batch/form';
import { putTogether } from '../shared/delivery/batch/message';
import type { OutboundMessage } from '../shared/delivery/delivery';
import type { OpenDelivery } from '../shared/n8n/delivery/line';
import { deliveriesOf } from '../shared/n8n/delivery/outcome';
import type { ItemOutcome } from '../shared/n8n/delivery/outcome';
import type { Progress } from '../shared/n8n/delivery/deliverOutcomes';
import type { BatchSettings } from '../shared/n8n/fields/batch/read';
import type { ReadItem } from '../shared/n8n/items/readItems';
import { readText } from '../shared/n8n/parameters';
import type { ParameterReader } from '../shared/n8n/parameters';
import { failure, success } from '../shared/result';
import type { SignatureScheme } from '../shared/signing/scheme';
import type { SendTask } from './task';

const JSON_SOURCES = ['field', 'item', 'json'];

const NO_JSON =
	"The option 'Items per Request' takes JSON only. Set 'Body' to Item, Item Field or JSON, or remove the option.";

const SAME_ID =
	"The field 'Event ID' gives this item an ID that an earlier item has. Items of one request are told apart by their IDs: give each its own, or leave the field empty.";

/** Finds out why an item cannot be sent together with others. */
export type BatchChecker = (
	message: OutboundMessage,
	settings: BatchSettings,
	parameter: ParameterReader,
) => string | undefined;

/** Creates the checker for the items of one run. */
export function createBatchChecker(): BatchChecker {
	const known = new Set<string>();
	return ({ id, body }, { form, maxBytes }, parameter) => {
		if (!JSON_SOURCES.includes(readText(parameter('bodySource')))) return NO_JSON;
		const bytes = body.length + extraBytes(form, 1);
		if (bytes > maxBytes) {
			return `The option 'Largest Request (Kilobytes)' is too small for this item, which takes ${bytes} bytes. Raise it to ${Math.ceil(bytes / 1024)} or more, or send less.`;
		}
		if (known.has(id)) return SAME_ID;
		known.add(id);
		return undefined;
	};
}

/** An item that may be sent together with others. */
interface Candidate {
	readonly index: number;
	readonly task: SendTask;
	readonly message: OutboundMessage;
	readonly deliveries: readonly OpenDelivery[];
	readonly batch: BatchSettings;
}

interface Group {
	readonly key: string;
	readonly members: [Candidate, ...Candidate[]];
	bytes: number;
}

function toCandidate(item: ReadItem<SendTask>, index: number): Candidate | undefined {
	if (!item.ok || item.value.batch === undefined) return undefined;
	const deliveries = deliveriesOf(item.value.outcome).filter((each) => each.kind === 'open');
	const [first] = deliveries;
	if (first === undefined) return undefined;
	const { batch } = item.value;
	return { index, task: item.value, message: first.delivery.message, deliveries, batch };
}

/** Names schemes by numbers: most items share one object, and as text it is longer than all else. */
function createSchemeNumbers(): (scheme: SignatureScheme) => number {
	const byObject = new Map<SignatureScheme, number>();
	const byText = new Map<string, number>();
	return (scheme) => {
		const known = byObject.get(scheme);
		if (known !== undefined) return known;
		const text = JSON.stringify(scheme);
		const number = byText.get(text) ?? byText.size;
		byText.set(text, number);
		byObject.set(scheme, number);
		return number;
	};
}

/** What items have in common that go together: all but their ids and bodies. */
function keyOf({ task, message, deliveries, batch }: Candidate, scheme: number): string {
	const { eventName, contentType } = message;
	const places = deliveries.map(({ delivery }) => [delivery.endpoint, delivery.policy]);
	return JSON.stringify([batch, task.later, eventName, contentType, scheme, places]);
}

const entryBytes = ({ message, batch }: Candidate): number =>
	entryOf(message.body, batch.form).length;

function hasRoom({ members, bytes }: Group, candidate: Candidate): boolean {
	const { form, maxBytes, maxItems } = candidate.batch;
	const count = members.length + 1;
	return count <= maxItems && bytes + entryBytes(candidate) + extraBytes(form, count) <= maxBytes;
}

/** Items in groups that go together. In order, only those go together that follow one another. */
function group(candidates: readonly Candidate[]): Group[] {
	const groups: Group[] = [];
	const open = new Map<string, Group>();
	const numberOf = createSchemeNumbers();
	for (const candidate of candidates) {
		const key = keyOf(candidate, numberOf(candidate.message.scheme));
		const last = candidate.task.options.keepOrder ? groups.at(-1) : open.get(key);
		if (last?.key === key && hasRoom(last, candidate)) {
			last.members.push(candidate);
			last.bytes += entryBytes(candidate);
			continue;
		}
		const begun: Group = { key, members: [candidate], bytes: entryBytes(candidate) };
		groups.push(begun);
		open.set(key, begun);
	}
	return groups;
}

function mergedMessage({ members }: Group): OutboundMessage {
	const [first, ...others] = members;
	const { form, splitsWhenTooLarge } = first.batch;
	const chosen = first.task.options.contentType;
	return putTogether(
		[first.message, ...others.map(({ message }) => message)],
		{ form, splitsWhenTooLarge },
		chosen ?? BATCH_TYPES[form],
	);
}

/** The outcomes of the items of a group: the first holds the deliveries of all. */
function outcomesOf(members: Group): Array<ItemOutcome<Progress>> {
	const message = mergedMessage(members);
	return members.members.map(({ message: own, deliveries }, place) => ({
		kind: 'batched',
		id: own.id,
		event: own.eventName,
		deliveries:
			place > 0
				? []
				: deliveries.map((open) => ({ ...open, delivery: { ...open.delivery, message } })),
	}));
}

const ORPHAN =
	"The field 'Record': this item was sent together with others, and the record of its request is with the first of them. Pass that item on, too.";

const itemIdsOf = (progress: Progress): string[] =>
	progress.kind === 'open'
		? (progress.delivery.message.batch?.items ?? []).map(({ id }) => id)
		: [...(progress.record.items ?? [])];

/**
 * The items of a run; a problem for each that was sent together with others and came without the record
 * of its request.
 */
export function withoutOrphans(
	items: ReadonlyArray<ReadItem<SendTask>>,
	toError: (problem: string, itemIndex: number) => NodeOperationError,
): ReadonlyArray<ReadItem<SendTask>> {
	const outcomes = items.flatMap((item) => (item.ok ? [item.value.outcome] : []));
	if (!outcomes.some(({ kind }) => kind === 'batched')) return items;
	const held = new Set(outcomes.flatMap(deliveriesOf).flatMap(itemIdsOf));
	return items.map((item, index) => {
		if (!item.ok || item.value.outcome.kind !== 'batched') return item;
		return held.has(item.value.outcome.id) ? item : failure(toError(ORPHAN, index));
	});
}

/** The items of a run with those put together that go into one request. */
export function withItemsTogether(
	items: ReadonlyArray<ReadItem<SendTask>>,
): ReadonlyArray<ReadItem<SendTask>> {
	const candidates = items.flatMap((item, index) => toCandidate(item, index) ?? []);
	if (candidates.length === 0) return items;
	const changed = [...items];
	for (const each of group(candidates)) {
		for (const [place, outcome] of outcomesOf(each).entries()) {
			const { index, task } = each.members[place] as Candidate;
			changed[index] = success({ ...task, outcome });
		}
	}
	return changed;
}
