import { ApiError } from '../../../nodes/shared/subscriptions/api/error';
import type { ApiFailure } from '../../../nodes/shared/subscriptions/api/error';
import { isSameTarget } from '../../../nodes/shared/subscriptions/compare';
import type {
	KnownHook,
	RemoteHook,
	SubscriptionAdapter,
	SubscriptionTarget,
	WantedSubscription,
} from '../../../nodes/shared/subscriptions/adapter';

/** What the API of a service offers. */
export interface ServiceKind {
	readonly takesSecret: boolean;
	readonly reads: boolean;
	readonly finds: boolean;
	readonly updates: boolean;
	/** Default: yes. */
	readonly removes?: boolean;
	/** Whether a second webhook for a URL is refused. Default: no. */
	readonly isUniqueByUrl?: boolean;
}

/** A webhook at the service. */
export interface ServiceHook {
	readonly id: string;
	readonly target: SubscriptionTarget;
	readonly isOurs: boolean;
	url: string;
	events: readonly string[];
	secret: string;
	isActive: boolean;
}

/** How a call goes wrong. */
export interface Fault {
	readonly kind: ApiFailure;
	/** Whether it takes effect all the same. */
	readonly takesEffect: boolean;
	/** Which call; any by default. */
	readonly on?: Call;
	/** How many such calls go well before. Default: none. */
	readonly skips?: number;
}

/** The calls of an adapter. */
export type Call = 'create' | 'find' | 'read' | 'remove' | 'update';

/** One call that came in. */
export interface ServiceCall {
	readonly call: Call;
	readonly id?: string;
}

/** A service of our own, without HTTP: its webhooks, and the faults that its next calls have. */
export class MemoryService {
	hooks: ServiceHook[] = [];

	readonly calls: ServiceCall[] = [];

	faults: Fault[] = [];

	private lastId = 0;

	constructor(private readonly kind: ServiceKind) {}

	/** The calls that change something. */
	get writes(): ServiceCall[] {
		return this.calls.filter(({ call }) => call !== 'find' && call !== 'read');
	}

	get ours(): ServiceHook[] {
		return this.hooks.filter(({ isOurs }) => isOurs);
	}

	/** A webhook that comes from elsewhere: by hand, or from a call that nobody remembers. */
	add(hook: Partial<ServiceHook> & Pick<ServiceHook, 'target' | 'url'>): ServiceHook {
		this.lastId += 1;
		const added = {
			id: `hook_${this.lastId}`,
			isOurs: true,
			events: [],
			secret: `secret of hook_${this.lastId}`,
			isActive: true,
			...hook,
		};
		this.hooks.push(added);
		return added;
	}

	delete(id: string): void {
		this.hooks = this.hooks.filter((hook) => hook.id !== id);
	}

	/** The API as it is used for a target. */
	adapter(target: SubscriptionTarget): SubscriptionAdapter {
		const { takesSecret, reads, finds, updates } = this.kind;
		return {
			target,
			takesSecret,
			create: async (wanted) => this.create(target, wanted),
			...(reads && { read: async (known: KnownHook) => this.read(known) }),
			...(finds && {
				findOurs: async (url: string, at: SubscriptionTarget) => this.find(url, at),
			}),
			...(updates && {
				update: async (known: KnownHook, wanted: WantedSubscription) => this.update(known, wanted),
			}),
			remove: async (known) => this.remove(known),
			whereToLook: ({ place = '?' }) => `the page of ${place}`,
		};
	}

	private create(target: SubscriptionTarget, { url, events, secret }: WantedSubscription) {
		return this.call({ call: 'create' }, () => {
			const isTaken = this.ours.some(
				(hook) => hook.url === url && isSameTarget(hook.target, target),
			);
			if (this.kind.isUniqueByUrl && isTaken) this.fail('create', 'conflict');
			const hook = this.add({ target, url, events, ...(secret !== undefined && { secret }) });
			return this.kind.takesSecret ? { id: hook.id } : { id: hook.id, secret: hook.secret };
		});
	}

	private read(known: KnownHook): RemoteHook | undefined {
		return this.call({ call: 'read', id: known.id }, () => this.lookUp(known));
	}

	private find(url: string, target: SubscriptionTarget): RemoteHook[] {
		return this.call({ call: 'find' }, () =>
			this.ours.filter((hook) => hook.url === url && isSameTarget(hook.target, target)),
		).map((hook) => ({ ...hook }));
	}

	private update(known: KnownHook, { url, events, secret }: WantedSubscription) {
		return this.call({ call: 'update', id: known.id }, () => {
			const hook = this.lookUp(known) ?? this.fail('update', 'notFound');
			Object.assign(hook, { url, events, isActive: true, ...(secret !== undefined && { secret }) });
			return {};
		});
	}

	private remove(known: KnownHook) {
		return this.call({ call: 'remove', id: known.id }, () => {
			if (this.kind.removes === false) return 'notOffered' as const;
			const hook = this.lookUp(known);
			if (!hook) return 'gone' as const;
			this.delete(hook.id);
			return 'removed' as const;
		});
	}

	private lookUp({ id, target }: KnownHook): ServiceHook | undefined {
		return this.hooks.find((hook) => hook.id === id && isSameTarget(hook.target, target));
	}

	private call<Answer>(made: ServiceCall, effect: () => Answer): Answer {
		this.calls.push(made);
		const fault = this.nextFault(made.call);
		if (fault && !fault.takesEffect) this.fail(made.call, fault.kind);
		const answer = effect();
		if (fault) this.fail(made.call, fault.kind);
		return answer;
	}

	private nextFault(call: Call): Fault | undefined {
		const index = this.faults.findIndex(({ on = call }) => on === call);
		const fault = this.faults[index];
		if (!fault) return undefined;
		if (!fault.skips) return this.faults.splice(index, 1)[0];
		this.faults[index] = { ...fault, skips: fault.skips - 1 };
		return undefined;
	}

	private fail(call: Call, kind: ApiFailure): never {
		throw new ApiError({ kind, call: `TEST ${call}`, reason: 'as the test wanted it' });
	}
}
