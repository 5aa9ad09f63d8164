import type { IDataObject } from 'n8n-workflow';
import { findLeaks } from '../../support/n8n/leaks';
import { startReceiver } from '../../support/n8n/receiver';
import { recordsOf, send } from '../../support/n8n/send';

const SECRET = 'alice:wonderland & "more"';
const HEADER = 'sealed/header+value 1';

/** Answers with everything that it got, in every spelling that a debugging page might have. */
async function startEcho(statusCode: number, contentType: string) {
	const receiver = await startReceiver((response, requestNumber) => {
		const { headers } = receiver.requests[requestNumber - 1] as { headers: object };
		const texts = [...Object.values(headers), SECRET, HEADER].map(String);
		const spellings = texts.flatMap((text) => [
			text,
			Buffer.from(text).toString('base64'),
			Buffer.from(text).toString('base64url'),
			Buffer.from(text).toString('hex'),
			encodeURIComponent(text),
		]);
		response.writeHead(statusCode, {
			'content-type': contentType,
			'x-you-sent': encodeURIComponent(HEADER),
		});
		response.end(JSON.stringify({ spellings, inside: btoa(JSON.stringify(headers)) }));
	});
	return receiver;
}

describe.each([200, 401])('a receiver that answers %d with all that it got', (statusCode) => {
	test.each<[string, IDataObject, string]>([
		['shared-token', { signatureHeader: 'X-Token' }, 'application/json'],
		['basic-auth', {}, 'application/json'],
		['basic-auth', {}, 'text/plain'],
		['github', {}, 'application/json'],
		['hmac-sha256-hex', { signatureHeader: 'X-Sig' }, 'text/html'],
	])('puts nothing secret into items or errors: %s', async (scheme, fields, contentType) => {
		const { url, requests } = await startEcho(statusCode, contentType);
		const result = await send({
			parameters: {
				url,
				scheme,
				eventName: 'push',
				retryPolicy: 'none',
				...fields,
				options: {
					allowHttp: true,
					allowPrivateAddresses: true,
					headers: { values: [{ name: 'X-Api-Key', value: HEADER }] },
				},
			},
			secrets: { secret: SECRET },
			onError: 'continueRegularOutput',
		});
		const [record] = recordsOf(result);
		expect(record).toMatchObject({ statusCode });
		const response = record?.response;
		expect(JSON.stringify(response)).toContain('[redacted]');
		expect(findLeaks(response, SECRET, HEADER, 'wonderland & "more"')).toEqual([]);
		const sent = Object.entries(requests[0]?.headers ?? {}).filter(([name]) =>
			/token|authorization|signature|x-sig/.test(name),
		);
		expect(sent.length).toBeGreaterThan(0);
		for (const [, value] of sent) expect(findLeaks(result.items, String(value))).toEqual([]);
	});
});

test('what was not secret stays: the id, the name of the event, the body', async () => {
	const receiver = await startReceiver((response, requestNumber) => {
		const { headers } = receiver.requests[requestNumber - 1] as { headers: IDataObject };
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ id: headers['webhook-id'], at: headers['webhook-timestamp'] }));
	});
	const result = await send({
		parameters: {
			url: receiver.url,
			scheme: 'standard-webhooks',
			eventId: 'order-77',
			retryPolicy: 'none',
			options: { allowHttp: true, allowPrivateAddresses: true },
		},
		secrets: { secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` },
	});
	expect(recordsOf(result)[0]).toMatchObject({
		response: { body: { id: 'order-77', at: expect.stringMatching(/^\d{10}$/) as string } },
	});
});
