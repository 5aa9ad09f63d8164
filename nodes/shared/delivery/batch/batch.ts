import type { BatchForm } from './form';

/** One item of a message that holds several. */
export interface BatchItem {
	readonly id: string;
	/** Of its entry in the body. */
	readonly bytes: number;
}

/** What a message of several items is made of. */
export interface Batch {
	readonly form: BatchForm;
	/** Whether it is split in two when the receiver says that it is too large. */
	readonly splitsWhenTooLarge: boolean;
	readonly items: readonly BatchItem[];
}
