import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { TwigApi } from '../../../credentials/TwigApi.credentials';
import { Twig } from '../../../nodes/Twig/Twig.node';
import { FakeTwig } from '../services/twig';
import type { TwigOptions } from '../services/twig';
import { runNode } from './runNode';
import type { ApiCredential, NodeResult, NodeSetup } from './runNode';

const running = new Set<FakeTwig>();

/** Starts a Twig AI of our own until the test has ended. */
export async function startTwig(options?: TwigOptions): Promise<FakeTwig> {
	const twig = await new FakeTwig(options).start();
	running.add(twig);
	return twig;
}

afterEach(async () => {
	await Promise.all([...running].map(async (twig) => await twig.stop()));
	running.clear();
});

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
