import type { z } from 'zod';
import { readResponse } from '../../api/responses';
import type { ApiClient, ApiRequest, ApiResponse } from '../../api/client';

const HEADERS = {
	Accept: 'application/vnd.github+json',
	// GitHub refuses requests that do not say who they come from.
	'User-Agent': 'n8n-nodes-signed-webhooks',
	'X-GitHub-Api-Version': '2022-11-28',
};

/** Makes a call, and answers it as it came. */
export const send = async (client: ApiClient, request: ApiRequest): Promise<ApiResponse> =>
	await client({ ...request, headers: HEADERS });

/** Makes a call and reads its answer. */
export const ask = async <Output>(
	client: ApiClient,
	request: ApiRequest,
	schema: z.ZodType<Output, z.ZodTypeDef, unknown>,
): Promise<Output> => readResponse(request, await send(client, request), schema);
