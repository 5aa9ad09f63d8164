import { NodeApiError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { describeApiError, toNodeApiError } from '../../../nodes/shared/n8n/api/errors';
import { gitHubCredential, twigCredential } from '../../../nodes/shared/services/credentials';
import { ApiError } from '../../../nodes/shared/subscriptions/api/error';
import type { ApiFailure } from '../../../nodes/shared/subscriptions/api/error';

const errorOf = (kind: ApiFailure, call = 'POST /repos/o/r/hooks'): ApiError =>
	new ApiError({ kind, call, statusCode: 422, reason: 'Validation Failed' });

// An object instead of a list: the type checker asks for every kind there is.
const kinds = Object.keys({
	badResponse: true,
	conflict: true,
	forbidden: true,
	invalid: true,
	network: true,
	notFound: true,
	notOffered: true,
	rateLimited: true,
	redirected: true,
	serverError: true,
	unauthorized: true,
} satisfies Record<ApiFailure, true>) as ApiFailure[];

test.each(kinds)('%s names the service, and says what to do in whole sentences', (kind) => {
	const { message, description } = describeApiError(errorOf(kind), gitHubCredential);
	expect(message).toMatch(
		/^GitHub .*\(POST \/repos\/o\/r\/hooks, status 422\): Validation Failed$/,
	);
	expect(description).toMatch(/^[A-Z].+\.$/);
});

test.each(['http://localhost:5678/webhook/1', 'http://n8n.example.com/', 'https://192.168.1.5/'])(
	'a refusal may be due to the webhook URL %s: the remedy is named',
	(webhookUrl) => {
		const { description } = describeApiError(errorOf('invalid'), gitHubCredential, { webhookUrl });
		expect(description).toContain(webhookUrl);
		expect(description).toContain('WEBHOOK_URL');
	},
);

test('a public webhook URL is not suspected', () => {
	const webhookUrl = 'https://n8n.example.com/webhook/1';
	const { description } = describeApiError(errorOf('invalid'), gitHubCredential, { webhookUrl });
	expect(description).toBe('Compare the fields of the node with what GitHub says.');
});

test('after a call that only reads, there is nothing to look for', () => {
	const failed = (call: string): string =>
		describeApiError(errorOf('network', call), gitHubCredential).description;
	expect(failed('GET /user')).toMatch(/^Try again later/);
	expect(failed('DELETE /repos/o/r/hooks/1')).toMatch(/^The call may or may not have taken effect/);
});

test('the place to look at and the advice of an adapter come first', () => {
	const whereToLook = 'https://github.com/o/r/settings/hooks';
	const conflict = describeApiError(errorOf('conflict'), gitHubCredential, { whereToLook });
	expect(conflict.description).toContain(`Look at ${whereToLook},`);
	const advice = 'A repository holds 20 webhooks at most. Remove one.';
	expect(describeApiError(errorOf('invalid'), gitHubCredential, { advice }).description).toBe(
		advice,
	);
});

test('n8n shows message, description, status and item', () => {
	const node = { name: 'Twig AI', type: 'twig', parameters: {} } as unknown as INode;
	const error = toNodeApiError(node, errorOf('unauthorized'), twigCredential, { itemIndex: 3 });
	expect(error).toBeInstanceOf(NodeApiError);
	expect(error).toMatchObject({
		message: expect.stringMatching(/^Twig AI did not accept the credential/) as unknown,
		description: expect.stringContaining("'API Key' of the credential 'Twig API'") as unknown,
		httpCode: '422',
		context: { itemIndex: 3 },
	});
});
