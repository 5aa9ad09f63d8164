import { z } from 'zod';
import { describeCall, readResponse } from '../../api/responses';
import { ApiError } from '../../api/error';
import { safeText } from '../../../text/safeText';
import type { ApiClient, ApiRequest, ApiResponse } from '../../api/client';

const envelope = z.object({
	success: z.boolean(),
	data: z.unknown(),
	error: z.object({ message: z.string() }).nullish().catch(undefined),
});

/** Lua's own client takes an answer without a body for an empty object, and so do we. */
const orEmpty = (body: unknown): unknown => body ?? {};

/** Some answers are wrapped as `{ success, data }`, others are the data itself. */
function unwrap(request: ApiRequest, { body, statusCode }: ApiResponse): unknown {
	const wrapped = envelope.safeParse(body);
	if (!wrapped.success) return orEmpty(body);
	const { success, data, error } = wrapped.data;
	if (success) return orEmpty(data);
	throw new ApiError({
		kind: 'invalid',
		call: describeCall(request),
		statusCode,
		...(error && { reason: safeText(error.message) }),
	});
}

/**
 * Makes one call and checks its answer. Fields beyond the schema are left out.
 *
 * @throws ApiError
 */
export async function ask<Output>(
	client: ApiClient,
	request: ApiRequest,
	schema: z.ZodType<Output, z.ZodTypeDef, unknown>,
): Promise<Output> {
	const response = await client(request);
	return readResponse(request, { ...response, body: unwrap(request, response) }, schema);
}
