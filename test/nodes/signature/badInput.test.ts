import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { SigningSecrets } from '../../support/n8n/credential';
import { findLeaks } from '../../support/n8n/leaks';
import { plainHex } from '../../support/n8n/providers';
import { binary, runSignature } from '../../support/n8n/signature';
import type { SignatureResult } from '../../support/n8n/signature';

const { secret } = plainHex;
const good = '{"order":1}';
const genuine = plainHex.sign(Buffer.from(good), { secret, seconds: 0 });

/** What the second of three items has in one of its fields. */
type BadField = readonly [name: string, parameters: IDataObject, message: RegExp, value?: unknown];

interface RunSetup {
	readonly operation?: 'sign' | 'verify';
	readonly onError?: INode['onError'];
	readonly secrets?: SigningSecrets;
}

/** The good items have in the field what they must, the second one has the bad value there. */
async function run(
	parameters: IDataObject,
	value: unknown,
	{ operation = 'verify', onError, secrets = { secret } }: RunSetup = {},
): Promise<SignatureResult> {
	const item = (index: number): INodeExecutionData => ({
		json: { index, text: good, headers: genuine, bad: null },
		binary: { data: binary(Buffer.from(good)) },
	});
	const bad = item(1);
	return await runSignature({
		operation,
		parameters: {
			...plainHex.parameters,
			bodySource: 'text',
			textBody: '={{ $json.text }}',
			...parameters,
		},
		items: [item(0), { ...bad, json: { ...bad.json, bad: value as IDataObject } }, item(2)],
		secrets,
		...(onError && { onError }),
	});
}

/** An expression that is good for all items but the second. */
const unless = (usual: string): string => `={{ $json.index === 1 ? $json.bad : ${usual} }}`;

const headersProblem = /^The field 'Headers' must be a JSON object/;
const atTimeProblem = /^The option 'At Time' (?:is not|must be) a date and time/;
const toleranceProblem =
	/^The option 'Timestamp Tolerance \(Seconds\)' must be 0 or a larger number/;
const headers = { headers: unless('$json.headers') };
const option = (name: string, usual: string): IDataObject => ({
	options: { [name]: unless(usual) },
});

const ofVerifying: BadField[] = [
	['headers that are no JSON', headers, headersProblem, '{oops'],
	['headers that are a list', headers, headersProblem, [1]],
	['headers that are a number', headers, headersProblem, 5],
	['no headers', headers, headersProblem, null],
	['a time that is none', option('atTime', '""'), atTimeProblem, 'yesterday'],
	['a time that is a number', option('atTime', '""'), atTimeProblem, 5],
	['a tolerance below 0', option('toleranceSeconds', '300'), toleranceProblem, -5],
	['a tolerance that is a text', option('toleranceSeconds', '300'), toleranceProblem, '300'],
	['a method that is none', option('method', '"POST"'), /^The option 'Method' must be text/, 5],
	['a URL that is none', option('url', '""'), /^The option 'URL' must be text/, ['a']],
];

const eventId = { scheme: 'standard-webhooks', eventId: unless('"evt_1"') };
const ofSigning: BadField[] = [
	[
		'a content type that is none',
		option('contentType', '""'),
		/^The option 'Content Type' must/,
		5,
	],
	['an id with a blank', eventId, /^The field 'Event ID' may hold/, 'evt 1'],
	['an id with the separator of the signed text', eventId, /^The field 'Event ID' may hold/, 'a.b'],
	['an id beyond ASCII', eventId, /^The field 'Event ID' may hold/, 'Zoë'],
	['an id of endless length', eventId, /^The field 'Event ID' may hold/, 'a'.repeat(257)],
	['a time that is none', option('atTime', '""'), atTimeProblem, 'yesterday'],
	['an event name that is none', option('eventName', '""'), /^The option 'Event Name' must/, 5],
];

const square = { scheme: 'square', options: { url: unless('"https://hooks.example.com/a"') } };
const urlProblem = /^The option 'URL' must be the complete URL of the request: Square signs it/;
const ofBoth: BadField[] = [
	[
		'a text that is a number',
		{ textBody: unless('$json.text') },
		/^The field 'Text' must be text/,
		5,
	],
	[
		'JSON that is none',
		{ bodySource: 'json', jsonBody: unless('$json.text') },
		/^The field 'JSON' does not hold valid JSON/,
		'{oops',
	],
	[
		'the name of a file that is not there',
		{ bodySource: 'binary', binaryField: unless('"data"') },
		/binary/,
		'nowhere',
	],
	['no URL where it is signed', square, urlProblem, ''],
	['a URL that is not complete', square, urlProblem, '/webhook/orders'],
	['a URL of another kind', square, urlProblem, 'ftp://hooks.example.com/a'],
];

const secretFor = ({ scheme }: IDataObject): SigningSecrets => ({
	secret:
		scheme === 'standard-webhooks' ? `whsec_${Buffer.alloc(32, 1).toString('base64')}` : secret,
});

const cases = [
	...[...ofVerifying, ...ofBoth].map((each) => ({ operation: 'verify' as const, each })),
	...[...ofSigning, ...ofBoth].map((each) => ({ operation: 'sign' as const, each })),
].map(({ operation, each: [name, parameters, message, value] }) => ({
	...{ operation, name, parameters, message, value },
}));

describe.each(cases)('$operation: $name', ({ operation, parameters, message, value }) => {
	const secrets = secretFor(parameters);

	test('stops with an error that names the field and the item', async () => {
		const { items, notGenuine, error } = await run(parameters, value, { operation, secrets });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error?.message).toMatch(message);
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect({ items, notGenuine }).toEqual({ items: [], notGenuine: undefined });
		expect(findLeaks(error, secrets.secret ?? '')).toEqual([]);
	});

	test('leaves the other items alone where the node goes on', async () => {
		const onError = 'continueRegularOutput';
		const result = await run(parameters, value, { operation, secrets, onError });
		const { items, notGenuine = [], error } = result;
		expect(error).toBeUndefined();
		const failed = [...items, ...notGenuine].filter(({ json }) => 'error' in json);
		expect(failed).toMatchObject([
			{ json: { error: expect.stringMatching(message) as unknown }, pairedItem: { item: 1 } },
		]);
		// Where n8n has more to say than the error, that is the message: its error output takes no more.
		const further = Object.keys(failed[0]?.json ?? {}).filter((key) => key !== 'error');
		expect([[], ['message']]).toContainEqual(further);
		const others = [...items, ...notGenuine].filter(({ json }) => !('error' in json));
		expect(others.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(operation === 'verify' ? notGenuine : items).toContain(failed[0]);
		expect(findLeaks(result, secrets.secret ?? '')).toEqual([]);
	});
});

describe('fields that are the same for all items', () => {
	test.each<[string, IDataObject, RegExp]>([
		['a scheme that is none', { scheme: 'md5' }, /^The field 'Signature Scheme' holds 'md5'/],
		['a blank in it', { signatureHeader: 'X Hmac' }, /^The field 'Signature Header'/],
		['a header that HTTP needs', { signatureHeader: 'Host' }, /^The field 'Signature Header'/],
		['a body that is none', { bodySource: 'file' }, /^The field 'Body' holds 'file'/],
	])('%s: the error names the field', async (_, parameters, message) => {
		for (const operation of ['sign', 'verify'] as const) {
			const { error } = await run(parameters, null, { operation });
			expect(error).toBeInstanceOf(NodeOperationError);
			expect(error?.message).toMatch(message);
		}
	});
});

describe('the secret', () => {
	test.each<[string, SigningSecrets, RegExp]>([
		['that is empty', { secret: '' }, /^The field 'Secret' of the credential .* is empty/],
		['with a blank behind it', { secret: 'my secret ' }, /^The field 'Secret' .* white space/],
		[
			'of before with a blank',
			{ secret, previousSecret: ' older secret' },
			/^The field 'Previous Secret' .* white space/,
		],
		[
			'that is no hex',
			{ secret: 'no hex here', keyFormat: 'hex' },
			/^The field 'Secret' .* is not hex/,
		],
	])('%s: the error names the field and shows nothing of it', async (_, secrets, message) => {
		for (const operation of ['sign', 'verify'] as const) {
			const { error } = await run({}, null, { operation, secrets });
			expect(error?.message).toMatch(message);
			const { secret: current = '', previousSecret = '' } = secrets;
			const texts = [current, previousSecret].map((text) => text.trim());
			expect(findLeaks(error, ...texts.filter((text) => text !== ''))).toEqual([]);
		}
	});

	test('that is missing altogether is told by n8n', async () => {
		const { error } = await runSignature({ operation: 'sign', parameters: plainHex.parameters });
		expect(error?.message).toMatch(/credential/i);
	});
});

test('several items: each goes where it belongs, in its order', async () => {
	const changed = { ...genuine, 'X-Shop-Hmac': '00'.repeat(32) };
	const { items, notGenuine } = await run(headers, changed);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	expect(notGenuine?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	expect(notGenuine?.[0]).toMatchObject({ json: { index: 1, text: good }, binary: { data: {} } });
});
