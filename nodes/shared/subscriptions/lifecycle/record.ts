import { isSameTarget, isSameUrl } from '../compare';
import type { StoredHook, StoredSubscription, UncheckedPlace } from '../stored';
import type { KnownHook } from '../adapter';

/** Most leftovers, and most unchecked places, that are remembered. */
export const MAX_REMEMBERED = 20;

const isSameHook = (first: KnownHook, second: KnownHook): boolean =>
	first.id === second.id && isSameTarget(first.target, second.target);

const isSamePlace = (first: UncheckedPlace, second: UncheckedPlace): boolean =>
	isSameTarget(first.target, second.target) && isSameUrl(first.url, second.url);

/** What of a hook is needed to remove it later. */
const toLeftover = ({ id, target, url, events, details }: KnownHook): KnownHook => ({
	id,
	target,
	url,
	events,
	...(details && { details }),
});

/**
 * What is known of a subscription while it is being changed. Every change is saved at once, so that
 * what is stored is right even when a later step fails.
 */
export class SubscriptionRecord {
	/** What people should know, in sentences. */
	readonly notices: string[] = [];

	private state: StoredSubscription;

	constructor(
		stored: StoredSubscription | undefined,
		private readonly save: (stored: StoredSubscription | undefined) => void,
	) {
		this.state = stored ?? { leftovers: [], unchecked: [] };
	}

	get hook(): StoredHook | undefined {
		return this.state.hook;
	}

	get leftovers(): readonly KnownHook[] {
		return this.state.leftovers;
	}

	get unchecked(): readonly UncheckedPlace[] {
		return this.state.unchecked;
	}

	get current(): StoredSubscription {
		return this.state;
	}

	/** What is to be stored; `undefined` for nothing. */
	get stored(): StoredSubscription | undefined {
		const { hook, leftovers, unchecked } = this.state;
		return hook || leftovers.length > 0 || unchecked.length > 0 ? this.state : undefined;
	}

	setHook(hook: StoredHook | undefined): void {
		const { leftovers, unchecked } = this.state;
		this.change({ ...(hook && { hook }), leftovers, unchecked });
	}

	/** Remembers a webhook that could not be removed, or forgets the oldest such one, and says so. */
	addLeftover(hook: KnownHook): void {
		const others = this.leftovers.filter((leftover) => !isSameHook(leftover, hook));
		const all = [...others, toLeftover(hook)];
		const dropped = all.slice(0, -MAX_REMEMBERED);
		for (const { id, url } of dropped) {
			this.notices.push(
				`Too many webhooks could not be removed. The oldest, ${id}, which leads to ${url}, will not be tried again: remove it at the service.`,
			);
		}
		this.change({ ...this.state, leftovers: all.slice(-MAX_REMEMBERED) });
	}

	dropLeftover(hook: KnownHook): void {
		const leftovers = this.leftovers.filter((leftover) => !isSameHook(leftover, hook));
		this.change({ ...this.state, leftovers });
	}

	/** Remembers that webhooks of ours may be at a place. */
	addUnchecked({ target, url }: UncheckedPlace): void {
		const others = this.unchecked.filter((place) => !isSamePlace(place, { target, url }));
		const unchecked = [...others, { target, url }].slice(-MAX_REMEMBERED);
		this.change({ ...this.state, unchecked });
	}

	dropUnchecked(place: UncheckedPlace): void {
		const unchecked = this.unchecked.filter((other) => !isSamePlace(other, place));
		this.change({ ...this.state, unchecked });
	}

	private change(next: StoredSubscription): void {
		this.state = next;
		this.save(this.stored);
	}
}
