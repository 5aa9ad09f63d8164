import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { createTransport } from '../../../nodes/shared/n8n/http/transport';

/* An n8n that knows no certificates would leave one out without a word. */

const request = {
	url: 'https://127.0.0.1:9/hook',
	headers: {},
	body: Buffer.from('{}'),
	timeoutMs: 1000,
	verifyCertificate: true,
	publicAddressOnly: false,
	certificate: { cert: 'cert', key: 'key' },
};

const n8nWith = (httpRequest: (options: IHttpRequestOptions) => Promise<unknown>) =>
	({ helpers: { httpRequest } }) as unknown as IExecuteFunctions;

test('an older n8n sends nothing, and the result says what to do', async () => {
	const sent: IHttpRequestOptions[] = [];
	const transport = createTransport(
		n8nWith(async (options) => {
			if (options.abortSignal?.aborted === true) throw new Error('canceled');
			return await Promise.resolve(sent.push(options));
		}),
		undefined,
	);
	expect(await transport(request)).toEqual({
		kind: 'networkError',
		error: 'invalid',
		message: expect.stringContaining('sends no client certificates. Update n8n') as unknown,
	});
	expect(sent).toEqual([]);
});

test('where n8n refuses the address, that is the result', async () => {
	class SsrfBlockedIpError extends Error {
		override name = 'SsrfBlockedIpError';
	}
	const transport = createTransport(
		n8nWith(async () => await Promise.reject(new SsrfBlockedIpError('no'))),
		undefined,
	);
	expect(await transport(request)).toMatchObject({ kind: 'networkError', error: 'blocked' });
});
