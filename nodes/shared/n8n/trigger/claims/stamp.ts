import { randomUUID } from 'crypto';
import type { INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { messageKey } from '../../../receive/deduplicate/messageKey';

/** What an item carries from the process that took its event to the one that executes it. */
export interface Stamp {
	/** The process that took the event. */
	readonly process: string;
	/** What copies of the event share that come at the same moment; in order. */
	readonly claims: readonly string[];
	/** Claims of older events, which can be deleted. */
	readonly forget: readonly string[];
}

// Beside `json`, where n8n keeps it, and where no workflow sees it.
const FIELD = 'signedWebhooksClaim';

const stampSchema: z.ZodType<Stamp> = z.object({
	process: z.string(),
	claims: z.array(z.string()),
	forget: z.array(z.string()),
});

/** Tells this process from the others of the same n8n, and from itself before its last start. */
export const THIS_PROCESS = randomUUID();

/** Copies that come within this time share a name, whatever clock each process goes by. */
const SAME_MOMENT_MS = 60_000;

/**
 * Names for an event that is recognised by these keys; none for one that never is. Events that come
 * within a minute have one in common, and those that come more than two apart have none: what comes
 * again later may be meant to run, and that is for the memory of the trigger to say.
 *
 * @param nowMs when it came, in milliseconds since 1970
 */
export function claimsOf(keys: readonly string[], nowMs: number): string[] {
	if (keys.length === 0) return [];
	const sorted = [...keys].sort();
	const slot = Math.floor(nowMs / SAME_MOMENT_MS);
	return [slot, slot + 1].map((each) => messageKey([...sorted, String(each)]));
}

/** The item with its stamp. */
export const stamped = (item: INodeExecutionData, stamp: Stamp): INodeExecutionData => ({
	...item,
	[FIELD]: { ...stamp },
});

/** The stamp of an item; `undefined` for one without. */
export function stampOf(item: INodeExecutionData): Stamp | undefined {
	const read = stampSchema.safeParse(item[FIELD]);
	return read.success ? read.data : undefined;
}

/**
 * An item that no workflow sees. In the older order of execution n8n leaves a node out when its first
 * output would be empty.
 */
export const placeholder: INodeExecutionData = { json: {}, [FIELD]: 'placeholder' };

/** Whether the item is that one, which n8n may have stored and read again. */
export const isPlaceholder = (item: INodeExecutionData): boolean => item[FIELD] === 'placeholder';

/** The item as workflows see it. */
export function withoutStamp(item: INodeExecutionData): INodeExecutionData {
	return Object.fromEntries(
		Object.entries(item).filter(([name]) => name !== FIELD),
	) as unknown as INodeExecutionData;
}
