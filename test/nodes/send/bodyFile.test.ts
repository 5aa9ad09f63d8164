import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { StoredCredential } from '../../support/n8n/credential';
import { contextOf } from '../../support/n8n/nodeRun';
import { isGenuine, standardWebhooks } from '../../support/n8n/providers';
import { startReceiver } from '../../support/n8n/receiver';
import type { ReceivedRequest } from '../../support/n8n/receiver';
import { workflowWith } from '../../support/n8n/workflow';

const { secret, parameters } = standardWebhooks;
const bytes = Buffer.from([0xff, 0x00, 0x0d, 0x0a, 0x80]);

/** What the node sends for an item with a file in its binary field `data`. */
async function sendFile(
	mimeType: string,
	overrides: IDataObject = {},
): Promise<readonly ReceivedRequest[]> {
	const receiver = await startReceiver();
	const { workflow, node, nodeType } = workflowWith('sendSignedWebhook', {
		...parameters,
		url: receiver.url,
		bodySource: 'binary',
		retryPolicy: 'none',
		options: { allowHttp: true, allowPrivateAddresses: true },
		...overrides,
	});
	const data: IBinaryData = { data: bytes.toString('base64'), mimeType };
	const context = contextOf({
		workflow,
		node,
		items: [{ json: {}, binary: { data } }],
		credential: new StoredCredential({ secret }),
	});
	await nodeType.execute?.call(context);
	return receiver.requests;
}

test.each([
	['its own type', 'image/png', 'image/png', {}],
	['the type of any bytes where it has none', '', 'application/octet-stream', {}],
	[
		'the type of any bytes where its own cannot be a header',
		'image/png\r\nX-Other: 1',
		'application/octet-stream',
		{},
	],
	[
		'the type that the user chose',
		'image/png',
		'image/x-other',
		{
			options: { allowHttp: true, allowPrivateAddresses: true, contentType: 'image/x-other' },
		},
	],
])('a file is sent byte for byte under %s', async (_, mimeType, contentType, overrides) => {
	const requests = await sendFile(mimeType, overrides);
	expect(requests.map(({ body, headers }) => [body, headers['content-type']])).toEqual([
		[bytes, contentType],
	]);
	expect(requests.map((request) => isGenuine(standardWebhooks, request))).toEqual([true]);
});

test('a field that holds no file is named', async () => {
	await expect(sendFile('image/png', { binaryField: 'attachment' })).rejects.toThrow(/attachment/);
});
