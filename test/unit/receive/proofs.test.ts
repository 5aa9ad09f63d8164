import { openRequest } from '../../../nodes/shared/receive/request';
import type { IWebhookFunctions } from 'n8n-workflow';
import { logRequest } from '../../../nodes/shared/n8n/trigger/receive/log';
import {
	explainOutcome,
	explainRejection,
} from '../../../nodes/shared/n8n/trigger/receive/explain';
import { rejectedItem } from '../../../nodes/shared/n8n/trigger/receive/rejectedItem';
import type { TriggerConfig } from '../../../nodes/shared/n8n/trigger/configuration';
import type { TriggerState } from '../../../nodes/shared/n8n/trigger/receive/state';
import { createRateLimiter } from '../../../nodes/shared/receive/rateLimit';
import { receive } from '../../support/receive';
import type { ArrivedRequest } from '../../../nodes/shared/receive/request';
import type { Outcome } from '../../../nodes/shared/receive/outcome';
import { signatureHeadersOf } from '../../../nodes/shared/signing/headers';
import { findScheme } from '../../../nodes/shared/signing/schemes';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { valueAt } from '../../../nodes/shared/signing/content/bodyValue';
import { inboundRequest, keySource, receiveConfig, receiveState } from '../../support/receive';
import { keysOf } from '../../support/schemes';
import { vectorFiles } from '../../support/vectors';
import type { Vector } from '../../support/vectors';

// Shorter pieces may stand in a body by chance.
const MIN_LENGTH = 12;

function requestOf(vector: Vector): ArrivedRequest {
	return inboundRequest({
		rawHeaders: vector.headers.flat(),
		visibleHeaders: Object.fromEntries(
			vector.headers.map(([name, value]) => [name.toLowerCase(), value]),
		),
		body: Buffer.from(vector.bodyBase64, 'base64'),
		receivedAt: vector.nowSeconds * 1000,
		...(vector.method !== undefined && { method: vector.method }),
		...(vector.url !== undefined && { url: () => vector.url as string }),
		...(vector.contentType !== undefined && { contentType: vector.contentType }),
	});
}

function textsAt(payload: unknown, path: readonly string[]): string[] {
	const star = path.indexOf('*');
	if (star === -1) {
		const value = path.length > 0 ? valueAt(payload, path as [string]) : payload;
		return typeof value === 'string' ? [value] : [];
	}
	const list = star === 0 ? payload : valueAt(payload, path.slice(0, star) as [string]);
	return Array.isArray(list) ? list.flatMap((each) => textsAt(each, path.slice(star + 1))) : [];
}

function proofsInBody(scheme: SignatureScheme, body: Buffer): string[] {
	let payload: unknown;
	try {
		payload = JSON.parse(body.toString('utf8'));
	} catch {
		return [];
	}
	const { signature, hiddenFields = [] } = scheme;
	const own =
		'header' in signature
			? []
			: [signature.path, ...(signature.furtherPaths ?? [])].map((path) =>
					signature.itemsPath ? [...signature.itemsPath, '*', ...path] : path,
				);
	return [...own, ...hiddenFields].flatMap((path) => textsAt(payload, path));
}

/** Every text of a request by which another one could be taken for genuine. */
function proofsOf(scheme: SignatureScheme, vector: Vector): string[] {
	const names = signatureHeadersOf(scheme);
	const inHeaders = vector.headers
		.filter(([name]) => names.includes(name.toLowerCase()))
		.flatMap(([, value]) => [value, ...value.split(/[\s,;=]+/)]);
	return [
		...vector.secrets,
		...inHeaders,
		...proofsInBody(scheme, Buffer.from(vector.bodyBase64, 'base64')),
	].filter((text) => text.length >= MIN_LENGTH && !/^\d+$/.test(text));
}

/** Everything that people get to see of a request, in one text. */
async function everythingShown(scheme: SignatureScheme, vector: Vector) {
	const request = openRequest(scheme, requestOf(vector));
	const config = receiveConfig(scheme, { includeHeaders: 'safe', includeRawBody: true });
	const keys = keysOf(scheme, ...vector.secrets);
	const outcome: Outcome = await receive(request, config, keySource(keys), receiveState());
	const lines: unknown[] = [];
	const log = (...line: unknown[]) => lines.push(line);
	const context = {
		logger: { debug: log, info: log, warn: log },
		getNode: () => ({ name: 'Trigger' }),
		getWorkflow: () => ({ id: 'w1' }),
	} as unknown as IWebhookFunctions;
	const triggerConfig = { receive: config, logHeaders: true, logPayload: true } as TriggerConfig;
	const trigger = {
		config: triggerConfig,
		rejectedItems: createRateLimiter({ limit: 10, windowMs: 1000, maxKeys: 1 }),
	} as unknown as TriggerState;
	const notices = [
		explainOutcome(outcome),
		outcome.kind === 'badSignature' ? explainRejection(config, outcome, keys) : undefined,
	];
	for (const notice of notices) {
		logRequest(context, { outcome, notice, request, trigger }, 0);
	}
	const second =
		outcome.kind === 'accepted' || outcome.kind === 'handshake'
			? undefined
			: rejectedItem(trigger, outcome, notices[0] ?? { code: 'noMatch', explanation: '' }, request);
	const item = outcome.kind === 'accepted' ? outcome.event : undefined;
	return { outcome, lines, text: JSON.stringify({ item, lines, second }) };
}

describe.each(vectorFiles)('$scheme', ({ scheme: id, cases }) => {
	const scheme = findScheme(id) as SignatureScheme;

	test('no text that proves a request is in an item, a log line or the second output', async () => {
		for (const vector of cases) {
			const { text, lines } = await everythingShown(scheme, vector);
			expect(lines).not.toHaveLength(0);
			for (const proof of proofsOf(scheme, vector)) {
				const isShown = text.includes(JSON.stringify(proof).slice(1, -1));
				expect({ vector: vector.name, proof, isShown }).toEqual({
					vector: vector.name,
					proof,
					isShown: false,
				});
			}
		}
	});
});
