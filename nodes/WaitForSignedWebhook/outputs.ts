import * as n8nWorkflow from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeTypeDescription } from 'n8n-workflow';

const library: Partial<typeof n8nWorkflow> = n8nWorkflow;

/**
 * Earlier versions of n8n forward the first output only, when an execution that waited goes on. The
 * constant is younger than what they lack.
 */
const forwardsAllOutputs = library.WAIT_FOR_SUB_EXECUTION !== undefined;

/**
 * The outputs of the node. When the time is over, n8n lets the input leave through the first output,
 * whatever the node would say: so that one is for timeouts.
 */
export const waitOutputs = (
	forwardsAll: boolean,
): Pick<INodeTypeDescription, 'outputNames' | 'outputs'> =>
	forwardsAll
		? {
				outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
				outputNames: ['Timeout', 'Event'],
			}
		: { outputs: [NodeConnectionTypes.Main] };

/** The outputs with the n8n that loads the node. */
export const outputs = waitOutputs(forwardsAllOutputs);

/** Index of the output for the event. */
export const EVENT_OUTPUT = forwardsAllOutputs ? 1 : 0;

/** How many outputs there are. */
export const OUTPUT_COUNT = forwardsAllOutputs ? 2 : 1;
