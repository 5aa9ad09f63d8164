import { isThisMachine } from '../../../nodes/shared/http/publicHost';
import { readApiAccess } from '../../../nodes/shared/n8n/api/access';
import { restCredential, twigCredential } from '../../../nodes/shared/services/credentials';

const baseUrl = 'https://api.example.com';

test.each([
	['https://api.example.com', 'https://api.example.com'],
	[' https://api.example.com/ ', 'https://api.example.com'],
	['https://github.example.com/api/v3/', 'https://github.example.com/api/v3'],
	['http://localhost:3000', 'http://localhost:3000'],
	['http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
	['http://[::1]:3000', 'http://[::1]:3000'],
])('the base URL "%s" is used as %s', (given, used) => {
	const choice = readApiAccess({ apiKey: 'k', baseUrl: given }, twigCredential);
	expect(choice).toMatchObject({ ok: true, value: { baseUrl: used } });
});

test.each([
	undefined,
	'',
	'api.example.com',
	'http://api.example.com',
	'http://localhost.example.com',
	'http://127.0.0.1.example.com',
	'http://localhost@example.com',
	'ftp://localhost',
	'file:///etc/passwd',
	'https://user:pass@api.example.com',
	'https://api.example.com?x=1',
	'https://api.example.com#x',
])('the base URL "%s" is refused', (given) => {
	const choice = readApiAccess({ apiKey: 'k', baseUrl: given as string }, twigCredential);
	expect(choice).toMatchObject({
		ok: false,
		problem: expect.stringMatching(
			/^The field 'Base URL' of the credential 'Twig API' /,
		) as unknown,
	});
});

test('key and secrets are confidential, the key also without the word in front of it', () => {
	const data = {
		apiKey: 'Bearer abc123',
		baseUrl,
		secret: 's1',
		previousSecret: 's2',
		previousSecret2: '',
	};
	expect(readApiAccess(data, restCredential)).toEqual({
		ok: true,
		value: {
			baseUrl,
			key: 'Bearer abc123',
			confidential: ['Bearer abc123', 'abc123', 's1', 's2'],
		},
	});
});

test.each([undefined, '', 7, ' key', 'key\n', 'k\u0000y', 'schlüssel'])(
	'the key %j is refused',
	(apiKey) => {
		const choice = readApiAccess({ apiKey: apiKey as string, baseUrl }, twigCredential);
		expect(choice).toMatchObject({
			ok: false,
			problem: expect.stringMatching(
				/^The field 'API Key' of the credential 'Twig API' /,
			) as unknown,
		});
	},
);

test.each([
	'localhost',
	'LOCALHOST',
	'127.0.0.1',
	'[::1]',
	'localhost.example.com',
	'127.0.0.1.example.com',
	'127.0.0.2',
	'10.0.0.1',
	'[::2]',
	'api.example.com',
])('http://%s is called only if it is this machine', (host) => {
	for (const rest of ['', '/', ':3000', ':3000/v1']) {
		const given = `http://${host}${rest}`;
		const isPlain = isThisMachine(new URL(given).hostname);
		const choice = readApiAccess({ apiKey: 'k', baseUrl: given }, twigCredential);
		expect(choice.ok).toBe(isPlain);
	}
});
