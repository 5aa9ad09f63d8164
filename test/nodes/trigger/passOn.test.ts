import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { passOn, rejectedOutput } from '../../../nodes/shared/n8n/trigger/receive/rejectedItem';

/* n8n runs a trigger that also runs by the clock for what its webhook returned. */

const run = (inputs: readonly INodeExecutionData[][]): INodeExecutionData[][] =>
	passOn({ getInputData: (index = 0) => inputs[index] ?? [] } as IExecuteFunctions);

const event: INodeExecutionData = { json: { id: 'evt_1' } };
const rejected: INodeExecutionData = { json: { outcome: 'badSignature' } };

test('events leave by the first output, and what was rejected by the second alone', () => {
	expect(run([[event, event]])).toEqual([[event, event]]);
	expect(run(rejectedOutput({ passesOn: true }, rejected))).toEqual([[], [rejected]]);
});

test('n8n runs a node only if its first input holds something', () => {
	expect(rejectedOutput({ passesOn: true }, rejected)[0]).toHaveLength(1);
	expect(rejectedOutput({ passesOn: false }, rejected)).toEqual([[], [rejected]]);
});
