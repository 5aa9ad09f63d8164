import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { customSchemeProperties } from '../../../nodes/shared/n8n/fields/customScheme/properties';
import { useClock } from '../../support/n8n/clock';
import { findLeaks } from '../../support/n8n/leaks';
import { runSignature } from '../../support/n8n/signature';

/* Somebody who describes a scheme sees what their description makes of a recorded request. */

const clock = useClock();
const secret = 'a secret of the sender';
const body = '{"order":1042}';

const signatureOf = (text: string): string =>
	createHmac('sha256', secret).update(text).digest('hex');

async function verify(headers: IDataObject, fields: IDataObject = {}): Promise<IDataObject> {
	const { items, notGenuine, error } = await runSignature({
		operation: 'verify',
		parameters: {
			scheme: 'custom',
			customSignatureHeader: 'X-Acme-Signature',
			customTimestamp: 'header',
			customTimestampHeader: 'X-Acme-Time',
			customSignedContent: '{timestamp}.{body}',
			bodySource: 'text',
			textBody: body,
			...fields,
		},
		items: [{ json: { headers } }],
		secrets: { secret },
	});
	expect(error).toBeUndefined();
	return [...items, ...(notGenuine ?? [])][0]?.json.verification as IDataObject;
}

const time = (): string => String(clock.nowSeconds);

test('the signed text and the header are there, whether the signature matches or not', async () => {
	const signedText = `${time()}.${body}`;
	const genuine = { 'X-Acme-Time': time(), 'X-Acme-Signature': signatureOf(signedText) };
	const seen = { header: 'X-Acme-Signature', signedText };
	expect(await verify(genuine)).toMatchObject({ genuine: true, ...seen });
	const otherContent = { 'X-Acme-Time': time(), 'X-Acme-Signature': signatureOf(body) };
	expect(await verify(otherContent)).toMatchObject({ genuine: false, ...seen });
});

test('never the signature that would match: an item is no place for it', async () => {
	const forged = { 'X-Acme-Time': time(), 'X-Acme-Signature': signatureOf('something else') };
	const verification = await verify(forged);
	const right = signatureOf(`${time()}.${body}`);
	expect(findLeaks(verification, secret, right)).toEqual([]);
});

test('without the header there is no signed text, and of a long one only the start', async () => {
	expect(await verify({})).toMatchObject({ reason: 'missingHeader', header: 'X-Acme-Signature' });
	expect(await verify({})).not.toHaveProperty('signedText');
	const long = 'a'.repeat(5_000);
	const headers = { 'X-Acme-Time': time(), 'X-Acme-Signature': signatureOf(`${time()}.${long}`) };
	const { genuine, signedText } = await verify(headers, { textBody: long });
	expect(genuine).toBe(true);
	expect(signedText).toHaveLength(2_001);
});

test('a token signs nothing, so nothing is shown as signed', async () => {
	const verification = await verify(
		{ 'X-Acme-Signature': secret },
		{ customAlgorithm: 'token', customTokenForm: 'plain' },
	);
	expect(verification).toMatchObject({ genuine: true, header: 'X-Acme-Signature' });
	expect(findLeaks(verification, secret)).toEqual([]);
	expect(verification).not.toHaveProperty('signedText');
});

test('the fields ask in the order in which a sender documents its scheme', () => {
	const names = customSchemeProperties.map(({ displayName }) => displayName);
	const order = [
		'Algorithm',
		'Secret Format',
		'Signature Header',
		'Signature Format',
		'Signature Encoding',
		'Timestamp',
		'ID Header',
		'Signed Content',
		'Event Fields',
	];
	expect(names.filter((name) => order.includes(name))).toEqual(order);
});
