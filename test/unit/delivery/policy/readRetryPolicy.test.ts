import fc from 'fast-check';
import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { decide } from '../../../../nodes/shared/delivery/decide';
import { retryPolicySchema } from '../../../../nodes/shared/delivery/policy/retryPolicySchema';
import type { RetryPolicy } from '../../../../nodes/shared/delivery/policy/retryPolicySchema';
import {
	retryOptionProperties,
	retryOptionsShape,
} from '../../../../nodes/shared/n8n/fields/retryPolicy/options';
import { retryPolicyProperties } from '../../../../nodes/shared/n8n/fields/retryPolicy/properties';
import { readRetryPolicy } from '../../../../nodes/shared/n8n/fields/retryPolicy/read';
import { answer } from '../../../support/runtime';

const fields: INodeProperties[] = [
	{ displayName: 'Operation', name: 'operation', type: 'string', default: 'send' },
	...retryPolicyProperties({ operation: ['send'] }),
];

/** The fields that n8n shows for these values, with its defaults filled in. */
const fillIn = (values: INodeParameters): INodeParameters =>
	NodeHelpers.getNodeParameters(fields, values, true, false, null, null) ?? {};

const optionsSchema = z.object(retryOptionsShape);

const read = (values: INodeParameters, options: object = {}) => {
	const parameters = fillIn(values);
	return readRetryPolicy((name) => parameters[name], optionsSchema.parse(options));
};

function policyOf(values: INodeParameters, options?: object): RetryPolicy {
	const choice = read(values, options);
	if (!choice.ok) throw new Error(choice.problem);
	return choice.value;
}

/** Every wait of a delivery to a receiver that always answers 503. */
function waitsOf(policy: RetryPolicy, random: number): number[] {
	const waits: number[] = [];
	let nowMs = 0;
	for (;;) {
		const decision = decide({
			policy,
			result: answer(503),
			attemptNumber: waits.length + 1,
			firstAttemptAtMs: 0,
			nowMs,
			random,
		});
		if (decision.kind !== 'retry') return waits;
		waits.push(decision.delayMs);
		nowMs += decision.delayMs;
	}
}

interface PolicyCase {
	readonly values: INodeParameters;
	readonly options?: object;
	/** Waits in milliseconds with the chances 0, 0.5 and 0.999. */
	readonly waits: readonly [number[], number[], number[]];
}

const same = (waits: number[]): PolicyCase['waits'] => [waits, waits, waits];

const standardWebhooksWaits: PolicyCase['waits'] = [
	[4000, 240_000, 1_440_000, 5_760_000, 14_400_000, 28_800_000, 40_320_000, 57_600_000, 69_120_000],
	[5000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000, 72_000_000, 86_400_000],
	[
		5998, 359_880, 2_159_280, 8_637_120, 21_592_800, 43_185_600, 60_459_840, 86_371_200,
		103_645_440,
	],
];

const cases: Readonly<Record<string, PolicyCase>> = {
	'what is chosen without a choice': { values: {}, waits: standardWebhooksWaits },
	'Standard Webhooks': {
		values: { retryPolicy: 'standard-webhooks' },
		waits: standardWebhooksWaits,
	},
	Svix: {
		values: { retryPolicy: 'svix' },
		waits: [
			[4000, 240_000, 1_440_000, 5_760_000, 14_400_000, 28_800_000, 28_800_000],
			[5000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 36_000_000],
			[5998, 359_880, 2_159_280, 8_637_120, 21_592_800, 43_185_600, 43_185_600],
		],
	},
	'Twig AI': {
		values: { retryPolicy: 'twig' },
		waits: same([5000, 30_000, 300_000, 3_600_000]),
	},
	'Twig AI with jitter': {
		values: { retryPolicy: 'twig' },
		options: { jitter: 'twentyPercent' },
		waits: [
			[4000, 24_000, 240_000, 2_880_000],
			[5000, 30_000, 300_000, 3_600_000],
			[5998, 35_988, 359_880, 4_318_560],
		],
	},
	None: { values: { retryPolicy: 'none' }, waits: same([]) },
	'Exponential Backoff as it starts': {
		values: { retryPolicy: 'exponential' },
		waits: [
			[4000, 8000, 16_000, 32_000, 64_000],
			[5000, 10_000, 20_000, 40_000, 80_000],
			[5998, 11_996, 23_992, 47_984, 95_968],
		],
	},
	'Exponential Backoff up to its longest wait, without jitter': {
		values: {
			retryPolicy: 'exponential',
			maxRetries: 10,
			initialDelaySeconds: 0.5,
			factor: 3,
			maxDelaySeconds: 60,
		},
		options: { jitter: 'none' },
		waits: same([500, 1500, 4500, 13_500, 40_500, 60_000, 60_000, 60_000, 60_000, 60_000]),
	},
	'Exponential Backoff with full jitter': {
		values: { retryPolicy: 'exponential', maxRetries: 3 },
		options: { jitter: 'full' },
		waits: [
			[0, 0, 0],
			[2500, 5000, 10_000],
			[4995, 9990, 19_980],
		],
	},
	'Exponential Backoff with equal jitter': {
		values: { retryPolicy: 'exponential', maxRetries: 3 },
		options: { jitter: 'equal' },
		waits: [
			[2500, 5000, 10_000],
			[3750, 7500, 15_000],
			[4998, 9995, 19_990],
		],
	},
	'Exponential Backoff without retries': {
		values: { retryPolicy: 'exponential', maxRetries: 0 },
		waits: same([]),
	},
	'Fixed Delay as it starts': {
		values: { retryPolicy: 'fixed' },
		waits: [
			[48_000, 48_000, 48_000, 48_000, 48_000],
			[60_000, 60_000, 60_000, 60_000, 60_000],
			[71_976, 71_976, 71_976, 71_976, 71_976],
		],
	},
	'Fixed Delay of nothing': {
		values: { retryPolicy: 'fixed', maxRetries: 2, fixedDelaySeconds: 0 },
		waits: same([0, 0]),
	},
	'List of Delays as it starts': {
		values: { retryPolicy: 'list' },
		options: { jitter: 'none' },
		waits: same([5000, 30_000, 300_000, 3_600_000]),
	},
	'List of Delays': {
		values: { retryPolicy: 'list', delays: '10s, 2m' },
		waits: [
			[8000, 96_000],
			[10_000, 120_000],
			[11_996, 143_952],
		],
	},
	'Svix within half an hour': {
		values: { retryPolicy: 'svix' },
		options: { totalBudgetMinutes: 30 },
		waits: [
			[4000, 240_000, 1_440_000],
			[5000, 300_000],
			[5998, 359_880],
		],
	},
};

test.each(Object.entries(cases))('%s waits as it should', (_, { values, options, waits }) => {
	const policy = policyOf(values, options);
	expect([0, 0.5, 0.999].map((random) => waitsOf(policy, random))).toEqual(waits);
	expect(retryPolicySchema.parse(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
});

test('what is not set has its default', () => {
	expect(policyOf({ retryPolicy: 'none' })).toEqual({
		delaysMs: [],
		jitter: 'none',
		maxRetryAfterMs: 86_400_000,
		finalStatuses: [],
		retriedStatuses: [],
	});
});

test('the options become part of the policy', () => {
	const options = {
		finalStatuses: '4xx',
		jitter: 'full',
		maxRetryAfterSeconds: 90,
		retriedStatuses: 429,
		totalBudgetMinutes: 0.1,
	};
	expect(policyOf({ retryPolicy: 'none' }, options)).toEqual({
		delaysMs: [],
		jitter: 'full',
		maxRetryAfterMs: 90_000,
		totalBudgetMs: 6000,
		finalStatuses: [{ first: 400, last: 499 }],
		retriedStatuses: [{ first: 429, last: 429 }],
	});
});

test('what an option holds when it is added can be used', () => {
	const added = Object.fromEntries(retryOptionProperties.map((each) => [each.name, each.default]));
	expect(Object.keys(added).sort()).toEqual(Object.keys(retryOptionsShape).sort());
	expect(read({}, added)).toMatchObject({ ok: true });
});

test.each<[string, string[]]>([
	['standard-webhooks', []],
	['none', []],
	['exponential', ['maxRetries', 'initialDelaySeconds', 'factor', 'maxDelaySeconds']],
	['fixed', ['maxRetries', 'fixedDelaySeconds']],
	['list', ['delays']],
])('%s shows the fields %j', (retryPolicy, shown) => {
	expect(Object.keys(fillIn({ retryPolicy }))).toEqual(['operation', 'retryPolicy', ...shown]);
	expect(Object.keys(fillIn({ operation: 'other', retryPolicy }))).toEqual(['operation']);
});

test('every policy that can be chosen can be read', () => {
	const choices = fields.find(({ name }) => name === 'retryPolicy')?.options ?? [];
	expect(choices).toHaveLength(7);
	for (const choice of choices) {
		const retryPolicy = 'value' in choice ? choice.value : '';
		expect(read({ retryPolicy })).toMatchObject({ ok: true });
	}
	const names = choices.map(({ name }) => name);
	expect(names).toEqual([...names].sort());
});

test.each<[INodeParameters, RegExp]>([
	[
		{ retryPolicy: 'often' },
		/^The field 'Retry Policy' holds 'often', which is none of: expo.*twig/,
	],
	[
		{ retryPolicy: 'fixed', maxRetries: 11 },
		/^The field 'Max Retries' .* whole number from 0 to 10/,
	],
	[{ retryPolicy: 'fixed', maxRetries: 1.5 }, /^The field 'Max Retries' must be a whole number/],
	[{ retryPolicy: 'fixed', maxRetries: '3' }, /^The field 'Max Retries' must be a whole number/],
	[
		{ retryPolicy: 'fixed', fixedDelaySeconds: -1 },
		/^The field 'Delay \(Seconds\)' .* 0 to 604800/,
	],
	[
		{ retryPolicy: 'exponential', factor: 0.5 },
		/^The field 'Factor' must be a number from 1 to 10/,
	],
	[{ retryPolicy: 'exponential', initialDelaySeconds: 604_801 }, /'Initial Delay \(Seconds\)'/],
	[{ retryPolicy: 'exponential', maxDelaySeconds: NaN }, /^The field 'Max Delay \(Seconds\)' must/],
	[
		{ retryPolicy: 'exponential', maxRetries: -1, factor: 11 },
		/^The field 'Max Retries' .*\. The field 'Factor' .*\.$/,
	],
	[{ retryPolicy: 'list', delays: '' }, /^The field 'Delays' is empty\. Enter/],
	[
		{ retryPolicy: 'list', delays: '5' },
		/^The field 'Delays' holds '5', which is not a wait\. Write/,
	],
])('%j is refused with the field and the remedy', (values, problem) => {
	expect(read(values)).toEqual({ ok: false, problem: expect.stringMatching(problem) as unknown });
});

test('a node without the field says which policies there are', () => {
	const choice = readRetryPolicy(() => undefined, optionsSchema.parse({}));
	expect(choice).toMatchObject({ ok: false, problem: expect.stringMatching(/standard-webhooks/) });
});

test.each<[object, RegExp]>([
	[
		{ finalStatuses: '4' },
		/^The option 'Final Statuses' holds '4', which is neither .* Write, for/,
	],
	[{ finalStatuses: [404] }, /^The option 'Final Statuses' must be text\.$/],
	[{ retriedStatuses: 'all' }, /^The option 'Retried Statuses' holds 'all', which is neither/],
	[{ jitter: 0.2 }, /^The option 'Jitter' must be one of: none, full, equal, twentyPercent\.$/],
	[
		{ maxRetryAfterSeconds: -1 },
		/^The option 'Max Retry-After \(Seconds\)' .* from 0 to 604800\.$/,
	],
	[{ totalBudgetMinutes: 0 }, /^The option 'Time Budget \(Minutes\)' .* from 0\.1 to 43200\.$/],
	[{ totalBudgetMinutes: '60' }, /^The option 'Time Budget \(Minutes\)' must be a number/],
])('the options %j are refused with the option and the remedy', (options, problem) => {
	const messages = optionsSchema.safeParse(options).error?.issues.map(({ message }) => message);
	expect(messages).toEqual([expect.stringMatching(problem) as unknown]);
});

test('whatever numbers are entered, a policy is within its limits or refused', () => {
	const number = fc.oneof(fc.integer({ min: -5, max: 15 }), fc.double());
	const values = fc.record({
		retryPolicy: fc.constantFrom('exponential', 'fixed'),
		maxRetries: number,
		initialDelaySeconds: number,
		factor: number,
		maxDelaySeconds: number,
		fixedDelaySeconds: number,
	});
	fc.assert(
		fc.property(values, (each) => {
			const choice = read(each);
			return choice.ok
				? retryPolicySchema.safeParse(choice.value).success
				: choice.problem.startsWith("The field '");
		}),
	);
});
