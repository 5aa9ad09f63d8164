import { ApiError } from '../../../nodes/shared/subscriptions/api/error';
import type { ApiFailure } from '../../../nodes/shared/subscriptions/api/error';
import { callToRead, callToRemove } from '../../../nodes/shared/subscriptions/outcomes';

const failing = (kind: ApiFailure) => async (): Promise<never> =>
	await Promise.reject(new ApiError({ kind, call: 'DELETE /hooks/1' }));

test('a removal ends in one of three ways', async () => {
	expect(await callToRemove(async () => await Promise.resolve('anything'))).toBe('removed');
	expect(await callToRemove(failing('notFound'))).toBe('gone');
	expect(await callToRemove(failing('notOffered'))).toBe('notOffered');
});

test('a webhook that the service does not have is shown as none', async () => {
	expect(await callToRead(async () => await Promise.resolve('shown'))).toBe('shown');
	expect(await callToRead(failing('notFound'))).toBeUndefined();
});

test.each<ApiFailure>(['forbidden', 'network', 'serverError', 'unauthorized'])(
	'every other failure (%s) stays one',
	async (kind) => {
		await expect(callToRemove(failing(kind))).rejects.toThrow(ApiError);
		await expect(callToRead(failing(kind))).rejects.toThrow(ApiError);
		await expect(callToRead(failing('notOffered'))).rejects.toThrow(ApiError);
	},
);
