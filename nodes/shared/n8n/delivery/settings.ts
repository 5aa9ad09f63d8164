import type { INode, IWorkflowSettings } from 'n8n-workflow';
import { z } from 'zod';
import { isObject, parseJson } from '../../json';
import { failure, success } from '../../result';
import type { Result } from '../../result';
import type { Limits } from '../../delivery/schedule/types';

/** How deliveries are made, whether by the node that begins them or by what goes on after a wait. */
export interface DeliverySettings {
	readonly limits: Limits;
	/** Whether endpoints that keep failing are left alone for a while. */
	readonly circuitBreaker: boolean;
	/** Whether the node goes on after errors. */
	readonly goOn: boolean;
}

// JSON has no infinity: a limit that is none comes back as null.
const limit = z
	.number()
	.nullable()
	.transform((value) => value ?? Infinity);

const deliveryShape = {
	limits: z.object({
		concurrency: z.number().int().min(1),
		concurrencyPerEndpoint: z.number().int().min(1),
		keepOrder: z.boolean(),
		ratePerSecond: z.number().positive().optional(),
		waitAtMostMs: limit,
		endsByMs: z.number().optional(),
	}),
	circuitBreaker: z.boolean(),
	goOn: z.boolean(),
};

/** Checks settings that come back from JSON. */
export const deliverySettingsSchema: z.ZodType<DeliverySettings, z.ZodTypeDef, unknown> =
	z.object(deliveryShape);

const nodeSchema: z.ZodType<INode, z.ZodTypeDef, unknown> = z
	.object({
		id: z.string(),
		name: z.string(),
		type: z.string(),
		typeVersion: z.number(),
		position: z.tuple([z.number(), z.number()]),
		parameters: z.object({}).strip(),
		credentials: z.record(z.object({ id: z.string().nullable(), name: z.string() })).optional(),
	})
	.transform(({ credentials, ...node }) => ({ ...node, ...(credentials && { credentials }) }));

/** The node and the workflow that began deliveries, as far as their sub-executions need them. */
export interface Original {
	readonly node: INode;
	readonly workflowId: string;
	readonly workflowName: string;
	readonly settings: IWorkflowSettings;
}

/** How deliveries go on when nobody waits for them. */
export interface BackgroundSettings extends DeliverySettings {
	readonly original: Original;
	/** Id of the workflow that is told of the end of each delivery. Default: none is told. */
	readonly resultWorkflow?: string | undefined;
}

/** What looks after deliveries that go on in the background, should n8n crash. */
export interface WatchSettings extends BackgroundSettings {
	/** Id of the execution that makes the attempts. */
	readonly executionId: string;
}

const backgroundShape = {
	...deliveryShape,
	original: z.object({
		node: nodeSchema,
		workflowId: z.string(),
		workflowName: z.string(),
		// n8n's own, and only for n8n.
		settings: z.custom<IWorkflowSettings>(isObject),
	}),
	resultWorkflow: z.string().optional(),
};

/** The same for settings of what goes on in the background. */
export const backgroundSettingsSchema: z.ZodType<BackgroundSettings, z.ZodTypeDef, unknown> =
	z.object(backgroundShape);

/** The same for settings of what looks after it. */
export const watchSettingsSchema: z.ZodType<WatchSettings, z.ZodTypeDef, unknown> = z.object({
	...backgroundShape,
	executionId: z.string(),
});

/** The first attempts that an execution makes while what looks after them waits. */
export interface FirstRound {
	/** Under what the process that makes them knows whether they are over. */
	readonly name: string;
	/** Id of the execution that makes them. */
	readonly executionId: string;
	/** Which of the runs of the node makes them; the first is 0. */
	readonly runIndex: number;
	/** When they began, in milliseconds since 1970. */
	readonly beganAtMs: number;
}

/** What looks after the execution that makes the attempts, should n8n crash. */
export interface SupervisorSettings extends BackgroundSettings {
	/** Under what the deliveries were handed over to the step that starts it. */
	readonly ticket: string;
	/** Name of the first node, whose items tell what was known when it began. */
	readonly begin: string;
	/** How many others stand between it and the attempts, each looked after by the one before it. */
	readonly depth: number;
	/**
	 * What comes when the deliveries have ended: the original gets their items, or another of its kind
	 * does, or nobody waits.
	 */
	readonly end: 'handOut' | 'handUp' | 'report';
	/** Absent where the first attempts are over. */
	readonly firstRound?: FirstRound | undefined;
}

const firstRoundSchema = z.object({
	name: z.string(),
	executionId: z.string(),
	runIndex: z.number(),
	beganAtMs: z.number(),
});

/** The same for settings of what looks after the attempts. */
export const supervisorSettingsSchema: z.ZodType<SupervisorSettings, z.ZodTypeDef, unknown> =
	z.object({
		...backgroundShape,
		ticket: z.string(),
		begin: z.string(),
		depth: z.number().int().min(0),
		end: z.enum(['handOut', 'handUp', 'report']),
		firstRound: firstRoundSchema.optional(),
	});

/** What looks at first attempts that another execution makes. */
export interface FirstRoundSettings {
	readonly original: Original;
	readonly firstRound: FirstRound;
}

/** The same for settings of what looks at first attempts. */
export const firstRoundSettingsSchema: z.ZodType<FirstRoundSettings, z.ZodTypeDef, unknown> =
	z.object({ original: backgroundShape.original, firstRound: firstRoundSchema });

/** The settings of a step of a sub-execution, from the JSON text in which n8n keeps them. */
export function readStepSettings<Settings>(
	schema: z.ZodType<Settings, z.ZodTypeDef, unknown>,
	text: unknown,
): Result<Settings> {
	const json = typeof text === 'string' ? parseJson(text) : failure(undefined);
	const parsed = schema.safeParse(json.ok ? json.value : undefined);
	if (parsed.success) return success(parsed.data);
	const path = parsed.error.issues[0]?.path.join('.') ?? '';
	return failure(
		`The field 'Settings' has a missing or wrong value at '${path}'. Do not add this node to a workflow yourself: Send Signed Webhook starts it when it needs it.`,
	);
}
