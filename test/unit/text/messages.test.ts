import { openRequest } from '../../../nodes/shared/receive/request';
import type { IHookFunctions, INode, IWebhookFunctions } from 'n8n-workflow';
import { describeApiError, toNodeApiError } from '../../../nodes/shared/n8n/api/errors';
import { toDeliveryError } from '../../../nodes/shared/n8n/delivery/errors';
import { operationError } from '../../../nodes/shared/n8n/messages/nodeErrors';
import { withNotice } from '../../../nodes/shared/n8n/trigger/receive/decide';
import { logRequest } from '../../../nodes/shared/n8n/trigger/receive/log';
import {
	explainOutcome,
	explainRejection,
} from '../../../nodes/shared/n8n/trigger/receive/explain';
import { readTriggerConfig } from '../../../nodes/shared/n8n/trigger/configuration';
import { rejectedItem } from '../../../nodes/shared/n8n/trigger/receive/rejectedItem';
import { logNotices } from '../../../nodes/shared/n8n/trigger/notices';
import type { TriggerConfig } from '../../../nodes/shared/n8n/trigger/configuration';
import type { TriggerDefinition } from '../../../nodes/shared/n8n/trigger/definition';
import type { TriggerState } from '../../../nodes/shared/n8n/trigger/receive/state';
import { createRateLimiter } from '../../../nodes/shared/receive/rateLimit';
import {
	receive,
	inboundRequest,
	keySource,
	receiveConfig,
	receiveState,
} from '../../support/receive';
import type { Outcome } from '../../../nodes/shared/receive/outcome';
import {
	signedWebhookCredential,
	twigCredential,
} from '../../../nodes/shared/services/credentials';
import { webhookServices } from '../../../nodes/shared/services';
import { signatureHeadersOf, timestampHeaderOf } from '../../../nodes/shared/signing/headers';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { findScheme, signatureSchemes } from '../../../nodes/shared/signing/schemes';
import { createCustomRestAdapter } from '../../../nodes/shared/subscriptions/adapters/customRest';
import { createGitHubAdapter } from '../../../nodes/shared/subscriptions/adapters/github';
import { createLuaAdapter } from '../../../nodes/shared/subscriptions/adapters/lua';
import { createStripeAdapter } from '../../../nodes/shared/subscriptions/adapters/stripe';
import { createTwigAdapter } from '../../../nodes/shared/subscriptions/adapters/twig';
import { failureOf } from '../../../nodes/shared/subscriptions/api/responses';
import { ApiError } from '../../../nodes/shared/subscriptions/api/error';
import { ensureSubscription } from '../../../nodes/shared/subscriptions/lifecycle';
import { failedRemoval } from '../../../nodes/shared/subscriptions/lifecycle/notices';
import { createSecretKeeper } from '../../../nodes/shared/sealing';
import type { ApiClient } from '../../../nodes/shared/subscriptions/api/client';
import type { SubscriptionAdapter } from '../../../nodes/shared/subscriptions/adapter';
import { genuineAt } from '../../support/genuine';
import { hostileTexts, UNSAFE_IN_MESSAGES } from '../../support/hostileTexts';
import { keysOf, secretFor } from '../../support/schemes';
import { sampleOf } from '../../support/scale';
import { settingsOf } from '../../support/services/restSettings';

/* Slow: every scheme refuses every hostile text, one of which has a megabyte. */

const MAX_LENGTH = 60_000;
const gitHub = findScheme('github') as SignatureScheme;

function expectFit(...messages: readonly unknown[]): void {
	expect(messages).not.toHaveLength(0);
	for (const message of messages) {
		expect(typeof message).toBe('string');
		expect(message).not.toMatch(UNSAFE_IN_MESSAGES);
		expect((message as string).length).toBeLessThan(MAX_LENGTH);
	}
}

/** A context of n8n that writes down its log. */
function openLog(nodeName: string) {
	const messages: string[] = [];
	const data: unknown[] = [];
	const log = (message: string, facts: unknown) => {
		messages.push(message);
		data.push(facts);
	};
	const context = {
		logger: { debug: log, info: log, warn: log },
		getNode: () => ({ name: nodeName }),
		getWorkflow: () => ({ id: 'w1' }),
	} as unknown as IHookFunctions & IWebhookFunctions;
	return { context, messages, data };
}

/** All texts in a value, its names among them. */
const textsIn = (value: unknown): string[] => {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, each]) => [name, ...textsIn(each)]);
};

const node = { name: 'Node', type: 't', typeVersion: 1 } as INode;

describe.each(hostileTexts)('$name', ({ text }) => {
	const logConfig = (scheme: SignatureScheme) =>
		({ receive: receiveConfig(scheme), logHeaders: true, logPayload: true }) as TriggerConfig;

	test('in a request that is refused by any scheme', async () => {
		const turn = hostileTexts.findIndex((each) => each.text === text);
		for (const scheme of sampleOf(signatureSchemes, { in: 4, turn })) {
			const names = [
				...signatureHeadersOf(scheme),
				timestampHeaderOf(scheme)?.toLowerCase(),
				scheme.idHeader?.toLowerCase(),
				'x-custom',
			].filter((name) => name !== undefined);
			const value = text.slice(0, 5_000);
			const arrived = inboundRequest({
				rawHeaders: names.flatMap((name) => [name, value]),
				visibleHeaders: Object.fromEntries(names.map((name) => [name, value])),
				body: Buffer.from(JSON.stringify({ [value]: value, type: value, event: value })),
				receivedAt: genuineAt,
				address: value.slice(0, 200),
			});
			const request = openRequest(scheme, arrived);
			const config = receiveConfig(scheme);
			const keys = keysOf(scheme, secretFor(scheme));
			const outcome: Outcome = await receive(request, config, keySource(keys), receiveState());
			const notice =
				outcome.kind === 'badSignature'
					? explainRejection(config, outcome, keys)
					: explainOutcome(outcome);
			const log = openLog(value);
			const trigger = {
				config: logConfig(scheme),
				rejectedItems: createRateLimiter({ limit: 10, windowMs: 1000, maxKeys: 1 }),
			} as unknown as TriggerState;
			logRequest(log.context, { outcome, notice, request, trigger }, 0);
			expectFit(...log.messages, ...log.data.flatMap(textsIn));
			if (outcome.kind === 'accepted' || outcome.kind === 'handshake' || !notice) continue;
			const item = rejectedItem(trigger, outcome, notice, request);
			expectFit(item?.json.advice, ...textsIn(item?.json.headers));
		}
	});

	test('in an event that is accepted, in its log line', async () => {
		const body = { id: text, type: text, [text]: { [text]: text } };
		const outcome: Outcome = {
			kind: 'accepted',
			keys: [],
			settle: () => undefined,
			event: {
				id: text,
				event: text,
				timestamp: '',
				source: 'github',
				data: body,
				body,
				verification: {
					scheme: 'github',
					secret: 'current',
					ageSeconds: 0,
					unsigned: [],
					unexpected: text,
				},
			},
		};
		const log = openLog(text);
		const trigger = { config: logConfig(gitHub) } as TriggerState;
		logRequest(log.context, { outcome, trigger }, 0);
		expectFit(...log.messages, ...log.data.flatMap(textsIn));
	});

	test('in a body that does not fit a JSON Schema or the documented form', () => {
		const kindOf = (scheme: SignatureScheme): TriggerDefinition => ({
			readScheme: () => ({ ok: true, value: scheme }),
			readEvents: () => '',
			readCredential: () => signedWebhookCredential,
		});
		const schemas = [
			{ additionalProperties: false },
			{ propertyNames: { maxLength: 0 } },
			{ additionalProperties: { type: 'number' } },
			{ additionalProperties: { enum: [1] } },
			{ properties: { [text.slice(0, 1_000)]: false } },
		];
		for (const jsonSchema of schemas) {
			const choice = readTriggerConfig(
				kindOf(gitHub),
				(name) => (name === 'options' ? { jsonSchema: JSON.stringify(jsonSchema) } : undefined),
				1.3,
			);
			if (!choice.ok) throw new Error(choice.problem);
			expectFit(choice.value.receive.findEnvelopeProblem?.({ [text.slice(0, 1_000)]: text }));
		}
		for (const { scheme } of webhookServices) {
			const choice = readTriggerConfig(kindOf(scheme), () => undefined, 1.3);
			if (!choice.ok) throw new Error(choice.problem);
			const problem = choice.value.receive.findUnexpected?.({
				[text]: text,
				type: text,
				event: text,
			});
			if (problem !== undefined) expectFit(problem);
		}
	});

	const request = { method: 'POST', url: '/hooks' } as const;
	const refusal = failureOf(request, { statusCode: 400, headers: {}, body: { message: text } }, 0);

	test('in the refusal of an API', () => {
		const { message, description } = describeApiError(refusal, twigCredential);
		const error = toNodeApiError(node, refusal, twigCredential, { advice: text });
		expectFit(refusal.message, message, description, error.message, error.description);
		expectFit(new ApiError({ kind: 'invalid', call: `GET ${text}`, reason: text }).message);
		const known = { id: text.slice(0, 500), url: text.slice(0, 500), events: [], target: {} };
		const log = openLog(text);
		logNotices(log.context, [failedRemoval({} as SubscriptionAdapter, known, refusal), text]);
		expectFit(...log.messages);
	});

	test('in what every adapter is answered', async () => {
		const answers = [
			{
				statusCode: 200,
				body: {
					[text]: text,
					id: text,
					data: { id: text },
					success: false,
					error: { message: text },
				},
			},
			{ statusCode: 200, body: text },
			{ statusCode: 400, body: { error: { message: text }, errors: [text] } },
		];
		for (const { statusCode, body } of answers) {
			const client: ApiClient = async (asked) => {
				const answer = { statusCode, headers: {}, body };
				if (statusCode >= 400) throw failureOf(asked, answer, 0);
				return await Promise.resolve(answer);
			};
			const adapters = [
				createTwigAdapter(client),
				createLuaAdapter(client, { agentId: 'a', webhookId: 'w' }, ['e']),
				createGitHubAdapter(client, { service: 'github', org: 'o' }),
				createStripeAdapter(client, { service: 'stripe' }),
				createCustomRestAdapter(client, settingsOf()),
			];
			for (const adapter of adapters) {
				const wanted = { url: 'https://n8n.example/w', events: ['e'], secret: 's' };
				const options = {
					nowMs: 0,
					secrets: createSecretKeeper('subscription', 'key', 'owner'),
					save: () => undefined,
				};
				const result = await ensureSubscription(adapter, wanted, undefined, options).then(
					({ stored, notices }) => [JSON.stringify(stored).slice(0, 10), ...notices],
					(error: unknown) => [operationError(node, error as Error).message],
				);
				expectFit(...result);
			}
		}
	});

	test('in an error of a delivery, and in one that is not our own', () => {
		const record = {
			id: text,
			url: text,
			status: 'failed',
			statusCode: 500,
			problem: text,
			attempts: [],
		} as const;
		const error = toDeliveryError(node, record, 0, { failed: 1, all: 1 });
		expectFit(error.message, error.description);
		expectFit(operationError(node, new Error(text)).message, operationError(node, text).message);
		const outcome = { kind: 'internalError', problem: text } as const;
		const log = openLog('Trigger');
		logRequest(log.context, withNotice(outcome), 0);
		expectFit(...log.messages);
	});
});
