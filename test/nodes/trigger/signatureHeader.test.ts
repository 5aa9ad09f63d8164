import { createHmac } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import { findScheme } from '../../../nodes/shared/signing/schemes';
import { signMessage } from '../../../nodes/shared/signing/sign';
import { codeSpans, readPage, tableRows } from '../../docs/pages';
import { useClock } from '../../support/n8n/clock';
import { startTrigger } from '../../support/n8n/trigger';
import { signingKeysOf } from '../../support/schemes';

/* The header that holds the signature, where users choose its name. */

useClock();

const SECRET = 'a secret of the user';
const BODY = '{"event":"order.paid","id":"evt_1"}';
const EARLIER = 'X-Signature';

/** The rows of the page about schemes that leave the name to users, and the name that they give. */
const documented = tableRows(readPage('docs/schemes.md'))
	.filter(([, , place = '']) => place.includes('or a name of your choice'))
	.map(([, id = '', place = '']) => ({
		id: codeSpans(id)[0] ?? '',
		header: codeSpans(place)[0] ?? '',
		form: codeSpans(place)[1] ?? '',
	}));

const hex = createHmac('sha256', SECRET).update(BODY).digest('hex');

const proofOf = (form: string): string =>
	form.replace('<secret>', SECRET).replace('<signature>', hex);

async function statusOf(
	id: string,
	headers: Record<string, string>,
	parameters: IDataObject = {},
	node: Partial<INode> = {},
): Promise<number> {
	const trigger = await startTrigger({
		parameters: { scheme: id, ...parameters },
		node,
		secrets: { secret: SECRET },
	});
	const exchange = await trigger.send({
		method: 'POST',
		headers: { 'Content-Type': 'application/json', ...headers },
		body: BODY,
	});
	return exchange.statusCode;
}

test('the page names every scheme that leaves the header to users', () => {
	expect(documented.map(({ id }) => id).sort()).toEqual([
		'azure-event-grid',
		'datadog',
		'hmac-sha256-hex',
		'hmac-sha256-hex-prefixed',
		'okta',
		'shared-token',
		'vapi',
	]);
});

describe.each(documented)('$id, whose page names $header', ({ id, header, form }) => {
	test.each<[string, IDataObject]>([
		['untouched', {}],
		['empty', { signatureHeader: '' }],
		['filled in', { signatureHeader: header }],
	])('is accepted in it when the field is %s', async (_, parameters) => {
		expect(await statusOf(id, { [header]: proofOf(form) }, parameters)).toBe(200);
	});

	test('a node of the first version keeps the default of then, which n8n did not store', async () => {
		const node = { typeVersion: 1.1 };
		expect(await statusOf(id, { [EARLIER]: proofOf(form) }, {}, node)).toBe(200);
		expect(await statusOf(id, { [header]: proofOf(form) }, {}, node)).toBe(
			header === EARLIER ? 200 : 401,
		);
	});

	test('is accepted in a header of the user, and then in no other', async () => {
		const parameters = { signatureHeader: 'X-Mine' };
		expect(await statusOf(id, { 'X-Mine': proofOf(form) }, parameters)).toBe(200);
		expect(await statusOf(id, { [header]: proofOf(form) }, parameters)).toBe(401);
		expect(await statusOf(id, { [EARLIER]: proofOf(form) }, parameters)).toBe(401);
	});

	test('is sent in it', () => {
		const scheme = findScheme(id);
		if (!scheme) throw new Error(`There is no scheme ${id}`);
		const { headers } = signMessage(scheme, signingKeysOf(scheme, SECRET), {
			body: Buffer.from(BODY),
			id: 'evt_1',
			nowMs: Date.now(),
			url: 'https://example.com',
			contentType: 'application/json',
		});
		expect(headers).toEqual({ [header]: proofOf(form) });
	});
});
