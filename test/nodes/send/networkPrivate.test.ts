import type { ExecuteContext } from 'n8n-core';
import { createTransport } from '../../../nodes/shared/n8n/http/transport';
import { WebhookSignature } from '../../../nodes/WebhookSignature/WebhookSignature.node';
import { startReceiver } from '../../support/n8n/receiver';
import { executeContext } from '../../support/n8n/runNode';

const openContext = (): ExecuteContext => executeContext({ nodeType: new WebhookSignature() });

const request = (url: string, publicAddressOnly = true) => ({
	url,
	headers: { 'Content-Type': 'application/json' },
	body: Buffer.from('{}'),
	timeoutMs: 500,
	verifyCertificate: true,
	publicAddressOnly,
});

const blocked = { kind: 'networkError', error: 'blocked' };

describe('a name or an address that leads to this machine', () => {
	test.each(['localhost', '127.0.0.1'])('%s is refused before anything is sent', async (host) => {
		const receiver = await startReceiver();
		const transport = createTransport(openContext(), undefined);
		const url = receiver.url.replace('127.0.0.1', host);
		expect(await transport(request(url))).toMatchObject(blocked);
		expect(receiver.requests).toEqual([]);
	});

	test('may be used where private addresses are allowed', async () => {
		const receiver = await startReceiver();
		const transport = createTransport(openContext(), undefined);
		const url = receiver.url.replace('127.0.0.1', 'localhost');
		expect(await transport(request(url, false))).toMatchObject({ statusCode: 200 });
	});

	test('may be used with an n8n that has no filter yet', async () => {
		const receiver = await startReceiver();
		const context = openContext();
		Object.assign(context.helpers, { getSecureEgressFilter: undefined });
		const transport = createTransport(context, undefined);
		expect(await transport(request(receiver.url))).toMatchObject({ statusCode: 200 });
	});
});

test('a name that cannot be looked up is a network error of its own', async () => {
	const transport = createTransport(openContext(), undefined);
	const result = await transport(request('http://receiver.invalid/hook'));
	expect(result).toMatchObject({ kind: 'networkError', error: 'dns' });
});

describe('a name that is looked up for ever', () => {
	const lookingUp = (): ExecuteContext => {
		const context = openContext();
		const filter = context.helpers.getSecureEgressFilter();
		Object.assign(context.helpers, {
			getSecureEgressFilter: () => ({
				...filter,
				validateUrl: async () => await new Promise(() => undefined),
			}),
		});
		return context;
	};

	test('is given up in time', async () => {
		const transport = createTransport(lookingUp(), undefined);
		const result = await transport(request('http://receiver.invalid/hook'));
		expect(result).toMatchObject({ kind: 'networkError', error: 'timeout' });
	});

	test('is given up when the execution is cancelled', async () => {
		const execution = new AbortController();
		const transport = createTransport(lookingUp(), execution.signal);
		const pending = transport(request('http://receiver.invalid/hook'));
		execution.abort();
		expect(await pending).toMatchObject({ kind: 'networkError', error: 'cancelled' });
		const later = await transport(request('http://receiver.invalid/hook'));
		expect(later).toMatchObject({ kind: 'networkError', error: 'cancelled' });
	});
});
