import type {
	ExecuteWorkflowData,
	INodeExecutionData,
	IWorkflowBase,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { SignedWebhookTrigger } from '../../../nodes/SignedWebhookTrigger/SignedWebhookTrigger.node';
import {
	claimsOf,
	placeholder,
	stamped,
	THIS_PROCESS,
} from '../../../nodes/shared/n8n/trigger/claims/stamp';
import { recordLogs } from '../../support/n8n/logs';
import { contextOf } from '../../support/n8n/nodeRun';
import { workflowWith } from '../../support/n8n/workflow';

const trigger = new SignedWebhookTrigger();
const AT_MS = Date.UTC(2026, 10, 30);

const item = (id: string): INodeExecutionData => ({ json: { id } });

/** As another process gives it on: through n8n's database. */
function fromAnother(id: string, forget: readonly string[] = []): INodeExecutionData {
	const claims = claimsOf([id], AT_MS);
	const made = stamped(item(id), { process: 'another', claims, forget });
	return JSON.parse(JSON.stringify(made)) as INodeExecutionData;
}

/** What n8n does with the sub-execution that makes the claims. */
type Answer = (workflow: IWorkflowBase) => ExecuteWorkflowData;

const answering =
	(...first: unknown[]): Answer =>
	() => ({ executionId: '2', data: [[{ json: { first } }]] as ExecuteWorkflowData['data'] });

async function run(
	items: readonly INodeExecutionData[],
	answer: Answer,
	{
		mode = 'webhook',
		rejected = [],
	}: { readonly mode?: WorkflowExecuteMode; readonly rejected?: INodeExecutionData[] } = {},
) {
	const asked: IWorkflowBase[] = [];
	const { workflow, node } = workflowWith('signedWebhookTrigger', {});
	const context = contextOf({
		workflow,
		node,
		items,
		furtherItems: rejected.length > 0 ? [rejected] : [],
		mode,
		executeWorkflow: async ({ code }) => {
			asked.push(code as IWorkflowBase);
			return await Promise.resolve(answer(code as IWorkflowBase));
		},
	});
	const lines = recordLogs(context.logger);
	return { outputs: await trigger.execute.call(context), asked, lines, hints: context.hints };
}

const nobody: Answer = () => {
	throw new Error('nobody was to be asked');
};

test('an event without a stamp passes, and so does one that this process took', async () => {
	const own = stamped(item('evt_2'), { process: THIS_PROCESS, claims: ['claim'], forget: [] });
	const { outputs, asked, lines } = await run([item('evt_1'), own], nobody);
	expect(outputs).toEqual([[item('evt_1'), item('evt_2')]]);
	expect(asked).toEqual([]);
	expect(lines).toEqual([]);
});

test('of events that another process took, those pass that nobody executes yet', async () => {
	const items = [fromAnother('evt_1'), item('evt_2'), fromAnother('evt_3')];
	const { outputs, asked, lines, hints } = await run(items, answering(true, false, true, true));
	expect(outputs).toEqual([[item('evt_2'), item('evt_3')]]);
	expect(asked).toHaveLength(1);
	expect(lines.map(({ message }) => message)).toEqual([
		'Ignored a duplicate at the node "Signed Webhook Trigger": another process of n8n executes it (id "evt_1")',
	]);
	expect(hints).toEqual([
		expect.objectContaining({
			message: expect.stringContaining('Duplicates were left out (1)') as string,
		}),
	]);
});

test('each claim is a node of its own, named for it, and old ones are deleted behind them', async () => {
	const items = [fromAnother('evt_1', ['old 1', 'old 2']), fromAnother('evt_2')];
	const { asked } = await run(items, answering(true, true, true, true));
	const steps = asked[0]?.nodes
		.slice(1)
		.map(({ id, parameters }) => [id.split(' ').slice(1).join(' '), parameters.step]);
	expect(steps).toEqual([
		...claimsOf(['evt_1'], AT_MS).map((claim) => [claim, 'claim']),
		...claimsOf(['evt_2'], AT_MS).map((claim) => [claim, 'claim']),
		['old 1', 'forget'],
		['old 2', 'forget'],
	]);
	expect(asked[0]).toMatchObject({
		id: 'workflow1',
		settings: { saveDataSuccessExecution: 'none' },
	});
});

test.each<[string, Answer]>([
	[
		'n8n cannot start the sub-execution',
		() => {
			throw new Error('out of memory');
		},
	],
	['it gives nothing', () => ({ executionId: '2', data: [] })],
	['it gives fewer results than there are events', answering(true, true)],
])('every event passes when %s', async (_, answer) => {
	const items = [fromAnother('evt_1'), fromAnother('evt_2')];
	const { outputs, lines } = await run(items, answer);
	expect(outputs).toEqual([[item('evt_1'), item('evt_2')]]);
	expect(lines).toEqual([
		expect.objectContaining({
			level: 'warn',
			message: expect.stringContaining('so the workflow runs') as string,
		}),
	]);
});

test.each(['manual', 'retry'] as const)('nobody is asked in the mode %s', async (mode) => {
	const { outputs } = await run([fromAnother('evt_1')], nobody, { mode });
	expect(outputs).toEqual([[item('evt_1')]]);
});

test('what was rejected leaves by the second output, without what kept the first from being empty', async () => {
	const rejected = [{ json: { outcome: 'badSignature' } }];
	const stored = JSON.parse(JSON.stringify(placeholder)) as INodeExecutionData;
	const { outputs } = await run([stored], nobody, { rejected });
	expect(outputs).toEqual([[], rejected]);
});

test('an event is known by all its keys, in whatever order, and never without any', () => {
	expect(claimsOf(['a', 'b'], AT_MS)).toEqual(claimsOf(['b', 'a'], AT_MS));
	expect(claimsOf(['a'], AT_MS)).not.toEqual(claimsOf(['a', 'b'], AT_MS));
	expect(claimsOf([], AT_MS)).toEqual([]);
});

test('copies within a minute have a name in common, and what comes again later has none', () => {
	const inCommon = (firstMs: number, laterMs: number): number => {
		const later = new Set(claimsOf(['a'], laterMs));
		return claimsOf(['a'], firstMs).filter((name) => later.has(name)).length;
	};
	for (let second = 0; second < 120; second += 1) {
		const firstMs = AT_MS + second * 1000;
		for (const seconds of [0, 1, 59, 60]) {
			expect(inCommon(firstMs, firstMs + seconds * 1000)).toBeGreaterThan(0);
		}
		for (const seconds of [121, 180, 3600, 90_000]) {
			expect(inCommon(firstMs, firstMs + seconds * 1000)).toBe(0);
		}
	}
});
