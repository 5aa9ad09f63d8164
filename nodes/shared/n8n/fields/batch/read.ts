import type { z } from 'zod';
import { batchForms } from '../../../delivery/batch/form';
import type { BatchForm } from '../../../delivery/batch/form';
import { optionChecks } from '../checks';

/** Most items of one request: their ids stand in its record. */
export const MAX_ITEMS = 1000;

/** Largest body that a user may choose, in kilobytes. */
export const MAX_KILOBYTES = 16_384;

/** What most receivers take. */
export const DEFAULT_KILOBYTES = 1024;

/** Checks the options of `batchOptionProperties`, as a part of the schema of a node's options. */
export const batchOptionsShape = {
	itemsAs: optionChecks.choice('Items As', batchForms).default('array'),
	itemsPerRequest: optionChecks.wholeNumber('Items per Request', 1, MAX_ITEMS).optional(),
	maxRequestKilobytes: optionChecks
		.number('Largest Request (Kilobytes)', 1, MAX_KILOBYTES)
		.default(DEFAULT_KILOBYTES),
	splitOn413: optionChecks.toggle('Split on 413').default(false),
};

/** The options about items that are sent together, with the defaults filled in. */
export type BatchOptions = z.infer<z.ZodObject<typeof batchOptionsShape>>;

/** How items are put together. */
export interface BatchSettings {
	readonly form: BatchForm;
	readonly maxItems: number;
	readonly maxBytes: number;
	readonly splitsWhenTooLarge: boolean;
}

/** How items are put together; `undefined` when each is a request of its own. */
export function readBatch(options: BatchOptions): BatchSettings | undefined {
	const { itemsAs, itemsPerRequest, maxRequestKilobytes, splitOn413 } = options;
	if (itemsPerRequest === undefined) return undefined;
	return {
		form: itemsAs,
		maxItems: itemsPerRequest,
		maxBytes: maxRequestKilobytes * 1024,
		splitsWhenTooLarge: splitOn413,
	};
}
