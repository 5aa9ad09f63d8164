import { isRejection } from '../../../nodes/shared/signing/rejection';
import { headersFromRawList } from '../../../nodes/shared/signing/headers';
import { readPresentedSignature } from '../../../nodes/shared/signing/verify/presentedSignature';
import { matchSignature } from '../../../nodes/shared/signing/verify';
import { findScheme } from '../../../nodes/shared/signing/schemes';
import type { SignatureScheme } from '../../../nodes/shared/signing/scheme';
import { genuineAt, genuineRequest } from '../../support/genuine';
import { keysOf, PUBLIC_URL, secretFor } from '../../support/schemes';

test('a signature that names a thousand headers has the headers gone through once', () => {
	const scheme = findScheme('contentful') as SignatureScheme;
	const { rawHeaders, body } = genuineRequest(scheme, 2);
	const others = Array.from({ length: 1_000 }, (_, number) => number.toString(36));
	const list = 'x-contentful-signed-headers';
	const all = rawHeaders.map((text, index) =>
		rawHeaders[index - 1]?.toLowerCase() === list ? [text, ...others].join(',') : text,
	);
	let reads = 0;
	const watched = new Proxy([...all, ...others.flatMap((name) => [name, 'x'])], {
		get: (target, key, receiver): unknown => {
			if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
			return Reflect.get(target, key, receiver);
		},
	});
	const headers = headersFromRawList(watched);
	const presented = readPresentedSignature(scheme, headers, genuineAt);
	if (isRejection(presented)) throw new Error(presented.reason);
	const request = {
		headers,
		body,
		method: 'POST',
		url: () => PUBLIC_URL,
		payload: () => undefined,
		formBytes: () => undefined,
		receivedAt: genuineAt,
	};
	const keys = keysOf(scheme, secretFor(scheme, 1), secretFor(scheme, 3));
	expect(matchSignature(scheme, presented, request, keys)).toMatchObject({ reason: 'noMatch' });
	expect(reads).toBeLessThanOrEqual(2 * watched.length);
});
