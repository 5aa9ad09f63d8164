import { createHmac, randomBytes } from 'node:crypto';
import { FakeService } from './fakeService';
import type { ServiceAnswer, ServiceRequest } from './fakeService';

/** A webhook as the fake keeps it. */
export interface TwigHook {
	readonly id: string;
	readonly url: string;
	readonly events: readonly string[];
	readonly description: string;
	readonly secret: string;
	readonly status: 'active';
	readonly createdAt: string;
}

/** What kind of service the fake is. */
export interface TwigOptions {
	/** Whether webhook URLs may start with http://, unlike at the real service. Default: no. */
	readonly acceptsHttp?: boolean;
	/** What a DELETE gets: the effect, 405, or the 404 of a missing route. Default: the effect. */
	readonly removal?: 'noRoute' | 'notOffered' | 'offered';
}

const failure = (statusCode: number, code: string, message: string): ServiceAnswer => ({
	statusCode,
	body: { error: { code, message }, status: 'error' },
});

/** A Twig AI of our own: webhooks, and test events that are really sent. */
export class FakeTwig extends FakeService {
	readonly apiKey = `twigsk_test_${randomBytes(16).toString('hex')}`;

	private readonly known = new Map<string, TwigHook>();

	constructor(private readonly options: TwigOptions = {}) {
		super();
	}

	/** The webhooks that exist. */
	hooks(): readonly TwigHook[] {
		return [...this.known.values()];
	}

	/** Forgets a webhook, as when somebody deletes it by hand. */
	forget(id: string): void {
		this.known.delete(id);
	}

	protected override async answer(call: ServiceRequest): Promise<ServiceAnswer> {
		const { method, path, headers, body } = call;
		if (headers.authorization !== `Bearer ${this.apiKey}`) {
			return failure(401, 'unauthorized', 'Invalid or missing API key');
		}
		if (method === 'GET') return { statusCode: 200, body: { data: [], status: 'success' } };
		if (method === 'POST' && path === '/api/webhooks') return this.create(body);
		const [, id, rest] = /^\/api\/webhooks\/([^/]+)(\/test)?$/.exec(path) ?? [];
		if (id !== undefined && method === 'POST' && rest) return await this.sendTestEvent(id);
		if (id !== undefined && method === 'DELETE' && !rest) return this.remove(id);
		return failure(404, 'not_found', 'Resource not found');
	}

	private create(body: string): ServiceAnswer {
		const { url, events, description } = JSON.parse(body) as Partial<TwigHook>;
		const schemes = this.options.acceptsHttp ? /^https?:\/\// : /^https:\/\//;
		if (!schemes.test(url ?? '')) {
			return failure(400, 'invalid_request', 'Webhook URL must use HTTPS');
		}
		if (!Array.isArray(events) || events.length === 0) {
			return failure(400, 'invalid_request', 'At least one event is required');
		}
		const shown = {
			id: `wh_${randomBytes(4).toString('hex')}`,
			url: url as string,
			events,
			secret: `whsec_${randomBytes(24).toString('base64url')}`,
			status: 'active' as const,
			createdAt: '2026-11-20T08:15:42Z',
		};
		this.known.set(shown.id, { ...shown, description: description ?? '' });
		return { statusCode: 201, body: shown };
	}

	private remove(id: string): ServiceAnswer {
		if (this.options.removal === 'notOffered') {
			return failure(405, 'method_not_allowed', 'Method not allowed');
		}
		if (this.options.removal === 'noRoute') {
			const message = `Cannot DELETE /api/webhooks/${id}`;
			return { statusCode: 404, body: { message, error: 'Not Found', statusCode: 404 } };
		}
		return this.known.delete(id)
			? { statusCode: 204 }
			: failure(404, 'not_found', 'Webhook not found');
	}

	/** Sends a test event as the real service signs its events: hex HMAC-SHA256 of the body. */
	private async sendTestEvent(id: string): Promise<ServiceAnswer> {
		const hook = this.known.get(id);
		if (!hook) return failure(404, 'not_found', 'Webhook not found');
		const body = JSON.stringify({
			id: `evt_${randomBytes(5).toString('hex')}`,
			type: hook.events[0],
			timestamp: '2026-11-20T08:15:42Z',
			data: {},
			organizationId: 'org-204',
		});
		const signature = createHmac('sha256', hook.secret).update(body).digest('hex');
		await fetch(hook.url, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', 'X-Twig-Signature': signature },
			body,
		});
		return { statusCode: 200, body: { success: true } };
	}
}
