import { receive } from './receive';
import type { RepeatPolicy } from '../../nodes/shared/receive/repeats';
import type { ArrivedRequest } from '../../nodes/shared/receive/request';
import type { Outcome } from '../../nodes/shared/receive/outcome';
import type { ReceiveState } from '../../nodes/shared/receive/receive';
import type { SignatureScheme } from '../../nodes/shared/signing/scheme';
import { findScheme } from '../../nodes/shared/signing/schemes';
import type { SigningKey } from '../../nodes/shared/signing/keys';
import { genuineAt } from './genuine';
import { inboundRequest, keySource, receiveConfig, receiveState } from './receive';
import { keysOf, secretFor, signedRawHeaders, signingKeysOf } from './schemes';

/** The content type of forms. */
export const FORM = 'application/x-www-form-urlencoded';
/** When all requests arrive. */
export const NOW_MS = genuineAt;

/** The scheme of this id, which must be there. */
export const schemeOf = (id: string): SignatureScheme => findScheme(id) as SignatureScheme;

/** One event of a provider, as it tries to deliver it. */
export interface Delivery {
	readonly body: unknown;
	readonly id?: string;
	readonly eventName?: string;
	/** Milliseconds before now at which it was signed. */
	readonly ageMs?: number;
}

/** A trigger of one scheme, with what it remembers. */
export class Receiver {
	private readonly state: ReceiveState = receiveState();

	private readonly keys: readonly SigningKey[];

	constructor(
		readonly scheme: SignatureScheme,
		private readonly policy?: RepeatPolicy,
	) {
		this.keys = keysOf(scheme, secretFor(scheme));
	}

	/** A genuine request, with the headers in which the provider puts the facts. */
	request({ body, id = 'delivery-1', eventName = 'x', ageMs = 0 }: Delivery): ArrivedRequest {
		const { scheme } = this;
		const isForm = scheme.bodyHashParameter !== undefined;
		const rawBody = Buffer.from(
			isForm ? String(new URLSearchParams(body as Record<string, string>)) : JSON.stringify(body),
		);
		const contentType = isForm ? FORM : 'application/json';
		const [key] = signingKeysOf(scheme, secretFor(scheme));
		const rawHeaders = signedRawHeaders(scheme, [key], {
			body: rawBody,
			id,
			nowMs: NOW_MS - ageMs,
			contentType,
			eventName,
		});
		const places = scheme.repeats.id ?? [];
		for (const locator of places.flatMap((each) => ('join' in each ? each.join : [each]))) {
			if (!('header' in locator)) continue;
			const isThere = rawHeaders.some((text) => text.toLowerCase() === locator.header);
			if (!isThere) rawHeaders.push(locator.header, id);
			break;
		}
		return inboundRequest({ rawHeaders, body: rawBody, receivedAt: NOW_MS });
	}

	/** Receives a request to its end, and says what became of it. */
	async take(request: ArrivedRequest): Promise<Outcome> {
		const outcome = await receive(
			request,
			receiveConfig(this.scheme, { repeats: this.policy }),
			keySource(this.keys),
			this.state,
		);
		if (outcome.kind === 'accepted') outcome.settle('done');
		return outcome;
	}

	async deliver(delivery: Delivery): Promise<Outcome['kind']> {
		return (await this.take(this.request(delivery))).kind;
	}
}

/** The same request with other values of headers, added where they are missing. */
export function withHeaders(
	request: ArrivedRequest,
	changed: Readonly<Record<string, string>>,
): ArrivedRequest {
	return {
		...request,
		headers: (name) => (changed[name] === undefined ? request.headers(name) : [changed[name]]),
	};
}

/** What becomes of these deliveries, one after another. */
export async function kindsOf(receiver: Receiver, deliveries: readonly Delivery[]) {
	const kinds: string[] = [];
	for (const delivery of deliveries) kinds.push(await receiver.deliver(delivery));
	return kinds;
}
