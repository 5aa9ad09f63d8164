import type { Progress } from '../shared/n8n/delivery/deliverOutcomes';
import type { ItemOutcome } from '../shared/n8n/delivery/outcome';

/** Deliveries that are ready to be made, or the sentence that says what to change. */
export type Preparation =
	| { readonly ok: true; readonly outcome: ItemOutcome<Progress> }
	| { readonly ok: false; readonly problem: string };
