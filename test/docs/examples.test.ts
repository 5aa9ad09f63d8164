import { openRequest } from '../../nodes/shared/receive/request';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import type { IWebhookFunctions } from 'n8n-workflow';
import ts from 'typescript';
import { MAX_RESPONSE_BYTES } from '../../nodes/shared/http/transport';
import { findEnvelopeProblem, findService } from '../../nodes/shared/services';
import { explainOutcome } from '../../nodes/shared/n8n/trigger/receive/explain';
import { logRequest } from '../../nodes/shared/n8n/trigger/receive/log';
import type { ReceivedEvent } from '../../nodes/shared/receive/event';
import type { Outcome } from '../../nodes/shared/receive/outcome';
import { MAX_HEADER_LENGTH } from '../../nodes/shared/signing/verify/presentedSignature';
import { receive } from '../support/receive';
import type { SignatureScheme } from '../../nodes/shared/signing/scheme';
import { findScheme } from '../../nodes/shared/signing/schemes';
import { signMessage } from '../../nodes/shared/signing/sign';
import { MAX_SIGNATURES } from '../../nodes/shared/signing/signatureHeader';

import { inboundRequest, keySource, receiveConfig, receiveState } from '../support/receive';
import { keysOf, PUBLIC_URL, secretFor, verify } from '../support/schemes';
import { codeSpans, example, projectRoot, readPage } from './pages';

const TRIGGER_PAGE = 'docs/nodes/signed-webhook-trigger.md';
const standardWebhooks = findScheme('standard-webhooks') as SignatureScheme;
const keys = keysOf(standardWebhooks, secretFor(standardWebhooks));

interface Shown {
	readonly rawBody: string;
	readonly id: string;
	readonly nowMs: number;
	readonly headers: Readonly<Record<string, string>>;
}

async function receiveGenuine({ rawBody, id, nowMs, headers }: Shown): Promise<Outcome> {
	const body = Buffer.from(rawBody);
	const signed = signMessage(standardWebhooks, keys, {
		body,
		id,
		nowMs,
		url: PUBLIC_URL,
		contentType: 'application/json',
	}).headers;
	return await receive(
		inboundRequest({
			rawHeaders: Object.entries(signed).flat(),
			visibleHeaders: { ...headers, ...signed },
			body,
			receivedAt: nowMs,
		}),
		receiveConfig(standardWebhooks, { includeHeaders: 'safe', includeRawBody: true }),
		keySource(keys),
		receiveState(),
	);
}

test("the trigger's item is what such a request gives", async () => {
	const item = JSON.parse(example(TRIGGER_PAGE, 'event')) as ReceivedEvent & Shown;
	const nowMs = Date.parse(item.timestamp);
	expect(await receiveGenuine({ ...item, nowMs })).toMatchObject({ kind: 'accepted', event: item });
});

test.each(['clawlet', 'joai', 'lua', 'lvng', 'twig'])(
	'the item of the trigger of %s is what such a request gives',
	async (id) => {
		const { body, ...item } = JSON.parse(
			example(`docs/nodes/${id}-trigger.md`, 'event'),
		) as ReceivedEvent;
		const service = findService(id);
		if (!service) throw new Error(`There is no service ${id}`);
		const { scheme } = service;
		const [key] = keysOf(scheme, secretFor(scheme));
		const rawBody = Buffer.from(JSON.stringify(body));
		const receivedAt = Date.parse(item.timestamp);
		const message = {
			body: rawBody,
			id: '',
			nowMs: receivedAt,
			url: PUBLIC_URL,
			contentType: 'application/json',
		};
		const signed = signMessage(scheme, [key], message).headers;
		const config = receiveConfig(scheme, {
			findUnexpected: (value) => findEnvelopeProblem(service, value),
		});
		const outcome = await receive(
			inboundRequest({
				rawHeaders: Object.entries(signed).flat(),
				visibleHeaders: signed,
				body: rawBody,
				receivedAt,
			}),
			config,
			keySource([{ ...key, name: item.verification.secret ?? '' }]),
			receiveState(),
		);
		expect(outcome).toMatchObject({ kind: 'accepted' });
		expect('event' in outcome && outcome.event).toEqual({ ...item, body });
	},
);

test('the headers that the page calls secret are left out', async () => {
	const [, paragraph = ''] =
		/every header whose name contains ([^]*?)\.\n/.exec(readPage(TRIGGER_PAGE)) ?? [];
	const words = codeSpans(paragraph);
	expect(words).toContain('token');
	const secret = Object.fromEntries(words.map((word) => [`x-${word}-1`, 'value']));
	const outcome = await receiveGenuine({
		rawBody: '{}',
		id: 'msg_1',
		nowMs: 0,
		headers: { ...secret, 'x-harmless': 'value' },
	});
	expect(outcome).toMatchObject({
		event: {
			headers: { 'x-harmless': 'value', 'webhook-id': 'msg_1', 'webhook-timestamp': '0' },
		},
	});
	const { headers = {} } = outcome.kind === 'accepted' ? outcome.event : {};
	expect(Object.keys(headers)).toHaveLength(3);
});

test('limits are told as they are', () => {
	const schemes = readPage('docs/schemes.md');
	expect(schemes).toContain(`with at most ${MAX_HEADER_LENGTH} characters`);
	expect(schemes).toContain(`At most ${MAX_SIGNATURES} signatures in one header`);
	expect(readPage('docs/troubleshooting.md')).toContain(
		`more than ${MAX_RESPONSE_BYTES / 1024} KiB`,
	);
});

test('the lines of the log are as such requests write them', () => {
	const [accepted = '', refused = ''] = example(TRIGGER_PAGE, 'log').split('\n');
	const lines: string[] = [];
	const write = (text: string): number => lines.push(text.replace(/\d+ ms\)/, 'n ms)'));
	const context = {
		logger: { debug: write, info: write, warn: write },
		getNode: () => ({ name: 'Orders' }),
		getWorkflow: () => ({ id: 'workflow' }),
	} as unknown as IWebhookFunctions;
	const request = openRequest(standardWebhooks, inboundRequest({}));
	const event = JSON.parse(example(TRIGGER_PAGE, 'event')) as ReceivedEvent;
	const startedAt = Date.now();
	const rejection = { reason: 'timestampTooOld', ageSeconds: 720 } as const;
	const outcomes: Outcome[] = [
		{ kind: 'accepted', event: { ...event, id: 'msg_eb5048d0' }, keys: [], settle: jest.fn() },
		{ kind: 'badSignature', rejection },
	];
	for (const outcome of outcomes) {
		logRequest(context, { outcome, notice: explainOutcome(outcome), request }, startedAt);
	}
	expect(lines).toEqual([accepted, refused].map((line) => line.replace(/\d+ ms\)/, 'n ms)')));
});

describe('the recipe for a provider', () => {
	const page = 'docs/add-a-provider.md';
	const code = example(page, 'definition');

	test('its definition compiles where it belongs, and is short', () => {
		const file = path.join(projectRoot, 'nodes/shared/signing/schemes/acmeParcels.ts');
		const options: ts.CompilerOptions = {
			strict: true,
			noEmit: true,
			skipLibCheck: true,
			target: ts.ScriptTarget.ES2022,
			types: ['node'],
		};
		const host = ts.createCompilerHost(options);
		const onDisk = { ...host };
		host.fileExists = (name) => name === file || onDisk.fileExists(name);
		host.readFile = (name) => (name === file ? code : onDisk.readFile(name));
		const program = ts.createProgram([file], options, host);
		const problems = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
		expect(problems).toEqual([]);
		expect(code.split('\n').length).toBeLessThan(40);
	});

	test('its vectors hold', () => {
		const exported: Record<string, SignatureScheme> = {};
		const { outputText } = ts.transpileModule(code, {
			compilerOptions: { module: ts.ModuleKind.CommonJS },
		});
		(compileFunction(outputText, ['exports']) as (exports: object) => void)(exported);
		const [scheme] = Object.values(exported) as [SignatureScheme];
		const vectors = JSON.parse(example(page, 'vectors')) as {
			scheme: string;
			cases: Array<{
				secrets: string[];
				nowSeconds: number;
				headers: Array<[string, string]>;
				bodyBase64: string;
				expected: { ok: true; secret: string } | { ok: false; reason: string };
			}>;
		};
		expect(vectors.scheme).toBe(scheme.id);
		for (const { secrets, nowSeconds, headers, bodyBase64, expected } of vectors.cases) {
			const verdict = verify(scheme, keysOf(scheme, ...secrets), {
				rawHeaders: headers.flat(),
				body: Buffer.from(bodyBase64, 'base64'),
				nowMs: nowSeconds * 1000,
			});
			expect(verdict).toMatchObject(
				expected.ok ? { ok: true, keyName: expected.secret } : expected,
			);
		}
	});
});
