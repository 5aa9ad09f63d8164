import { SEPARATORS } from '../../../nodes/shared/signing/customScheme/settings';
import type {
	CustomAlgorithm,
	CustomFormat,
	CustomSchemeSettings,
	CustomSeparator,
	CustomTimestamp,
} from '../../../nodes/shared/signing/customScheme/settings';
import type {
	BodySignature,
	ContentPart,
	HeaderSignature,
	SignatureScheme,
} from '../../../nodes/shared/signing/scheme';
import { signatureSchemes } from '../../../nodes/shared/signing/schemes';
import { canSign } from '../../../nodes/shared/signing/sign';
import { buildScheme, NO_EVENT, usualTimeRule } from '../../support/customScheme';
import { keysOf, secretFor, signedRawHeaders, signingKeysOf, verify } from '../../support/schemes';

const nowMs = 1_700_000_000_000;
const isInHeader = (signature: HeaderSignature | BodySignature): signature is HeaderSignature =>
	'header' in signature;

const ALGORITHMS: Readonly<Record<string, CustomAlgorithm>> = {
	ecdsa: 'ecdsa-p256-sha256',
	ed25519: 'ed25519',
	'hmac sha1': 'hmac-sha1',
	'hmac sha256': 'hmac-sha256',
	'hmac sha512': 'hmac-sha512',
	rsa: 'rsa-sha256',
	token: 'token',
};

/** What a user would choose as the algorithm, if the fields offer it. */
function algorithmOf({ algorithm }: SignatureScheme): CustomAlgorithm | undefined {
	return ALGORITHMS[algorithm.kind === 'hmac' ? `hmac ${algorithm.hash}` : algorithm.kind];
}

function separatorOf(text: string): CustomSeparator {
	const names = Object.keys(SEPARATORS) as CustomSeparator[];
	const name = names.find((each) => SEPARATORS[each] === text);
	if (name === undefined) throw new Error(`No field offers the separator '${text}'`);
	return name;
}

function formatOf({ format }: HeaderSignature): CustomFormat {
	switch (format.kind) {
		case 'single':
			return format;
		case 'list':
			return {
				kind: 'list',
				separator: separatorOf(format.entrySeparator),
				versionLabel: format.version + format.versionSeparator,
			};
		case 'pairs':
			return {
				kind: 'pairs',
				separator: separatorOf(format.pairSeparator),
				signatureKey: format.signatureKey,
			};
	}
}

function timestampOf({ timestamp, signature }: SignatureScheme): CustomTimestamp {
	if (timestamp === undefined) return { place: 'none' };
	const { from, unit, toleranceSeconds } = timestamp;
	if (from === 'pairs') {
		const format = isInHeader(signature) ? signature.format : undefined;
		const key = format?.kind === 'pairs' ? format.timestampKey : undefined;
		return { place: 'pairs', key: key ?? '', unit, toleranceSeconds };
	}
	return 'header' in from
		? { place: 'header', header: from.header, unit, toleranceSeconds }
		: { place: 'body', path: from.body.join('.'), unit, toleranceSeconds };
}

const tokenOf = (part: ContentPart): string => {
	if (part === 'formFields') return '{form}';
	if (typeof part === 'string') return `{${part}}`;
	if ('literal' in part) return part.literal.replace(/[\\{}]/g, '\\$&').replace(/\n/g, '\\n');
	if ('header' in part) return `{header:${part.header}}`;
	if ('signedHeaders' in part) return `{signedHeaders:${part.signedHeaders}}`;
	throw new Error('No token stands for a field of the body');
};

/** What a user would enter to describe a scheme that is known. */
function settingsFor(scheme: SignatureScheme, signature: HeaderSignature): CustomSchemeSettings {
	return {
		signatureHeader: [signature.header, ...(signature.furtherHeaders ?? [])].join(', '),
		algorithm: algorithmOf(scheme) ?? 'token',
		encoding: scheme.encoding,
		keyFormat: scheme.keyFormat === 'asymmetric' ? 'text' : scheme.keyFormat,
		format: formatOf(signature),
		signedContent: scheme.content.map(tokenOf).join(''),
		timestamp: timestampOf(scheme),
		idHeader: scheme.idHeader ?? '',
		event: { ...NO_EVENT, nameHeader: scheme.eventHeader ?? '' },
	};
}

/** The longest tolerance that users can choose. */
const DAY_SECONDS = 86_400;

const describable = signatureSchemes.flatMap((scheme) => {
	const { signature } = scheme;
	const isLong = (scheme.timestamp?.toleranceSeconds ?? 0) > DAY_SECONDS;
	return isInHeader(signature) && algorithmOf(scheme) && canSign(scheme) && !isLong
		? [{ id: scheme.id, scheme, settings: settingsFor(scheme, signature) }]
		: [];
});

const signsBodyField = ({ content }: SignatureScheme): boolean =>
	content.some((part) => typeof part === 'object' && 'bodyField' in part);

test('every known scheme is describable that has an HMAC in a header, but for two kinds', () => {
	const hmacs = signatureSchemes.filter(
		(scheme) =>
			scheme.algorithm.kind === 'hmac' && isInHeader(scheme.signature) && !signsBodyField(scheme),
	);
	const ids = describable.map(({ id }) => id);
	expect(hmacs.length).toBeGreaterThan(50);
	// Fields of the body, and a tolerance of more than the day that users can choose.
	expect(hmacs.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual(['tiktok']);
});

describe.each(describable)('$id, described field by field', ({ scheme, settings }) => {
	const custom = buildScheme(settings);
	const secret = secretFor(scheme);
	const time = scheme.timestamp?.from;
	const hasBodyTime = typeof time === 'object' && 'body' in time;
	const value = hasBodyTime
		? { [time.body.join('.')]: nowMs }
		: { type: 'order.paid', name: 'Zoë' };
	const json = { body: Buffer.from(JSON.stringify(value)), contentType: 'application/json' };
	const form = {
		body: Buffer.from('b=2&a=1&a=0&text=%C3%A9+x'),
		contentType: 'application/x-www-form-urlencoded',
	};
	const { body, contentType } = scheme.content.includes('formFields') ? form : json;
	const message = { body, contentType, id: 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W', nowMs };

	test('verifies what the known one signed, and the other way round', () => {
		for (const [signer, verifier] of [
			[scheme, custom],
			[custom, scheme],
		] as const) {
			const rawHeaders = signedRawHeaders(signer, signingKeysOf(signer, secret), message);
			const request = { rawHeaders, body, nowMs };
			expect(verify(verifier, keysOf(verifier, secret), request)).toMatchObject({ ok: true });
		}
	});

	test('signs to the same headers', () => {
		// A signature of ECDSA holds a random number and is never the same twice.
		const [known, described] = [scheme, custom].map((each) =>
			signedRawHeaders(each, signingKeysOf(each, secret), message).map((text) =>
				scheme.algorithm.kind === 'ecdsa' && text.length > 80 ? 'signature' : text,
			),
		);
		expect(described).toEqual(known);
	});

	test('refuses another body, unless a token proves none', () => {
		const rawHeaders = signedRawHeaders(custom, signingKeysOf(custom, secret), message);
		const request = { rawHeaders, body: Buffer.concat([body, body]), nowMs };
		const { ok } = verify(custom, keysOf(custom, secret), request);
		expect(ok).toBe(scheme.algorithm.kind === 'token');
	});
});

test('RSA signatures are described as well', () => {
	const scheme = buildScheme({ algorithm: 'rsa-sha256', encoding: 'base64' });
	const secret = secretFor(scheme);
	const body = Buffer.from('{}');
	const keys = signingKeysOf(scheme, secret);
	const rawHeaders = signedRawHeaders(scheme, keys, { body, id: 'msg_1', nowMs });
	const request = { rawHeaders, body, nowMs };
	expect(verify(scheme, keysOf(scheme, secret), request).ok).toBe(true);
	expect(verify(scheme, keysOf(scheme, secret), { ...request, body: Buffer.from('[]') }).ok).toBe(
		false,
	);
});

test('bodies other than forms need their hash in the URL where form fields are signed', () => {
	const scheme = buildScheme({ signedContent: '{url}{form}' });
	const secret = secretFor(scheme);
	const body = Buffer.from('{"amount":1}');
	const signed = { body, id: 'msg_1', nowMs };
	const rawHeaders = signedRawHeaders(scheme, signingKeysOf(scheme, secret), signed);
	expect(verify(scheme, keysOf(scheme, secret), { rawHeaders, body, nowMs })).toMatchObject({
		reason: 'bodyHashMismatch',
	});
});

test.each([
	['{body}', ['body']],
	['{timestamp}.{body}', ['timestamp', { literal: '.' }, 'body']],
	['v0:{id}:{body}', [{ literal: 'v0:' }, 'id', { literal: ':' }, 'body']],
	['{method}\\n{path}\\n{body}', ['method', { literal: '\n' }, 'path', { literal: '\n' }, 'body']],
	['\\{{id}\\}\\\\{body}', [{ literal: '{' }, 'id', { literal: '}\\' }, 'body']],
	[
		'{header:X-Tenant}\\t{body}\\r\\n',
		[{ header: 'X-Tenant' }, { literal: '\t' }, 'body', { literal: '\r\n' }],
	],
	['\\ {body}\\ ', [{ literal: ' ' }, 'body', { literal: ' ' }]],
	['{signedHeaders:X-List}{body}', [{ signedHeaders: 'X-List' }, 'body']],
	['{url}{form}', ['url', 'formFields']],
])('the template %s stands for its parts', (signedContent, content) => {
	expect(
		buildScheme({ signedContent, idHeader: 'X-Id', timestamp: time(signedContent) }).content,
	).toEqual(content);
});

function time(signedContent: string): CustomTimestamp {
	return signedContent.includes('{timestamp}')
		? { place: 'header', header: 'X-Time', ...usualTimeRule }
		: { place: 'none' };
}

test('facts about the event are read where the fields say', () => {
	const event = {
		nameHeader: 'X-Event',
		namePath: 'event.name',
		idHeader: 'X-Delivery',
		idPath: 'event.id',
		dataPath: 'event.data',
	};
	expect(buildScheme({ idHeader: 'X-Id', event })).toMatchObject({
		idHeader: 'X-Id',
		eventHeader: 'X-Event',
		event: {
			id: [{ header: 'x-delivery' }, { header: 'x-id' }, { body: ['event', 'id'] }],
			name: [{ header: 'x-event' }, { body: ['event', 'name'] }],
			data: [['event', 'data']],
		},
	});
});

test('without event fields, the usual places are looked at', () => {
	expect(buildScheme({}).event).toEqual({
		id: [{ body: ['id'] }],
		name: [{ body: ['event'] }, { body: ['type'] }, { body: ['event_type'] }],
		data: [['data']],
	});
	expect(buildScheme({ idHeader: 'X-Id' }).event.id).toEqual([{ header: 'x-id' }]);
});

test('a header that is signed as such covers the time in it', () => {
	const signedContent = '{header:x-time}{body}';
	expect(
		buildScheme({
			signedContent,
			timestamp: { place: 'header', header: 'X-Time', ...usualTimeRule },
		}).timestamp,
	).toBeDefined();
});
