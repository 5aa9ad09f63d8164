import { createSecretKey } from 'crypto';
import { signatureHeadersOf } from '../signing/headers';
import { signMessage } from '../signing/sign';
import type { SigningKey } from '../signing/keys';
import { buildSampleEvent } from './sampleEvent';
import type { SampleEvent } from './sampleEvent';
import type { TestDefect } from './testEventDefects';
import type { Moment, WebhookService } from './types';

/** Which event is to be sent, with which defect. */
export interface TestEvent {
	readonly service: WebhookService;
	readonly eventName: string;
	readonly defect: TestDefect;
	/** Address of the receiver, for schemes that sign it. */
	readonly url: string;
}

/** The keys that a receiver knows, the current one first. */
export type TestKeys = readonly [SigningKey, ...SigningKey[]];

/** One request to the receiver. */
export interface TestRequest {
	/** Where it goes: what was signed, where the scheme signs the URL. */
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
}

/** The requests of a test, and the event that they are about. */
export interface TestRequests {
	readonly event: SampleEvent;
	/** To be sent one after another. */
	readonly requests: readonly TestRequest[];
}

const CONTENT_TYPE = 'application/json';
const KEY_BYTES = 32;
const RETRY_AFTER_MS = 1000;
const STALE_BY_SECONDS = 3600;

const bodyOf = (payload: unknown): Buffer => Buffer.from(JSON.stringify(payload), 'utf8');

/** A key that no receiver knows. It proves nothing, so its chance need not be that of secrets. */
function createWrongKey({ random }: Moment): SigningKey {
	const bytes = Array.from({ length: KEY_BYTES }, () => Math.floor(random() * 256));
	return { name: 'wrong', key: createSecretKey(Buffer.from(bytes)) };
}

/** Headers in which nothing proves the request any more. */
function withoutSignature({ service }: TestEvent, headers: TestRequest['headers']) {
	const names = signatureHeadersOf(service.scheme);
	return Object.fromEntries(
		Object.entries(headers).filter(([name]) => !names.includes(name.toLowerCase())),
	);
}

/** Signs the event as the service does, but for what is said. */
function sign(
	{ service: { scheme }, eventName, url }: TestEvent,
	{ id, payload, headers }: SampleEvent,
	keys: TestKeys,
	nowMs: number,
): TestRequest {
	const body = bodyOf(payload);
	const message = { body, id: id ?? '', nowMs, eventName, url, contentType: CONTENT_TYPE };
	const signed = signMessage(scheme, keys, message);
	return {
		url: signed.url,
		headers: { 'Content-Type': CONTENT_TYPE, ...signed.headers, ...headers },
		body,
	};
}

function craft(
	test: TestEvent,
	event: SampleEvent,
	keys: TestKeys,
	moment: Moment,
): readonly TestRequest[] {
	const { nowMs } = moment;
	const genuine = sign(test, event, keys, nowMs);
	switch (test.defect.id) {
		case 'none':
			return [genuine];
		case 'bodyChanged':
			// Another value: other white space would be no other event for those who check the value.
			return [{ ...genuine, body: bodyOf({ ...event.payload, added_on_the_way: true }) }];
		case 'duplicateId':
			// Signed again the second time, as services do when they retry.
			return [sign(test, event, keys, nowMs - RETRY_AFTER_MS), genuine];
		case 'missingSignature':
			return [{ ...genuine, headers: withoutSignature(test, genuine.headers) }];
		case 'stale': {
			const { toleranceSeconds = 0 } = test.service.scheme.timestamp ?? {};
			const ageSeconds = toleranceSeconds + STALE_BY_SECONDS;
			return [sign(test, event, keys, nowMs - ageSeconds * 1000)];
		}
		case 'twoSignatures':
			return [sign(test, event, [createWrongKey(moment), keys[0]], nowMs)];
		case 'wrongSecret':
			return [sign(test, event, [createWrongKey(moment)], nowMs)];
	}
}

/**
 * Says why a test cannot be made, naming the field and the remedy; `undefined` when it can. Asks no
 * more of the test than what needs no key.
 */
export function findTestEventProblem({
	service,
	eventName,
	defect,
}: Omit<TestEvent, 'url'>): string | undefined {
	const { displayName, events, scheme } = service;
	const isKnown =
		scheme.event.catalog === undefined || events.some(({ name }) => name === eventName);
	if (eventName === '' || !isKnown) {
		const examples = events.slice(0, 3).map(({ name }) => name);
		return `The field 'Event' holds '${eventName}', which ${displayName} does not send. Choose one of its events, for example ${examples.join(', ')}.`;
	}
	const obstacle = defect.findObstacle(scheme);
	return obstacle === undefined
		? undefined
		: `The field 'Defect' holds '${defect.displayName}', but ${displayName} ${obstacle}. Choose another defect.`;
}

/**
 * Builds an event as the service would send it, with a defect: the requests to be sent at this
 * moment. What a receiver must answer, the defect says.
 *
 * @throws Error when `findTestEventProblem` finds a problem
 */
export function buildTestRequests(test: TestEvent, keys: TestKeys, moment: Moment): TestRequests {
	const event = buildSampleEvent(test.service, test.eventName, moment);
	const problem = findTestEventProblem(test);
	if (event === undefined || problem !== undefined) throw new Error(problem);
	return { event, requests: craft(test, event, keys, moment) };
}

/** The headers of a test request with nothing in them that proves it, so that they may be kept. */
export function shownHeaders(
	{ scheme }: WebhookService,
	headers: TestRequest['headers'],
): Record<string, string> {
	const hidden = signatureHeadersOf(scheme);
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name,
			hidden.includes(name.toLowerCase()) ? '[hidden]' : value,
		]),
	);
}
