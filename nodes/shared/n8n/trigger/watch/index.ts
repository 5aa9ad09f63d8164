import type {
	ICredentialDataDecryptedObject,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import type { Result } from '../../../result';
import type { SecretKeeper } from '../../../sealing';
import type { ApiCredentialDefinition } from '../../../services/credentials';
import { readStored } from '../../../subscriptions/stored';
import type { CheckResult } from '../../../subscriptions/watch/checkResult';
import { createWatchPlan } from '../../../subscriptions/watch/plan';
import type { WatchPlan, WatchReport } from '../../../subscriptions/watch/plan';
import { createRuntime } from '../../http/runtime';
import type { TriggerConfig } from '../configuration';
import { logNotices } from '../notices';
import { missedSince } from '../registration/catchUp';
import { openSecretKeeper, ownUrlOf } from '../registration/store';
import { CHECK_TIMEOUT_MS, readCheckAnswer } from './check';
import type { CheckAnswer } from './check';
import { callOneself } from './ownCall';
import type { OwnCall, OwnUrl } from './ownCall';

type Credential = ICredentialDataDecryptedObject;

const unreached = (problem: string): CheckAnswer => ({ result: { kind: 'unreached', problem } });

/** When the earliest event may have been missed, by what n8n had stored when the trigger was taken up. */
function missedBefore(context: ITriggerFunctions, config: TriggerConfig): number | undefined {
	const { subscription } = context.getWorkflowStaticData('node');
	const hook = readStored(subscription)?.hook;
	return hook && missedSince(context, config, hook);
}

/** Watches over the webhook of one trigger, until it is stopped. */
class Watch {
	private since: number | undefined;

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly config: TriggerConfig,
		private readonly credential: ApiCredentialDefinition,
		/** As it was when the trigger was taken up. */
		private readonly earlierData: Credential,
		private readonly plan: WatchPlan,
	) {
		this.since = missedBefore(context, config);
	}

	async run(signal: AbortSignal): Promise<void> {
		const runtime = createRuntime(signal);
		while (!runtime.isCancelled()) {
			await runtime.sleep(Math.max(0, this.plan.dueAt() - Date.now()));
			if (!runtime.isCancelled()) await this.look(signal);
		}
	}

	private async look(signal: AbortSignal): Promise<void> {
		const startedAt = Date.now();
		const answer = await this.ask();
		// While n8n stops, it takes no calls.
		if (signal.aborted) return;
		if (answer.result.kind !== 'unreached') this.since = answer.missedSince ?? startedAt;
		const report = this.plan.note(answer.result, Date.now());
		if (report) await this.tell(report, answer.result);
	}

	private async ask(): Promise<CheckAnswer> {
		const call: OwnCall = {
			kind: 'check',
			...(this.since !== undefined && { missedSince: this.since }),
		};
		return await this.call(call, (answer) => readCheckAnswer(answer));
	}

	private async tell(report: WatchReport, result: CheckResult): Promise<void> {
		if (report.kind === 'recovered') {
			logNotices(this.context, ['Its webhook is in place at the service again.'], 'info');
			return;
		}
		const { cause, problem } = report;
		logNotices(this.context, [`Its webhook could not be kept in place at the service. ${problem}`]);
		// Nobody would take the call.
		if (!this.config.outputRejected || result.kind === 'unreached') return;
		await this.call({ kind: 'report', cause, problem }, () => undefined);
	}

	private async call(
		call: OwnCall,
		read: (answer: unknown) => CheckAnswer | undefined,
	): Promise<CheckAnswer> {
		const own = await this.openOwnUrl();
		if (!own) return unreached('n8n has not said the webhook URL of this trigger yet.');
		const answer = await callOneself(this.context, own, call);
		if (!answer.ok) return unreached(answer.problem.problem);
		return read(answer.value) ?? unreached('n8n runs different versions of this package.');
	}

	private async openOwnUrl(): Promise<OwnUrl | undefined> {
		const url = ownUrlOf(this.context);
		if (url === undefined) return undefined;
		return { url, keeper: await this.openKeeper(), timeoutMs: CHECK_TIMEOUT_MS };
	}

	private async openKeeper(): Promise<SecretKeeper> {
		const { context, credential, earlierData } = this;
		// Outside of requests and publishing, n8n reads no expressions, and a credential may hold some.
		const data = await context.getCredentials(credential.type).catch((): Credential => earlierData);
		return openSecretKeeper(context, data, credential, 'ownCall');
	}
}

/**
 * Begins to watch over the webhook of a trigger that registers itself: for n8n's `trigger`, which n8n
 * calls in one process at each start and each publishing.
 */
export async function startWatch(
	context: ITriggerFunctions,
	readConfig: () => Result<TriggerConfig>,
): Promise<ITriggerResponse> {
	const read = context.getMode() === 'manual' ? undefined : readConfig();
	// What is wrong with the settings is said where they are published.
	if (!read?.ok) return {};
	const config = read.value;
	const { registration, watchMs } = config;
	if (!registration || watchMs === undefined) return {};
	const { credential } = registration;
	const data = await context.getCredentials(credential.type).catch(() => undefined);
	if (!data) return {};
	const isStart = ['init', 'leadershipChange'].includes(context.getActivationMode());
	const plan = createWatchPlan({ intervalMs: watchMs, random: Math.random, isStart }, Date.now());
	const stop = new AbortController();
	void new Watch(context, config, credential, data, plan).run(stop.signal).catch(() => undefined);
	return {
		closeFunction: async () => {
			stop.abort();
			await Promise.resolve();
		},
	};
}
