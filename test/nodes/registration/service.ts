import type { TriggerSetup } from './publishing';

/** A webhook as a fake service keeps it. */
export interface Hook {
	readonly id: string;
	readonly url: string;
	readonly events: readonly string[];
	readonly secret: string;
	/** Default: yes. */
	readonly isActive?: boolean;
}

/** An answer that a fake service is to give instead of its own. */
export interface BadAnswer {
	readonly statusCode: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
}

/** How calls of a method go wrong. */
export interface Misbehaviour {
	/** How many calls. Default: one. */
	readonly times?: number;
	/** How long the service waits before it does anything. Default: not at all. */
	readonly delayMs?: number;
	/** How often a call takes effect. Default: not at all with an answer of its own, else once. */
	readonly effects?: 0 | 1 | 2;
	/** Default: the one that a good call gets. */
	readonly answer?: BadAnswer | 'dropped';
}

/** The methods of calls that can go wrong. */
export type Method = 'DELETE' | 'GET' | 'PATCH' | 'POST';

/** A fake service with a trigger that is set up for it. */
export interface Service {
	readonly setup: TriggerSetup;
	/** The field of the credential that holds the key, and what it is called. */
	readonly key: { readonly field: string; readonly label: string };
	readonly hooks: () => readonly Hook[];
	readonly calls: () => ReadonlyArray<{ readonly method: string; readonly statusCode?: number }>;
	/** Somebody deletes a webhook at the service. */
	readonly forget: (id: string) => void;
	/** From now on, only this key is taken. */
	readonly rotateKey: () => void;
	/** The next calls of a method get these answers, without any effect. */
	readonly fail: (method: Method, ...answers: ReadonlyArray<BadAnswer | 'dropped'>) => void;
	/** The next calls of a method go wrong in any other way. */
	readonly misbehave: (method: Method, misbehaviour: Misbehaviour) => void;
	/** Forgets what should have gone wrong and has not yet. */
	readonly behave: () => void;
	/** Makes a webhook as somebody would by hand. Absent where nothing shows the difference. */
	readonly addHook?: (url: string) => void;
	/** Somebody switches a webhook off at the service. Absent where that is not possible. */
	readonly disable?: (id: string) => void;
	/** An event cannot be delivered now. Absent where the service does not tell of it. */
	readonly miss?: (id: string) => void;
	/** A genuine event, signed with a secret; at Stripe also another one. */
	readonly sign: (
		secret: string,
		event?: object,
	) => readonly [body: string, headers: Record<string, string>];
}

/** How a kind of service behaves, which decides what can be expected of a trigger. */
export interface ServiceKind {
	readonly name: string;
	readonly start: () => Promise<Service>;
	/** Whether its API shows a webhook, so that a deleted one is noticed. */
	readonly shows: boolean;
	/** Whether a webhook can be found again by its URL. */
	readonly finds: boolean;
}
