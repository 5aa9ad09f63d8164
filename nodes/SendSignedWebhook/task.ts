import type { Progress } from '../shared/n8n/delivery/deliverOutcomes';
import type { ItemOutcome } from '../shared/n8n/delivery/outcome';
import type { BatchSettings } from '../shared/n8n/fields/batch/read';
import type { SendAt } from '../shared/n8n/fields/sendAt/read';
import type { SendOptions } from './options';

/** What an item asks for, and how it is to be gone about. */
export interface SendTask {
	readonly outcome: ItemOutcome<Progress>;
	readonly options: SendOptions;
	/** When it is sent. Default: now. */
	readonly later?: SendAt | undefined;
	/** How it goes into one request with others. Default: it does not. */
	readonly batch?: BatchSettings | undefined;
}
