import {
	classifyNetworkError,
	describeNetworkError,
} from '../../../nodes/shared/http/networkError';
import type { NetworkErrorKind } from '../../../nodes/shared/http/networkError';

const coded = (code: string, cause?: unknown): Error =>
	Object.assign(new Error('text with a secret', { cause }), { code });

test.each<[string, unknown, NetworkErrorKind]>([
	['ENOTFOUND', coded('ENOTFOUND'), 'dns'],
	['EAI_AGAIN', coded('EAI_AGAIN'), 'dns'],
	['ECONNREFUSED', coded('ECONNREFUSED'), 'refused'],
	['ECONNRESET', coded('ECONNRESET'), 'reset'],
	['ECONNABORTED', coded('ECONNABORTED'), 'timeout'],
	['EHOSTUNREACH', coded('EHOSTUNREACH'), 'unreachable'],
	['a self-signed certificate', coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'tls'],
	['a certificate for another name', coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'tls'],
	['a certificate that was called back', coded('CERT_REVOKED'), 'tls'],
	['an authority that nobody knows', coded('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), 'tls'],
	['something that is not HTTP', coded('HPE_INVALID_CONSTANT'), 'protocol'],
	['headers that are too long', coded('HPE_HEADER_OVERFLOW'), 'protocol'],
	['a code behind a wrapper', coded('ERR_BAD_REQUEST', coded('ECONNREFUSED')), 'refused'],
	['an address that n8n refuses', named('SsrfBlockedIpError'), 'blocked'],
	[
		'a refused address behind a wrapper',
		coded('ERR_BAD_REQUEST', named('SsrfBlockedHostnameError')),
		'blocked',
	],
	['an unknown code', coded('EWHATEVER'), 'other'],
	['no code', new Error('x'), 'other'],
	['no error', 'x', 'other'],
	['a cause that is its own cause', selfCaused(), 'other'],
])('%s', (_, error, kind) => {
	const classified = classifyNetworkError(error);
	expect(classified.kind).toBe(kind);
	expect(classified.message).toContain(describeNetworkError(kind));
	expect(classified.message).not.toContain('secret');
});

function named(name: string): Error {
	return Object.assign(new Error('text with a secret'), { name });
}

function selfCaused(): Error {
	const error = new Error('x');
	error.cause = error;
	return error;
}
