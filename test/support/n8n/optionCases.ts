/** Values that an option of the trigger takes, and values that it does not. */
export const optionCases: Array<{ name: string; label: string; good: unknown[]; bad: unknown[] }> =
	[
		{
			name: 'allowedAddresses',
			label: 'Allowed Addresses',
			good: ['', '127.0.0.1', '203.0.113.7, 127.0.0.0/8\n2001:db8::/32'],
			bad: ['hooks.example.com', '127.0.0.1, 10.0.0.0/33', '127.0.0.1:443', '256.1.1.1', 5],
		},
		{ name: 'batchSize', label: 'Batch Size', good: [2, 1000], bad: [1, 1001, 2.5, '10'] },
		{
			name: 'batchWindowMs',
			label: 'Batch Window (Milliseconds)',
			good: [1, 50],
			bad: [0, 5001, 1.5, '50', null],
		},
		{
			name: 'duplicateWindowHours',
			label: 'Duplicate Window (Hours)',
			good: [0.01, 24, 720],
			bad: [0, 721, '24'],
		},
		{ name: 'healthCheck', label: 'Health Check', good: [true, false], bad: ['true', 1] },
		{ name: 'ignoreDuplicates', label: 'Ignore Duplicates', good: [true, false], bad: ['no'] },
		{
			name: 'includeHeaders',
			label: 'Include Headers',
			good: ['none', 'safe', 'all'],
			bad: ['some', true],
		},
		{ name: 'includeRawBody', label: 'Include Raw Body', good: [true, false], bad: ['yes'] },
		{
			name: 'jsonSchema',
			label: 'JSON Schema',
			good: ['', '{}', '{"required":["type"]}', { type: 'object' }, true],
			bad: [
				'{"type":',
				'{"type":"objekt"}',
				'{"required":"type"}',
				'{"$ref":"https://x.example/s"}',
				5,
			],
		},
		{ name: 'logHeaders', label: 'Log Headers', good: [true, false], bad: ['yes'] },
		{ name: 'logPayload', label: 'Log Payload', good: [true, false], bad: ['yes'] },
		{
			name: 'maxBodyKilobytes',
			label: 'Maximum Body Size (KB)',
			good: [1, 1_048_576],
			bad: [0, 1_048_577, 1.5, '5'],
		},
		{ name: 'headersToInclude', label: 'Headers to Include', good: ['', 'A-b, c'], bad: ['a:', 5] },
		{ name: 'maxEvents', label: 'Maximum Events', good: [1, 1_000_000], bad: [0, 1_000_001, '5'] },
		{
			name: 'maxEventsWindowSeconds',
			label: 'Maximum Events Window (Seconds)',
			good: [1, 86_400],
			bad: [0, 86_401, '60'],
		},
		{
			name: 'maxFailuresPerMinute',
			label: 'Maximum Failures per Minute',
			good: [1, 100_000],
			bad: [0, 100_001, '60'],
		},
		{
			name: 'outputRejected',
			label: 'Output Rejected Requests',
			good: [true, false],
			bad: ['yes'],
		},
		{ name: 'proxyHops', label: 'Proxy Hops', good: [0, 10], bad: [-1, 11, '1'] },
		{
			name: 'publicUrl',
			label: 'Public URL',
			good: ['', ' https://hooks.example.com/webhook/orders ', 'http://localhost:5678/webhook/a'],
			bad: ['hooks.example.com/webhook', '/webhook/orders', 'ftp://example.com', 'https://', 5],
		},
		// n8n leaves these two out unless they are shown: see the sentences below.
		{
			name: 'onlyEventsWhere',
			label: 'Only Events Where',
			good: [
				'',
				'{}',
				'{"field":"body.absent","exists":false}',
				{ not: { field: 'event', equals: 'a' } },
			],
			bad: ['{', '[]', 'text', 7, '{"field":"total","exists":true}', { field: 'event', is: 'a' }],
		},
		{ name: 'repeatsBodyField', label: 'Repeats Body Field', good: ['', 'run.id'], bad: [] },
		{
			name: 'repeatsBy',
			label: 'Recognize Repeats By',
			good: ['automatic', 'content', 'nothing'],
			// Of those that could be chosen, plain hex has no delivery ID.
			bad: ['deliveryId', 'id', true],
		},
		{ name: 'repeatsHeader', label: 'Repeats Header', good: ['', 'X-Run'], bad: [] },
		{
			name: 'responseBody',
			label: 'Response Body',
			good: ['', '{"ok":true}', '[1]'],
			bad: ['thank you', '{"ok":', '"text"', '5', 'null', 5],
		},
		{ name: 'responseCode', label: 'Response Code', good: [200, 202], bad: [201, 500, '200'] },
		{
			name: 'responseType',
			label: 'Response Type',
			good: ['json', 'text', 'empty'],
			bad: ['xml'],
		},
	];
