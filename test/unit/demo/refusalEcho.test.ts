import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { echoRefusals } from '../../../scripts/lib/refusalEcho.js';

const folder = mkdtempSync(join(tmpdir(), 'refusal-echo-'));
afterAll(() => rmSync(folder, { recursive: true }));

const refusal =
	'Refused a request at the node "Trigger": The signature is missing. (missingHeader, 401)';

test('tells about refusals that are logged from now on, and about nothing else', () => {
	const file = join(folder, 'n8n.log');
	appendFileSync(file, `${refusal} before\n`);
	const told: string[] = [];
	const stop = echoRefusals(file, (text) => told.push(text));
	const half = Buffer.from('Put off a request at the node "Zoë": later');
	appendFileSync(file, `n8n ready\n\u001b[33mwarn\u001b[39m ${refusal}\nAccepted an event\n`);
	appendFileSync(file, half.subarray(0, 35));
	appendFileSync(file, Buffer.concat([half.subarray(35), Buffer.from('\n')]));
	stop();
	expect(told).toEqual([`  ✗ ${refusal}`, '  ✗ Put off a request at the node "Zoë": later']);
});

test('waits for a file that is not there yet, and for the end of a line', async () => {
	const file = join(folder, 'late.log');
	const told: string[] = [];
	const stop = echoRefusals(file, (text) => told.push(text));
	appendFileSync(file, refusal);
	await new Promise((resolve) => setTimeout(resolve, 700));
	expect(told).toEqual([]);
	appendFileSync(file, '\n');
	await new Promise((resolve) => setTimeout(resolve, 700));
	expect(told).toEqual([`  ✗ ${refusal}`]);
	stop();
	expect(told).toHaveLength(1);
});
