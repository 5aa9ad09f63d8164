import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readItems } from '../shared/n8n/items/readItems';
import { runItems } from '../shared/n8n/items/runItems';
import { SIGNING_CREDENTIAL } from '../shared/n8n/credentials/signing';
import { readPresentedSignature } from '../shared/signing/verify/presentedSignature';
import type { PresentedSignature } from '../shared/signing/verify/presentedSignature';
import { CUSTOM_SCHEME_ID } from '../shared/signing/customScheme';
import { diagnose } from '../shared/signing/diagnose';
import { compileScheme } from '../shared/signing/compiledScheme';
import { isRejection } from '../shared/signing/rejection';
import type { Rejection } from '../shared/signing/rejection';
import { signatureSchemes } from '../shared/signing/schemes';
import { signMessage } from '../shared/signing/sign';
import { matchSignature, signedTextOf } from '../shared/signing/verify';
import { readTask } from './task';
import type { SigningTask, VerifyingTask } from './task';
import { operationError } from '../shared/n8n/messages/nodeErrors';

const GENUINE = 0;
const NOT_GENUINE = 1;

function sign({ scheme, keys, message }: SigningTask): IDataObject {
	const signed = signMessage(scheme, keys, message);
	return {
		// What was signed, and so what has to be called.
		...(compileScheme(scheme).needsUrl && { url: signed.url }),
		headers: signed.headers,
		body: message.body.toString('utf8'),
		scheme: scheme.id,
		...(scheme.idHeader !== undefined && { id: message.id }),
		...(signed.timestampSeconds !== undefined && { timestamp: signed.timestampSeconds }),
	};
}

/** What was found out about a signature. */
interface Verdict {
	readonly isGenuine: boolean;
	readonly verification: IDataObject;
}

// Bodies may be long, and where the signed text begins is what tells.
const MAX_SIGNED_TEXT_LENGTH = 2_000;

const shortened = (text: string): string =>
	text.length > MAX_SIGNED_TEXT_LENGTH ? `${text.slice(0, MAX_SIGNED_TEXT_LENGTH)}…` : text;

/** What a scheme that its user described makes of a request, to compare with what the sender says. */
function checkedIn(
	{ scheme, request }: VerifyingTask,
	presented: PresentedSignature | Rejection,
): IDataObject {
	if (scheme.id !== CUSTOM_SCHEME_ID || !('header' in scheme.signature)) return {};
	const text = isRejection(presented) ? undefined : signedTextOf(scheme, presented, request);
	return {
		header: scheme.signature.header,
		...(text !== undefined && { signedText: shortened(text) }),
	};
}

function verify(task: VerifyingTask): Verdict {
	const { scheme, keys, request, toleranceSeconds } = task;
	const options = { toleranceSeconds };
	const presented = readPresentedSignature(scheme, request.headers, request.receivedAt, options);
	const checked = checkedIn(task, presented);
	const result = isRejection(presented)
		? presented
		: matchSignature(scheme, presented, request, keys, options);
	if (!isRejection(result)) {
		const ageSeconds = result.time?.ageSeconds ?? null;
		const proof = { genuine: true, scheme: scheme.id, secret: result.keyName, ageSeconds };
		return { isGenuine: true, verification: { ...proof, ...checked } };
	}
	const { code, hint } = diagnose({
		scheme,
		rejection: result,
		request,
		keys,
		knownSchemes: signatureSchemes,
	});
	return {
		isGenuine: false,
		verification: { genuine: false, scheme: scheme.id, reason: code, advice: hint, ...checked },
	};
}

/**
 * Signs or verifies one thing per item. Verified items leave through the first output when they are
 * genuine, and through the second, with reason and advice, when they are not. All items are checked
 * before the first is signed or verified.
 *
 * @throws NodeOperationError for a field that cannot be used
 */
export async function executeSignature(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	const credential = await context.getCredentials(SIGNING_CREDENTIAL);
	const clock = { nowMs: Date.now(), timeZone: context.getTimezone() };
	const items = await readItems(
		context,
		async (parameter, _, itemIndex) =>
			await readTask(context, parameter, itemIndex, { credential, clock }),
	);
	return await runItems(context, items, {
		async run(task) {
			if (task.operation === 'sign') return [{ json: sign(task) }];
			const { isGenuine, verification } = verify(task);
			return [{ output: isGenuine ? GENUINE : NOT_GENUINE, json: { ...task.json, verification } }];
		},
		toNodeError: (error, { itemIndex }) =>
			operationError(context.getNode(), error as Error, { itemIndex }),
		outputCount: context.getNodeParameter('operation', 0) === 'verify' ? 2 : 1,
		passesItemOn: true,
	});
}
