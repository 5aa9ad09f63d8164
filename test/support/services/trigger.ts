import {
	ensureSubscription,
	isInPlace,
	removeSubscription,
} from '../../../nodes/shared/subscriptions/lifecycle';
import type { LifecycleOptions } from '../../../nodes/shared/subscriptions/lifecycle';
import { createSecretKeeper } from '../../../nodes/shared/sealing';
import { SubscriptionError } from '../../../nodes/shared/subscriptions/subscriptionError';
import { readStored } from '../../../nodes/shared/subscriptions/stored';
import type { StoredSubscription } from '../../../nodes/shared/subscriptions/stored';
import type {
	SubscriptionAdapter,
	WantedSubscription,
} from '../../../nodes/shared/subscriptions/adapter';

/** What the user has entered. */
export interface TriggerSettings {
	adapter: SubscriptionAdapter;
	wanted: WantedSubscription;
	apiKey: string;
}

/** How an activation or a deactivation ended. */
export interface TriggerOutcome {
	readonly error?: unknown;
	readonly notices: readonly string[];
}

const NOW_MS = Date.parse('2026-11-21T12:00:00Z');

/**
 * A trigger that goes through its life as n8n 2.41 leads it: `checkExists`, then `create`, and what
 * both remembered is kept only if both went well; otherwise `delete` runs with what was kept before.
 * `delete` runs at the end, too, and what it remembers is kept always.
 */
export class TestTrigger {
	isActive = false;

	private kept: string | undefined;

	private generated = 0;

	constructor(readonly settings: TriggerSettings) {}

	/** What is kept, as it comes back from the database. */
	get stored(): StoredSubscription | undefined {
		return this.kept === undefined ? undefined : readStored(JSON.parse(this.kept));
	}

	set stored(stored: StoredSubscription | undefined) {
		this.kept = stored && JSON.stringify(stored);
	}

	/** The secret with which the trigger checks what comes. */
	get secret(): string | undefined {
		const { adapter, wanted } = this.settings;
		if (adapter.takesSecret && wanted.secret !== undefined) return wanted.secret;
		const sealed = this.stored?.hook?.sealedSecret;
		return sealed === undefined ? undefined : this.options(() => undefined).secrets.open(sealed);
	}

	async activate(): Promise<TriggerOutcome> {
		const { adapter, wanted } = this.settings;
		let memory = this.stored;
		const options = this.options((stored) => (memory = stored));
		try {
			const isThere = await isInPlace(adapter, wanted, memory, options);
			const { notices } = isThere
				? { notices: [] }
				: await ensureSubscription(adapter, wanted, memory, options);
			this.stored = memory;
			this.isActive = true;
			return { notices };
		} catch (error) {
			const { notices } = await this.deactivate();
			return { error, notices };
		}
	}

	/**
	 * Looks at the webhook by the clock, and repairs it. Each step is kept at once, and after an error
	 * nothing is taken back: receiving goes on.
	 */
	async watch(): Promise<TriggerOutcome> {
		const { adapter, wanted } = this.settings;
		const options = this.options((stored) => (this.stored = stored));
		try {
			const isThere = await isInPlace(adapter, wanted, this.stored, options);
			if (isThere) return { notices: [] };
			const { notices } = await ensureSubscription(adapter, wanted, this.stored, options);
			return { notices };
		} catch (error) {
			const notices = error instanceof SubscriptionError ? error.notices : [];
			return { error, notices };
		}
	}

	async deactivate(): Promise<TriggerOutcome> {
		const { adapter, wanted } = this.settings;
		let memory = this.stored;
		const options = this.options((stored) => (memory = stored));
		const { stored, notices } = await removeSubscription(adapter, wanted.url, memory, options);
		expect(memory).toEqual(stored);
		this.stored = stored;
		this.isActive = false;
		return { notices };
	}

	/** What the lifecycle is given. */
	options(save: LifecycleOptions['save']): LifecycleOptions {
		return {
			nowMs: NOW_MS,
			secrets: createSecretKeeper('subscription', this.settings.apiKey, 'workflow/node'),
			save,
			newSecret: () => `made up ${(this.generated += 1)}`,
		};
	}
}
