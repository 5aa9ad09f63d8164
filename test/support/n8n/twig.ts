import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { TwigApi } from '../../../credentials/TwigApi.credentials';
import { Twig } from '../../../nodes/Twig/Twig.node';
import { startFake } from '../services/startFake';
import { FakeTwig } from '../services/twig';
import type { TwigOptions } from '../services/twig';
import type { NodeResult } from './nodeRun';
import { runNode } from './runNode';
import type { ApiCredential, NodeSetup } from './runNode';

/** Starts a Twig AI of our own until the test has ended. */
export const startTwig = async (options?: TwigOptions): Promise<FakeTwig> =>
	await startFake(new FakeTwig(options));

/** A good credential for it, but for what is said otherwise. */
export function twigCredentialFor(
	{ apiKey, url }: FakeTwig,
	changes: ICredentialDataDecryptedObject = {},
): ApiCredential {
	const empty = { secret: '', previousSecret: '', previousSecret2: '' };
	return { type: new TwigApi(), data: { apiKey, baseUrl: url, ...empty, ...changes } };
}

/** Runs the node Twig AI. */
export async function runTwig(
	twig: FakeTwig,
	parameters: NodeSetup['parameters'],
	setup: Partial<NodeSetup> = {},
): Promise<NodeResult> {
	return await runNode({
		nodeType: new Twig(),
		credential: twigCredentialFor(twig),
		parameters: { resource: 'webhook', ...parameters },
		...setup,
	});
}
