import { sleep } from 'n8n-workflow';
import type { IWebhookFunctions } from 'n8n-workflow';
import type { Result } from '../../../result';
import { isObject } from '../../../json';
import type { StoredSubscription } from '../../../subscriptions/stored';
import { currentMarks, noteRepair, stateMark } from '../registration/store';
import { callOneself } from './ownCall';
import type { NotTaken, OwnUrl } from './ownCall';

// A request that began before may end after, and then n8n writes back what it had read.
const LOOKS_AGAIN_MS = [300, 1_000, 3_000];

/** How storing ended: `changed` when something else is stored by now; `notTaken` when n8n cannot be asked. */
export type Committed =
	| { readonly kind: 'changed' | 'stored' }
	| { readonly kind: 'notTaken'; readonly reason: NotTaken };

/** Has n8n store, one after the other, the states of a subscription that is being repaired. */
export interface Committer {
	/** Counts for this process from now on. Storing begins, and is not waited for. */
	readonly save: (stored: StoredSubscription | undefined) => void;
	/** Waits until the last state is stored, and stays so. */
	readonly finish: () => Promise<Committed>;
}

const stateOf = (answer: Result<unknown, NotTaken>): Committed['kind'] | 'same' | NotTaken => {
	if (!answer.ok) return answer.problem;
	const { state } = isObject(answer.value) ? answer.value : {};
	return state === 'same' || state === 'stored' ? state : 'changed';
};

/** Stores over what is stored now, and over nothing else. */
export function createCommitter(context: IWebhookFunctions, own: OwnUrl): Committer {
	const replaced = currentMarks(context);
	let newest: StoredSubscription | undefined;
	let isNewestSent = true;
	let sending: Promise<ReturnType<typeof stateOf>> = Promise.resolve('same');

	const send = async (): Promise<ReturnType<typeof stateOf>> => {
		isNewestSent = true;
		const stored = newest ?? null;
		return stateOf(await callOneself(context, own, { kind: 'save', replaced, stored }));
	};
	const sendNewest = (): void => {
		// What came in the meantime goes along.
		sending = sending.then(async (last) => (isNewestSent ? last : await send()));
	};

	return {
		save: (stored) => {
			noteRepair(context, replaced, stored);
			replaced.push(stateMark(stored));
			newest = stored;
			isNewestSent = false;
			sendNewest();
		},
		finish: async () => {
			let state = await sending;
			for (const delayMs of LOOKS_AGAIN_MS) {
				if (state !== 'stored') break;
				await sleep(delayMs);
				state = await send();
			}
			if (typeof state === 'object') return { kind: 'notTaken', reason: state };
			return { kind: state === 'changed' ? 'changed' : 'stored' };
		},
	};
}
