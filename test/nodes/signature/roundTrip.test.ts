import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { signatureSchemes } from '../../../nodes/shared/signing/schemes';
import { canSign } from '../../../nodes/shared/signing/sign';
import { genuineRequest } from '../../support/genuine';
import { useClock } from '../../support/n8n/clock';
import { findLeaks } from '../../support/n8n/leaks';
import { isGenuine, providers } from '../../support/n8n/providers';
import { runSignature } from '../../support/n8n/signature';
import { secretFor } from '../../support/schemes';

// The clock starts at the time of all genuine requests.
useClock();

const url = 'https://hooks.example.com/webhook/orders?source=shop';
const parametersOf = ({ id }: SignatureScheme): IDataObject => ({
	scheme: id,
	signatureHeader: 'X-Shop-Signature',
	options: { url },
});

/** What the other side gets to know: the secret, or the public key. */
function verifyingSecret(scheme: SignatureScheme, number = 1): string {
	const secret = secretFor(scheme, number);
	if (scheme.keyFormat !== 'asymmetric') return secret;
	return createPublicKey(createPrivateKey(secret)).export({
		type: 'spki',
		format: 'pem',
	}) as string;
}

const sendsSecret = ({ algorithm }: SignatureScheme): boolean => algorithm.kind === 'token';
const bySigning = signatureSchemes.filter((scheme) => canSign(scheme) && !sendsSecret(scheme));
const onlyToVerify = signatureSchemes.filter((scheme) => !canSign(scheme) || sendsSecret(scheme));

describe.each(bySigning)('$id', (scheme) => {
	const body = genuineRequest(scheme).body.toString('utf8');

	const sign = async () =>
		await runSignature({
			operation: 'sign',
			parameters: { ...parametersOf(scheme), bodySource: 'text', textBody: body },
			secrets: { secret: secretFor(scheme) },
		});

	const verify = async (textBody: string, secret: string) =>
		await runSignature({
			operation: 'verify',
			parameters: {
				...parametersOf(scheme),
				bodySource: 'text',
				textBody,
				// The one that was signed, where signing changed it.
				options: { url: `={{ $json.url || '${url}' }}` },
			},
			items: (await sign()).items,
			secrets: { secret },
		});

	test('what the node signs, the node finds genuine', async () => {
		const result = await verify('={{ $json.body }}', verifyingSecret(scheme));
		expect(result.error).toBeUndefined();
		expect(result.notGenuine).toEqual([]);
		expect(result.items).toMatchObject([
			{ json: { body, verification: { genuine: true, scheme: scheme.id, secret: 'current' } } },
		]);
	});

	test('with another secret it is not, and the advice says something', async () => {
		const result = await verify('={{ $json.body }}', verifyingSecret(scheme, 2));
		expect(result.items).toEqual([]);
		expect(result.notGenuine).toMatchObject([
			{
				json: {
					verification: {
						genuine: false,
						scheme: scheme.id,
						reason: expect.stringMatching(/^[a-z][A-Za-z]+$/) as unknown,
						advice: expect.stringMatching(/\.$/) as unknown,
					},
				},
			},
		]);
	});

	test('neither signing nor verifying shows the secret', async () => {
		const signed = await sign();
		const verified = await verify('={{ $json.body }}', secretFor(scheme, 2));
		const secrets = [secretFor(scheme), secretFor(scheme, 2)];
		expect(findLeaks([signed, verified], ...secrets)).toEqual([]);
	});
});

describe.each(onlyToVerify)('$id', (scheme) => {
	test('can only be verified: signing says why', async () => {
		const { items, error } = await runSignature({
			operation: 'sign',
			parameters: { ...parametersOf(scheme), bodySource: 'text', textBody: '{}' },
			secrets: { secret: secretFor(scheme) },
		});
		expect(items).toEqual([]);
		expect(error?.message).toMatch(
			/^The field 'Signature Scheme': .*(?:inside the body|the secret itself).*only verify it here/,
		);
		expect(error?.context).toMatchObject({ itemIndex: 0 });
		expect(findLeaks(error, secretFor(scheme))).toEqual([]);
	});

	const verify = async (number: number) => {
		const genuine = genuineRequest(scheme, number);
		const { rawHeaders, body } = genuine;
		const headers: IDataObject = {};
		// The header of users' own choice has another name there.
		for (let index = 0; index < rawHeaders.length; index += 2) {
			const name = rawHeaders[index] as string;
			const { signature } = scheme;
			const isChosen = 'header' in signature && signature.headerIsConfigurable === true;
			headers[isChosen && name === signature.header ? 'X-Shop-Signature' : name] =
				rawHeaders[index + 1];
		}
		return await runSignature({
			operation: 'verify',
			parameters: {
				...parametersOf(scheme),
				options: { url: genuine.url },
				bodySource: 'text',
				textBody: body.toString('utf8'),
				headers: JSON.stringify(headers),
			},
			secrets: { secret: secretFor(scheme) },
		});
	};

	test('a genuine request is genuine, one with another secret is not', async () => {
		expect(await verify(1)).toMatchObject({
			items: [{ json: { verification: { genuine: true, secret: 'current' } } }],
			notGenuine: [],
		});
		const forged = await verify(2);
		expect(forged).toMatchObject({
			items: [],
			notGenuine: [{ json: { verification: { genuine: false } } }],
		});
		expect(findLeaks(forged.notGenuine, secretFor(scheme), secretFor(scheme, 2))).toEqual([]);
	});
});

test('nothing but tokens and signatures inside of bodies is left out of signing', () => {
	const tokens = [
		...['auth0', 'azure-event-grid', 'basic-auth', 'chargebee', 'datadog', 'gitlab', 'okta'],
		...['pipedrive', 'postmark', 'shared-token', 'telegram', 'vapi'],
	];
	const insideOfBodies = ['adyen', 'figma', 'mailgun', 'meraki', 'microsoft-graph'];
	// The signature is in a header, but covers an id in the body, and not the body.
	const ofBodyFields = ['favro'];
	expect(onlyToVerify.map(({ id }) => id).sort()).toEqual(
		[...tokens, ...insideOfBodies, ...ofBodyFields].sort(),
	);
});

test.each(providers)(
	'what the node signs for $scheme, the other side accepts',
	async (provider) => {
		const { secret, otherSecret, parameters } = provider;
		const textBody = '{"type":"order.paid","name":"Zoë"}';
		const { items } = await runSignature({
			operation: 'sign',
			parameters: { ...parameters, bodySource: 'text', textBody },
			secrets: { secret },
		});
		const sent = items[0]?.json as { headers: Record<string, string>; body: string };
		const lowerCase = Object.entries(sent.headers).map(([name, text]) => [
			name.toLowerCase(),
			text,
		]);
		const headers = Object.fromEntries(lowerCase) as Record<string, string>;
		const body = Buffer.from(sent.body);
		expect(sent.body).toBe(textBody);
		expect(isGenuine(provider, { headers, body })).toBe(true);
		expect(isGenuine(provider, { headers, body }, otherSecret)).toBe(false);
	},
);

test.each(providers)('what the other side signs for $scheme, is genuine', async (provider) => {
	const { secret, otherSecret, parameters, sign } = provider;
	const textBody = '{"type":"order.paid","name":"Zoë"}';
	const seconds = Math.floor(Date.now() / 1000) - 10;
	const headers = sign(Buffer.from(textBody), { secret: otherSecret, seconds });
	const { items } = await runSignature({
		operation: 'verify',
		parameters: { ...parameters, bodySource: 'text', textBody },
		items: [{ json: { headers } }],
		secrets: { secret, previousSecret: otherSecret },
	});
	const ageSeconds = provider.signsTime ? 10 : null;
	expect(items).toMatchObject([{ json: { verification: { secret: 'previous', ageSeconds } } }]);
});
