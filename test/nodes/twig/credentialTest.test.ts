import { CredentialTestContext } from 'n8n-core';
import type { ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import { Twig } from '../../../nodes/Twig/Twig.node';
import { findLeaks } from '../../support/n8n/leaks';
import type { ApiCredential } from '../../support/n8n/runNode';
import { startTwig, twigCredentialFor } from '../../support/n8n/twig';

describe('the key of Twig AI', () => {
	const run = async ({ data }: ApiCredential): Promise<INodeCredentialTestResult> => {
		const { description, methods } = new Twig();
		const test = description.credentials?.[0]?.testedBy as 'testTwigKey';
		const context = new CredentialTestContext() as unknown as ICredentialTestFunctions;
		return await methods.credentialTest[test].call(context, {
			id: '1',
			name: 'Twig',
			type: 'twigApi',
			data,
		});
	};

	test('is tried at the service, by a call without effect', async () => {
		const twig = await startTwig();
		expect(await run(twigCredentialFor(twig))).toEqual({
			status: 'OK',
			message: 'Twig AI accepted the key.',
		});
		expect(twig.calls()).toMatchObject([{ method: 'GET', path: '/api/agents', body: '' }]);
	});

	test.each<[number, string, string]>([
		[401, 'Error', 'Twig AI did not accept the key in the field'],
		[403, 'Error', 'the key lacks the right to read. It may still be good for webhooks'],
		[404, 'OK', 'This test can check no more than that: Twig AI answered 404'],
		[405, 'OK', 'This test can check no more than that: Twig AI answered 405'],
		[429, 'Error', 'Try again in a few minutes'],
		[301, 'Error', 'Twig AI answered 301, so the key could not be tested'],
		[500, 'Error', 'Twig AI answered 500, so the key could not be tested'],
	])('%i is %s', async (statusCode, status, message) => {
		const twig = await startTwig();
		const headers = { Location: `${twig.url}/elsewhere` };
		twig.script({ answer: { statusCode, headers } });
		const result = await run(twigCredentialFor(twig));
		expect(result).toMatchObject({ status, message: expect.stringContaining(message) as unknown });
		expect(findLeaks(result, twig.apiKey)).toEqual([]);
		expect(twig.calls()).toHaveLength(1);
	});

	test('a wrong one is refused', async () => {
		const twig = await startTwig();
		const apiKey = 'twigsk_live_of_somebody_else';
		const result = await run(twigCredentialFor(twig, { apiKey }));
		expect(result.status).toBe('Error');
		expect(findLeaks(result, apiKey)).toEqual([]);
	});

	test('a dropped connection is an error without the key', async () => {
		const twig = await startTwig();
		twig.script({ answer: 'dropped' });
		const result = await run(twigCredentialFor(twig));
		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('Twig AI could not be reached') as unknown,
		});
		expect(findLeaks(result, twig.apiKey)).toEqual([]);
	});

	test.each<[string, Record<string, string>, string]>([
		['no key', { apiKey: '' }, "'API Key' of the credential 'Twig API' is empty"],
		['a base URL without a scheme', { baseUrl: 'api.twig.so' }, "'Base URL' of the credential"],
		[
			'an unencrypted base URL',
			{ baseUrl: 'http://api.twig.so' },
			'starts with http://. Use https://',
		],
		[
			'a blank behind the signing secret',
			{ secret: 'whsec_abc ' },
			"'Signing Secret' of the credential 'Twig API' starts or ends with white space",
		],
	])('%s is an error before any call', async (_, changes, message) => {
		const twig = await startTwig();
		const result = await run(twigCredentialFor(twig, changes));
		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringContaining(message) as unknown,
		});
		expect(twig.calls()).toEqual([]);
	});

	test('a signing secret alone, for registration by hand, is tested by its form', async () => {
		const twig = await startTwig();
		const result = await run(twigCredentialFor(twig, { apiKey: '', secret: 'whsec_abc' }));
		expect(result).toMatchObject({
			status: 'OK',
			message: expect.stringContaining('This test can check no more than that') as unknown,
		});
		expect(twig.calls()).toEqual([]);
	});
});
