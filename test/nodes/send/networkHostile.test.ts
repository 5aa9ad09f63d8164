import { createServer as createHttp2Server, createSecureServer } from 'node:http2';
import type { Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { constants, createGzip, gzipSync } from 'node:zlib';
import type { Transport } from '../../../nodes/shared/http/transport';
import { createTransport } from '../../../nodes/shared/n8n/http/transport';
import { WebhookSignature } from '../../../nodes/WebhookSignature/WebhookSignature.node';
import { certificate, trustTestAuthority } from '../../support/n8n/certificates';
import type { CertificateKind } from '../../support/n8n/certificates';
import {
	allConnectionsClosed,
	flood,
	startRawReceiver,
	startRawServer,
	untilClosed,
} from '../../support/n8n/rawReceiver';
import type { RawReceiver } from '../../support/n8n/rawReceiver';
import { startReceiver } from '../../support/n8n/receiver';
import { executeContext } from '../../support/n8n/runNode';

const KIB = 1024;
const OK = 'HTTP/1.1 200 OK\r\n';
const TIMEOUT_MS = 500;

const open = (): Transport =>
	createTransport(executeContext({ nodeType: new WebhookSignature() }), undefined);

const request = (url: string, body = Buffer.from('{}'), timeoutMs = TIMEOUT_MS) => ({
	url,
	headers: { 'Content-Type': 'application/json' },
	body,
	timeoutMs,
	verifyCertificate: true,
	publicAddressOnly: false,
});

const failure = (error: string, code?: string) => ({
	kind: 'networkError',
	error,
	...(code !== undefined && { message: expect.stringContaining(code) as string }),
});
const answered = (statusCode: number, rest: object = {}) => ({
	kind: 'response',
	statusCode,
	...rest,
});
const tooLong = answered(200, { bodyOmitted: 'longer than 64 KiB' });
const brokenOff = answered(200, { bodyOmitted: 'the response broke off' });

const saying =
	(...texts: Array<Buffer | string>) =>
	(socket: Socket): void => {
		for (const text of texts) socket.write(text);
	};
const sayingAndEnding =
	(...texts: Array<Buffer | string>) =>
	(socket: Socket): void => {
		saying(...texts)(socket);
		socket.end();
	};
const dripping =
	(start: string, drop = 'x') =>
	(socket: Socket): void => {
		socket.write(start);
		untilClosed(socket, 20, () => socket.write(drop));
	};
const flooding =
	(start: string, chunk: string) =>
	(socket: Socket): void => {
		socket.write(start);
		flood(socket, chunk);
	};

const headers = (count: number, value: string): string =>
	Array.from({ length: count }, (_, index) => `x-${index}: ${value}\r\n`).join('');
const bomb = gzipSync(Buffer.alloc(32 * KIB * KIB), { level: constants.Z_BEST_COMPRESSION });

function floodCompressed(socket: Socket): void {
	socket.write(`${OK}Content-Encoding: gzip\r\n\r\n`);
	const zeros = createGzip();
	zeros.pipe(socket);
	socket.on('close', () => zeros.destroy());
	const fill = (): void => {
		while (!zeros.destroyed && zeros.write(Buffer.alloc(64 * KIB)));
	};
	zeros.on('drain', fill);
	fill();
}

type Hostile = [name: string, handle: (socket: Socket) => void, result: object];

const hostile: Hostile[] = [
	['an endless body', flooding(`${OK}\r\n`, 'x'.repeat(16 * KIB)), tooLong],
	['a long body, and then silence', saying(`${OK}\r\n`, 'x'.repeat(64 * KIB + 1)), tooLong],
	['a body drop by drop', dripping(`${OK}\r\n`), brokenOff],
	['a body that stops coming', saying(`${OK}\r\n`, 'x'), brokenOff],
	['endless compressed nothing', floodCompressed, tooLong],
	[
		'a gzip bomb',
		sayingAndEnding(`${OK}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`, bomb),
		tooLong,
	],
	['gzip that is none', saying(`${OK}Content-Encoding: gzip\r\n\r\n`, 'oops'), brokenOff],
	['a header drop by drop', dripping(`${OK}X-Slow: `), failure('timeout')],
	['headers without end', dripping(OK, 'x-a: 1\r\n'), failure('timeout')],
	[
		'a flood of headers',
		flooding(OK, 'x-a: 1\r\n'.repeat(KIB)),
		failure('protocol', 'HPE_HEADER_OVERFLOW'),
	],
	[
		'a gigantic header',
		saying(`${OK}X-Long: ${'x'.repeat(17 * KIB)}\r\n\r\n`),
		failure('protocol', 'HPE_HEADER_OVERFLOW'),
	],
	[
		'thousands of headers',
		saying(`${OK}${headers(3000, 'x')}\r\n`),
		failure('protocol', 'HPE_HEADER_OVERFLOW'),
	],
	['a thousand headers', sayingAndEnding(`${OK}${headers(1000, 'x')}\r\n`), answered(200)],
	['a promise of more', sayingAndEnding(`${OK}Content-Length: 10\r\n\r\nhalf`), brokenOff],
	[
		'more than was promised',
		saying(`${OK}Content-Length: 2\r\n\r\nokHTTP/1.1 500 No\r\n\r\n`),
		answered(200, { body: Buffer.from('ok') }),
	],
	[
		'two lengths',
		saying(`${OK}Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx`),
		failure('protocol', 'HPE_'),
	],
	[
		'a length that is no number',
		saying(`${OK}Content-Length: -1\r\n\r\nx`),
		failure('protocol', 'HPE_INVALID_CONTENT_LENGTH'),
	],
	['chunks that are none', saying(`${OK}Transfer-Encoding: chunked\r\n\r\nzz\r\n`), brokenOff],
	[
		'a chunk of absurd size',
		saying(`${OK}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n`),
		brokenOff,
	],
	['a status line that is none', saying('HTTP/1.1 abc\r\n\r\n'), failure('protocol', 'HPE_')],
	['a version that is none', saying('HTTP/9.9 200 OK\r\n\r\n'), failure('protocol', 'HPE_')],
	['another protocol', saying('SSH-2.0-OpenSSH_9.9\r\n'), failure('protocol', 'HPE_')],
	['bytes', saying(Buffer.alloc(KIB, 0xff)), failure('protocol', 'HPE_')],
	['a flood of 1xx', dripping('', 'HTTP/1.1 103 Early Hints\r\n\r\n'), failure('timeout')],
	['a switch of protocols', saying('HTTP/1.1 101 Switching Protocols\r\n\r\n'), answered(101)],
	['no answer', saying(), failure('timeout')],
	['an end without an answer', sayingAndEnding(), failure('reset')],
	['a reset', (socket) => socket.resetAndDestroy(), failure('reset')],
	[
		'a reset within the body',
		(socket) => socket.write(`${OK}Content-Length: 10\r\n\r\nhalf`, () => socket.resetAndDestroy()),
		brokenOff,
	],
	[
		'204 with a body',
		saying('HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nok'),
		answered(204, { body: Buffer.alloc(0) }),
	],
];

describe('a receiver that answers with', () => {
	test.each(hostile)('%s', async (_, handle, result) => {
		const receiver = await startRawReceiver(handle);
		expect(await open()(request(receiver.url))).toMatchObject(result);
		await allConnectionsClosed();
		expect(receiver.connections()).toBe(1);
	});
});

test('none of them gets in the way of another delivery', async () => {
	const transport = open();
	const good = await startReceiver();
	const receivers = await Promise.all(
		hostile.map(async ([, handle]) => await startRawReceiver(handle)),
	);
	const started = receivers.map(async ({ url }) => await transport(request(url, undefined, 2_000)));
	const delivered = await Promise.all(
		Array.from({ length: 50 }, async () => await transport(request(good.url, undefined, 10_000))),
	);
	expect(delivered.map((result) => result.kind === 'response' && result.statusCode)).toEqual(
		delivered.map(() => 200),
	);
	expect(await Promise.all(started)).toMatchObject(hostile.map(([, , result]) => result));
	await allConnectionsClosed();
}, 20_000);

describe('a receiver that does not read', () => {
	const large = Buffer.alloc(16 * KIB * KIB, ' ');

	test('and does not answer', async () => {
		const receiver = await startRawReceiver((socket) => socket.pause());
		expect(await open()(request(receiver.url, large))).toMatchObject(failure('timeout'));
		await allConnectionsClosed();
	});

	test('but answers before it was sent everything', async () => {
		const receiver = await startRawReceiver((socket) => {
			socket.pause();
			socket.write('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno');
		});
		const result = await open()(request(receiver.url, large));
		expect(result).toMatchObject(answered(413, { body: Buffer.from('no') }));
		await allConnectionsClosed();
	});
});

test('a loop of redirects is left after the first', async () => {
	const receiver: RawReceiver = await startRawReceiver((socket) =>
		socket.end(`HTTP/1.1 302 Found\r\nLocation: ${receiver.url}\r\nContent-Length: 0\r\n\r\n`),
	);
	expect(await open()(request(receiver.url))).toMatchObject(answered(302));
	expect(receiver.connections()).toBe(1);
});

describe('TLS', () => {
	const servingTls = async (kind: CertificateKind): Promise<RawReceiver> =>
		await startRawServer(
			createTlsServer({ key: certificate(kind), cert: certificate(kind) }, (socket) =>
				socket.once('data', () => socket.end(`${OK}Content-Length: 0\r\n\r\n`)),
			),
			'https',
		);

	test.each<[CertificateKind, object]>([
		['valid', answered(200)],
		['expired', failure('tls', 'CERT_HAS_EXPIRED')],
		['otherName', failure('tls', 'ERR_TLS_CERT_ALTNAME_INVALID')],
	])('a certificate that is %s, of a trusted authority', async (kind, result) => {
		const { restore } = trustTestAuthority();
		try {
			const receiver = await servingTls(kind);
			expect(await open()(request(receiver.url))).toMatchObject(result);
			await allConnectionsClosed();
		} finally {
			restore();
		}
	});

	test('a certificate of an authority that nobody knows', async () => {
		const receiver = await servingTls('valid');
		expect(await open()(request(receiver.url))).toMatchObject(failure('tls'));
		await allConnectionsClosed();
	});

	test('a port that takes the connection and then says nothing', async () => {
		const receiver = await startRawReceiver(() => undefined, 'https');
		expect(await open()(request(receiver.url))).toMatchObject(failure('timeout'));
		await allConnectionsClosed();
	});
});

describe('a server that speaks HTTP/2 alone', () => {
	test('without TLS', async () => {
		const receiver = await startRawServer(createHttp2Server());
		expect(await open()(request(receiver.url))).toMatchObject(failure('protocol', 'HPE_'));
		await allConnectionsClosed();
	});

	test('with TLS, which says so', async () => {
		const { restore } = trustTestAuthority();
		try {
			const key = certificate('valid');
			const receiver = await startRawServer(createSecureServer({ key, cert: key }), 'https');
			expect(await open()(request(receiver.url))).toMatchObject(answered(403));
			await allConnectionsClosed();
		} finally {
			restore();
		}
	});
});
