import { randomUUID } from 'crypto';
import type { INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { messageKey } from '../../../receive/deduplicate/messageKey';

/** What an item carries from the process that took its event to the one that executes it. */
export interface Stamp {
	/** The process that took the event. */
	readonly process: string;
	/** What all copies of the event share, and no other event has. */
	readonly claim: string;
	/** Claims of older events, which can be deleted. */
	readonly forget: readonly string[];
}

// Beside `json`, where n8n keeps it, and where no workflow sees it.
const FIELD = 'signedWebhooksClaim';

const stampSchema: z.ZodType<Stamp> = z.object({
	process: z.string(),
	claim: z.string(),
	forget: z.array(z.string()),
});

/** Tells this process from the others of the same n8n, and from itself before its last start. */
export const THIS_PROCESS = randomUUID();

/** One name for an event that is recognised by these keys; `undefined` for one that never is. */
export function claimOf(keys: readonly string[]): string | undefined {
	return keys.length === 0 ? undefined : messageKey([...keys].sort());
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
