import { isSameTarget } from '../../../nodes/shared/subscriptions/compare';
import { MemoryService } from './memory';
import type { Fault, ServiceHook, ServiceKind } from './memory';
import { TestTrigger } from './trigger';
import type { TriggerOutcome } from './trigger';

const TARGETS = [{ place: 'A' }, { place: 'B' }] as const;

/** URLs that a trigger may have. */
export const URLS = [
	'https://n8n.example.com/1',
	'https://n8n.example.com/2',
	'https://n8n.example.com/3',
];

/** What happens to a trigger or its service. */
export type Step =
	| { readonly kind: 'activate' | 'deactivate' | 'heal' | 'loseState' | 'watch' }
	| { readonly kind: 'changeUrl'; readonly url: string }
	| { readonly kind: 'changeEvents'; readonly events: readonly string[] }
	| { readonly kind: 'changeSecret'; readonly secret: string }
	| { readonly kind: 'changeTarget'; readonly index: number }
	| { readonly kind: 'changeApiKey'; readonly apiKey: string }
	| { readonly kind: 'delete' | 'disable' | 'duplicate'; readonly index: number }
	| { readonly kind: 'fail'; readonly faults: readonly Fault[] };

/** Plays steps against a service, and checks after each what must hold. */
export class Simulation {
	readonly service: MemoryService;

	readonly trigger: TestTrigger;

	private readonly foreign: ReadonlyArray<{ readonly hook: ServiceHook; readonly before: string }>;

	/**
	 * Webhooks that nobody has told the trigger of, or that it was made to forget: they can only be
	 * found while the trigger has the URL and the target at which they are.
	 */
	private readonly unknown = new Set<string>();

	constructor(private readonly kind: ServiceKind) {
		this.service = new MemoryService(kind);
		this.trigger = new TestTrigger({
			adapter: this.service.adapter(TARGETS[0]),
			wanted: {
				url: URLS[0] as string,
				events: ['paid'],
				...(kind.takesSecret && { secret: 's1' }),
			},
			apiKey: 'k1',
		});
		this.foreign = TARGETS.flatMap((target) =>
			URLS.map((url) => {
				const hook = this.service.add({ target, url, isOurs: false, events: ['theirs'] });
				return { hook, before: JSON.stringify(hook) };
			}),
		);
	}

	async play(step: Step): Promise<void> {
		const { service, trigger } = this;
		const { settings } = trigger;
		switch (step.kind) {
			case 'activate':
				return this.checkActivation(await this.run(async () => await trigger.activate()));
			case 'deactivate':
				await this.run(async () => await trigger.deactivate());
				return;
			case 'watch':
				// An unpublished workflow has none.
				if (!trigger.isActive) return;
				return this.checkActivation(await this.run(async () => await trigger.watch()));
			case 'heal':
				service.faults = [];
				return;
			case 'fail':
				service.faults = [...step.faults];
				return;
			case 'loseState':
				trigger.stored = undefined;
				service.ours.forEach(({ id }) => this.unknown.add(id));
				return;
			case 'changeUrl':
				settings.wanted = { ...settings.wanted, url: step.url };
				return;
			case 'changeEvents':
				settings.wanted = { ...settings.wanted, events: step.events };
				return;
			case 'changeSecret':
				if (this.kind.takesSecret) settings.wanted = { ...settings.wanted, secret: step.secret };
				return;
			case 'changeTarget':
				settings.adapter = service.adapter(TARGETS[step.index] ?? TARGETS[0]);
				return;
			case 'changeApiKey':
				settings.apiKey = step.apiKey;
				return;
			case 'delete':
			case 'disable':
			case 'duplicate':
				return this.meddle(step.kind, service.ours[step.index]);
		}
	}

	/** Everything is well again, and the trigger is switched off, on and off. */
	async finish(): Promise<void> {
		this.service.faults = [];
		await this.trigger.deactivate();
		const outcome = await this.trigger.activate();
		expect(outcome.error).toBeUndefined();
		this.checkActivation(outcome);
		await this.trigger.deactivate();
		const orphans = this.service.ours.filter((hook) => !this.isExcused(hook));
		expect(orphans).toEqual([]);
		expect(this.trigger.stored).toBeUndefined();
		expect(this.foreign.map(({ hook }) => JSON.stringify(hook))).toEqual(
			this.foreign.map(({ before }) => before),
		);
		expect(this.service.hooks).toEqual(
			expect.arrayContaining(this.foreign.map(({ hook }) => hook)),
		);
	}

	private async run(step: () => Promise<TriggerOutcome>): Promise<TriggerOutcome> {
		const before = new Set(this.service.ours.map(({ id }) => id));
		const outcome = await step();
		// Without a way to look, a creation that failed may have left a webhook that nobody knows.
		if (outcome.error !== undefined && !this.kind.finds) {
			this.service.ours
				.filter(({ id }) => !before.has(id))
				.forEach(({ id }) => this.unknown.add(id));
		}
		expect(outcome.notices.join()).not.toContain('Too many');
		return outcome;
	}

	private meddle(what: 'delete' | 'disable' | 'duplicate', hook: ServiceHook | undefined): void {
		if (!hook) return;
		if (what === 'delete') this.service.delete(hook.id);
		if (what === 'disable') hook.isActive = false;
		if (what === 'duplicate') {
			const { target, url, events } = hook;
			this.unknown.add(this.service.add({ target, url, events }).id);
		}
	}

	private isHere({ target, url }: ServiceHook): boolean {
		const { adapter, wanted } = this.trigger.settings;
		return url === wanted.url && isSameTarget(target, adapter.target);
	}

	private isExcused(hook: ServiceHook): boolean {
		return this.unknown.has(hook.id) && !(this.kind.finds && this.isHere(hook));
	}

	private checkActivation({ error }: TriggerOutcome): void {
		if (error !== undefined) return;
		const { settings, stored, secret } = this.trigger;
		const own = this.service.ours.find(({ id }) => id === stored?.hook?.id);
		// A service that shows nothing does not tell either when a webhook was deleted or changed there.
		if (!this.kind.finds) {
			expect(stored?.hook).toMatchObject({
				url: settings.wanted.url,
				events: settings.wanted.events,
			});
			return;
		}
		expect(own).toMatchObject({ isActive: true, secret, target: settings.adapter.target });
		expect(own?.url).toBe(settings.wanted.url);
		expect(new Set(own?.events)).toEqual(new Set(settings.wanted.events));

		const others = this.service.ours.filter(
			(hook) => hook !== own && hook.isActive && hook.url === settings.wanted.url,
		);
		expect(others.filter((hook) => this.isHere(hook))).toEqual([]);
		// At an earlier target one may stay that the service refuses to remove, or to show: the trigger
		// knows of it, and has said so.
		const unremembered = others.filter(
			({ id, target, url }) =>
				!this.unknown.has(id) &&
				!stored?.leftovers.some((hook) => hook.id === id) &&
				!stored?.unchecked.some((place) => place.url === url && isSameTarget(place.target, target)),
		);
		expect(unremembered).toEqual([]);
	}
}
