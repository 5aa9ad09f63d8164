/** An answer of an MCP server, as far as the tests look at it. */
interface McpAnswer {
	readonly result?: Readonly<Record<string, unknown>>;
	readonly error?: unknown;
}

const PROTOCOL_VERSION = '2025-03-26';

// The server may answer with plain JSON or with a stream of events.
function parseAnswer(text: string): McpAnswer {
	const data = /^data: (.*)$/m.exec(text)?.[1];
	return JSON.parse(data ?? text) as McpAnswer;
}

/** Connects to an MCP server over HTTP, as an AI client does. */
export async function connectMcp(
	url: string,
): Promise<(method: string, params: object) => Promise<McpAnswer>> {
	let sessionId: string | null = null;
	let requestId = 0;

	const send = async (message: object): Promise<string> => {
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				accept: 'application/json, text/event-stream',
				'content-type': 'application/json',
				...(sessionId !== null && { 'mcp-session-id': sessionId }),
			},
			body: JSON.stringify({ jsonrpc: '2.0', ...message }),
		});
		sessionId ??= response.headers.get('mcp-session-id');
		const text = await response.text();
		if (!response.ok) throw new Error(`The MCP server answered ${response.status}: ${text}`);
		return text;
	};
	const call = async (method: string, params: object): Promise<McpAnswer> => {
		requestId += 1;
		return parseAnswer(await send({ id: requestId, method, params }));
	};

	await call('initialize', {
		protocolVersion: PROTOCOL_VERSION,
		capabilities: {},
		clientInfo: { name: 'test', version: '1.0.0' },
	});
	await send({ method: 'notifications/initialized' });
	return call;
}
