import { receive } from '../../support/receive';
import type { Outcome } from '../../../nodes/shared/receive/outcome';
import { findEnvelopeProblem, webhookServices } from '../../../nodes/shared/services';
import {
	buildTestRequests,
	findTestEventProblem,
	shownHeaders,
} from '../../../nodes/shared/services/testEvent';
import type { TestRequest } from '../../../nodes/shared/services/testEvent';
import { testDefects } from '../../../nodes/shared/services/testEventDefects';
import type { TestDefect } from '../../../nodes/shared/services/testEventDefects';
import type { WebhookService } from '../../../nodes/shared/services/types';
import { findScheme } from '../../../nodes/shared/signing/schemes';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { inboundRequest, keySource, receiveConfig, receiveState } from '../../support/receive';
import { keysOf, PUBLIC_URL, secretFor, signingKeysOf } from '../../support/schemes';

const nowMs = Date.parse('2027-02-03T04:05:06.789Z');

const serviceOf = (id: string): WebhookService => {
	const service = webhookServices.find((each) => each.id === id);
	if (!service) throw new Error(`There is no service ${id}`);
	return service;
};

const defectOf = (id: TestDefect['id']): TestDefect => {
	const defect = testDefects.find((each) => each.id === id);
	if (!defect) throw new Error(`There is no defect ${id}`);
	return defect;
};

const firstEventOf = ({ events }: WebhookService): string => events[0]?.name ?? '';

function build(service: WebhookService, defect: TestDefect, eventName = firstEventOf(service)) {
	const keys = signingKeysOf(service.scheme, secretFor(service.scheme));
	let count = 0;
	const random = (): number => (count += 0.137) % 1;
	return buildTestRequests({ service, eventName, defect, url: PUBLIC_URL }, keys, {
		nowMs,
		random,
	});
}

/** What our own receiver makes of the requests, one after another. */
async function receiveAll(
	service: WebhookService,
	requests: readonly TestRequest[],
): Promise<Array<Outcome['kind']>> {
	const { scheme } = service;
	const state = receiveState();
	const kinds: Array<Outcome['kind']> = [];
	for (const { headers, body } of requests) {
		const outcome = await receive(
			inboundRequest({
				rawHeaders: Object.entries(headers).flat(),
				body,
				receivedAt: nowMs,
			}),
			receiveConfig(scheme, {
				findEnvelopeProblem: (payload) => findEnvelopeProblem(service, payload),
			}),
			keySource(keysOf(scheme, secretFor(scheme))),
			state,
		);
		if (outcome.kind === 'accepted') outcome.settle('done');
		kinds.push(outcome.kind);
	}
	return kinds;
}

const RECEPTIONS: Readonly<Record<TestDefect['expected'], ReadonlyArray<Outcome['kind']>>> = {
	accepted: ['accepted'],
	acceptedOnce: ['accepted', 'duplicate'],
	refused: ['badSignature'],
};

const everyTest = webhookServices.flatMap((service) =>
	testDefects.map((defect) => ({ service, defect, name: `${service.id}: ${defect.id}` })),
);
const possible = everyTest.filter(
	({ service, defect }) =>
		findTestEventProblem({ service, defect, eventName: firstEventOf(service) }) === undefined,
);

test.each(possible)('$name is received as it must be', async ({ service, defect }) => {
	const { requests } = build(service, defect);
	expect(await receiveAll(service, requests)).toEqual(RECEPTIONS[defect.expected]);
});

test('of the services, only Stripe signs a time and has room for several signatures', () => {
	const impossible = everyTest.filter((each) => !possible.includes(each)).map(({ name }) => name);
	const others = webhookServices.filter(({ id }) => id !== 'stripe');
	expect(impossible).toEqual(others.flatMap(({ id }) => [`${id}: stale`, `${id}: twoSignatures`]));
});

test.each([
	['stale', 'GitHub sends no signed time, so receivers cannot tell an old message from a new one'],
	['twoSignatures', 'GitHub has room for one signature only'],
] as const)('GitHub cannot be asked for %s, and the refusal says why', (id, reason) => {
	const service = serviceOf('github');
	const defect = defectOf(id);
	expect(findTestEventProblem({ service, defect, eventName: 'push' })).toBe(
		`The field 'Defect' holds '${defect.displayName}', but ${reason}. Choose another defect.`,
	);
	expect(() => build(service, defect, 'push')).toThrow(reason);
});

const withScheme = (id: string, changes: Partial<SignatureScheme> = {}): WebhookService => {
	const scheme = findScheme(id);
	if (!scheme) throw new Error(`There is no scheme ${id}`);
	return { ...serviceOf('github'), displayName: 'Acme', scheme: { ...scheme, ...changes } };
};

test.each<[string, WebhookService, TestDefect['id']]>([
	[
		'has no shared secret that could be wrong',
		withScheme('standard-webhooks-ed25519'),
		'wrongSecret',
	],
	[
		'has no shared secret that could be wrong',
		withScheme('standard-webhooks-ed25519'),
		'twoSignatures',
	],
	[
		'may send different events that look the same',
		withScheme('github', { repeats: { looksAlike: true, source: '' } }),
		'duplicateId',
	],
])('a service that %s refuses the defect that needs it', (reason, service, id) => {
	const defect = defectOf(id);
	const eventName = 'push';
	expect(findTestEventProblem({ service, defect, eventName })).toContain(`but Acme ${reason}.`);
});

test.each([
	['stripe', 'invoice.eaten', /'invoice\.eaten', which Stripe does not send.*for example/],
	['twig', '', /'', which Twig AI does not send.*interaction\.created/],
	['clawlet', '', /'', which Clawlet does not send.*order\.created/],
])('%s: the event %p is refused with examples', (id, eventName, problem) => {
	const service = serviceOf(id);
	const found = findTestEventProblem({ service, defect: defectOf('none'), eventName });
	expect(found).toMatch(problem);
});

test('Clawlet sends an event of any name', async () => {
	const service = serviceOf('clawlet');
	const { requests, event } = build(service, defectOf('none'), 'door.opened');
	expect(event.payload).toMatchObject({ event_type: 'door.opened' });
	expect(await receiveAll(service, requests)).toEqual(['accepted']);
});

test('the second of two deliveries is signed anew, about the same event', () => {
	const { requests } = build(serviceOf('stripe'), defectOf('duplicateId'));
	const [first, second] = requests.map(({ headers }) => headers['Stripe-Signature'] ?? '');
	expect(first).toMatch(/^t=1801627505,v1=[0-9a-f]{64}$/);
	expect(second).toMatch(/^t=1801627506,v1=[0-9a-f]{64}$/);
	expect(requests[0]?.body).toEqual(requests[1]?.body);
});

test('a stale message is an hour older than the tolerance', () => {
	const { requests } = build(serviceOf('stripe'), defectOf('stale'));
	expect(requests[0]?.headers['Stripe-Signature']).toMatch(
		new RegExp(`^t=${1_801_627_506 - 300 - 3600},`),
	);
});

test.each(webhookServices)('$displayName: what is shown of a request proves nothing', (service) => {
	const { requests } = build(service, defectOf('none'));
	const [request] = requests;
	if (!request || !('header' in service.scheme.signature)) throw new Error('There is no request');
	const { header } = service.scheme.signature;
	expect(request.headers[header]).toBeDefined();
	expect(shownHeaders(service, request.headers)).toEqual({
		...request.headers,
		[header]: '[hidden]',
	});
});
