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

/** Where the retries begin and end for the original; told to the steps of its workflow. */
export interface CollectSettings {
	/** Under what the retries were handed over to the step that starts them. */
	readonly ticket: string;
	/** The node that sent, so that errors name it. */
	readonly node: INode;
	/** Whether that node goes on after errors. */
	readonly goOn: boolean;
	/** Name of the first node, whose items tell what was known when the retries began. */
	readonly begin: string;
}

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

/** Checks where the retries begin and end, as it comes back from JSON. */
export const collectSettingsSchema: z.ZodType<CollectSettings, z.ZodTypeDef, unknown> = z.object({
	ticket: z.string(),
	node: nodeSchema,
	goOn: z.boolean(),
	begin: z.string(),
});

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
