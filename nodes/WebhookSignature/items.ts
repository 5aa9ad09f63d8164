import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readBodyOrFile } from '../shared/n8n/body';
import type { ParameterReader } from '../shared/n8n/parameters';
import { readScheme } from '../shared/n8n/schemeProperties';
import { readSigningKeys, SIGNING_CREDENTIAL } from '../shared/n8n/signingCredential';
import { readSignatureClaim } from '../shared/signing/claim';
import { diagnose } from '../shared/signing/diagnose';
import { planOf } from '../shared/signing/plan';
import type { SignatureScheme } from '../shared/signing/scheme';
import { signatureSchemes } from '../shared/signing/schemes';
import { canSign, findUncoveredBody, signMessage } from '../shared/signing/sign';
import type { KeyPurpose, SigningKey } from '../shared/signing/types';
import { matchSignature } from '../shared/signing/verify';
import { ParameterProblem, readMessage, readRequest } from './request';
import type { Clock } from './request';

type Keys = readonly [SigningKey, ...SigningKey[]];

function unwrap<T extends { readonly ok: true }>(
	result: T | { readonly ok: false; readonly problem: string },
): T {
	if (!result.ok) throw new ParameterProblem(result.problem);
	return result;
}

async function readBytes(
	context: IExecuteFunctions,
	parameter: ParameterReader,
	itemIndex: number,
): Promise<Buffer> {
	const item = context.getInputData()[itemIndex]?.json;
	const read = await readBodyOrFile(parameter, item, async (field) => {
		// Says which field is missing, as reading it would not.
		context.helpers.assertBinaryData(itemIndex, field);
		return await context.helpers.getBinaryDataBuffer(itemIndex, field);
	});
	return unwrap(read).body;
}

function sign(
	parameter: ParameterReader,
	scheme: SignatureScheme,
	keys: Keys,
	body: Buffer,
	clock: Clock,
): IDataObject {
	if (scheme.algorithm.kind === 'token') {
		throw new ParameterProblem(
			`The field 'Signature Scheme': ${scheme.displayName} sends the secret itself, which must not stand in an item. It can only be verified here; to send, use the node Send Signed Webhook.`,
		);
	}
	if (!canSign(scheme)) {
		throw new ParameterProblem(
			`The field 'Signature Scheme': ${scheme.displayName} puts its signature inside the body, or signs texts that are not ours to set, so it can only be verified here.`,
		);
	}
	const message = readMessage(parameter, scheme, body, clock);
	const uncovered = findUncoveredBody(scheme, message);
	if (uncovered !== undefined) {
		throw new ParameterProblem(
			`The field 'Body' with the scheme ${scheme.displayName}: it ${uncovered}`,
		);
	}
	const signed = signMessage(scheme, keys, message);
	return {
		// What was signed, and so what has to be called.
		...(planOf(scheme).needsUrl && { url: signed.url }),
		headers: signed.headers,
		body: body.toString('utf8'),
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

function verify(
	parameter: ParameterReader,
	scheme: SignatureScheme,
	keys: Keys,
	body: Buffer,
	clock: Clock,
): Verdict {
	const { request, toleranceSeconds } = readRequest(parameter, scheme, body, clock);
	const options = { toleranceSeconds };
	const claim = readSignatureClaim(scheme, request.headers, request.receivedAt, options);
	const result = claim.ok ? matchSignature(scheme, claim, request, keys, options) : claim;
	if (result.ok) {
		const ageSeconds = result.time?.ageSeconds ?? null;
		const verification = { genuine: true, scheme: scheme.id, secret: result.keyName, ageSeconds };
		return { isGenuine: true, verification };
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
		verification: { genuine: false, scheme: scheme.id, reason: code, advice: hint },
	};
}

/**
 * Signs or verifies one thing per item. Verified items leave through the first output when they are
 * genuine, and through the second, with reason and advice, when they are not.
 *
 * @throws NodeOperationError for a field that cannot be used
 */
export async function checkItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const credential = await context.getCredentials(SIGNING_CREDENTIAL);
	const isVerifying = context.getNodeParameter('operation', 0) === 'verify';
	const purpose: KeyPurpose = isVerifying ? 'verify' : 'sign';
	const clock = { nowMs: Date.now(), timeZone: context.getTimezone() };
	const outputs: INodeExecutionData[][] = isVerifying ? [[], []] : [[]];
	for (const [itemIndex, item] of context.getInputData().entries()) {
		const emit = (output: number, json: IDataObject): void => {
			outputs[output]?.push({ ...item, json, pairedItem: { item: itemIndex } });
		};
		try {
			// Without a fallback n8n throws for fields that it hides.
			const parameter: ParameterReader = (name) => context.getNodeParameter(name, itemIndex, null);
			const { scheme } = unwrap(readScheme(parameter));
			const { keys } = unwrap(readSigningKeys(credential, scheme, purpose));
			const body = await readBytes(context, parameter, itemIndex);
			if (!isVerifying) {
				emit(0, sign(parameter, scheme, keys, body, clock));
				continue;
			}
			const { isGenuine, verification } = verify(parameter, scheme, keys, body, clock);
			emit(isGenuine ? 0 : 1, { ...item.json, verification });
		} catch (error) {
			const problem = error instanceof Error ? error : new Error(String(error));
			const cause = problem instanceof ParameterProblem ? problem.message : problem;
			const failure = new NodeOperationError(context.getNode(), cause, { itemIndex });
			if (!context.continueOnFail()) throw failure;
			emit(outputs.length - 1, { error: failure.message });
		}
	}
	return outputs;
}
