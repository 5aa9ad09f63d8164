import fc from 'fast-check';
import { safeText } from '../../../nodes/shared/text/safeText';

// Made up for this test, in the form of what the vendors hand out.
const tokens = [
	'sk_live_51H8xQ2eZvKYlo2C',
	'rk_test_abcDEF123',
	'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
	'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
	'github_pat_11ABCDEFG0abcdefghij_klmnop',
	'xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzzqgy',
	'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N',
	'9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
	'Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZg==',
];

test.each(tokens)('hides %s wherever it stands', (token) => {
	for (const text of [token, `Invalid key ${token}.`, `"${token}"`, `key=${token}&x=1`]) {
		const safe = safeText(text);
		expect(safe).toContain('[hidden]');
		for (let start = 0; start + 8 <= token.length; start += 1) {
			expect(safe).not.toContain(token.slice(start, start + 8));
		}
	}
});

test.each([
	['Authorization: Bearer abc12345xyz', 'abc12345xyz'],
	['Basic dXNlcjpwYXNzMTIz failed', 'dXNlcjpwYXNzMTIz'],
	['{"secret": "hunter2"}', 'hunter2'],
	['the api_key=hunter2 is wrong', 'hunter2'],
	["password: 'hunter2'", 'hunter2'],
	['access token = hunter2', 'hunter2'],
])('hides what is called a secret: %s', (text, secret) => {
	expect(safeText(text)).not.toContain(secret);
});

test.each([
	'Hook already exists on this repository',
	'Invalid URL: must begin with https',
	'Invalid token provided',
	'You may not create more than 16 webhook endpoints',
	'No such webhook endpoint',
	'The event invoice.payment_action_required is not available',
	'missing scope admin:repo_hook',
])('leaves alone what is none: %s', (text) => {
	expect(safeText(text)).toBe(text);
});

test('hides what it is told to hide, and nothing for an empty text', () => {
	expect(safeText('weak: swordfish, swordfish!', ['swordfish', ''])).toBe(
		'weak: [hidden], [hidden]!',
	);
});

test('cuts long texts between characters', () => {
	const safe = safeText('😀 '.repeat(400));
	expect(Array.from(safe)).toHaveLength(300);
	expect(safe.endsWith('…')).toBe(true);
	expect(safe).not.toMatch(/\p{Surrogate}/u);
});

test('takes long hostile texts without delay', () => {
	fc.assert(
		fc.property(fc.constantFrom('token ', 'key=', 'a1', '"', 'sk_live_', '+', '{"a":'), (piece) => {
			expect(safeText(piece.repeat(100_000)).length).toBeLessThanOrEqual(600);
		}),
	);
});
