import { failure, success } from '../../result';
import type { Result } from '../../result';
import type { BodyPath } from '../content/bodyValue';
import { parseContentTemplate } from './contentTemplate';
import { findContentProblem } from './contentProblems';
import { findFieldProblem, signatureHeaderNames } from './fieldProblems';
import { SEPARATORS } from './settings';
import type { CustomAlgorithm, CustomSchemeSettings, CustomTimestamp } from './settings';
import type {
	ContentPart,
	EventLocator,
	EventLocators,
	KeyFormat,
	RepeatRule,
	SignatureAlgorithm,
	SignatureFormat,
	SignatureScheme,
	TimestampRule,
} from '../scheme';
import { usualEvent } from '../schemes/hmacSha256Hex';

/** Id of every scheme that a user describes. */
export const CUSTOM_SCHEME_ID = 'custom';

// Where a form is signed field by field, bodies of other types are proven by their hash in the
// signed URL, or not at all.
const BODY_HASH_PARAMETER = 'bodySHA256';

const ALGORITHMS: Readonly<Record<CustomAlgorithm, SignatureAlgorithm>> = {
	'ecdsa-p256-sha256': { kind: 'ecdsa', hash: 'sha256' },
	ed25519: { kind: 'ed25519' },
	'hmac-sha1': { kind: 'hmac', hash: 'sha1' },
	'hmac-sha256': { kind: 'hmac', hash: 'sha256' },
	'hmac-sha512': { kind: 'hmac', hash: 'sha512' },
	'rsa-sha256': { kind: 'rsa', hash: 'sha256' },
	token: { kind: 'token' },
};

// Checked before: no key is empty.
const toPath = (text: string): BodyPath => text.split('.') as [string, ...string[]];

function toFormat({ format, timestamp }: CustomSchemeSettings): SignatureFormat {
	switch (format.kind) {
		case 'single':
			return format;
		case 'list':
			return {
				kind: 'list',
				entrySeparator: SEPARATORS[format.separator],
				version: format.versionLabel.slice(0, -1),
				versionSeparator: format.versionLabel.slice(-1),
			};
		case 'pairs':
			return {
				kind: 'pairs',
				pairSeparator: SEPARATORS[format.separator],
				signatureKey: format.signatureKey,
				...(timestamp.place === 'pairs' && { timestampKey: timestamp.key }),
			};
	}
}

function toTimestampRule(timestamp: CustomTimestamp): TimestampRule | undefined {
	if (timestamp.place === 'none') return undefined;
	const { unit, toleranceSeconds } = timestamp;
	switch (timestamp.place) {
		case 'header':
			return { from: { header: timestamp.header }, unit, toleranceSeconds };
		case 'body':
			return { from: { body: toPath(timestamp.path) }, unit, toleranceSeconds };
		case 'pairs':
			return { from: 'pairs', unit, toleranceSeconds };
	}
}

/** The places that the user named; where there are none, those that are usual. */
function toLocators(
	headers: readonly string[],
	path: string,
	usual: readonly EventLocator[],
): readonly EventLocator[] {
	const named = headers
		.filter((header) => header !== '')
		.map((header) => ({ header: header.toLowerCase() }));
	if (path !== '') return [...named, { body: toPath(path) }];
	return named.length > 0 ? named : usual;
}

function toKeyFormat({ algorithm, keyFormat }: CustomSchemeSettings): KeyFormat {
	switch (algorithm) {
		case 'ecdsa-p256-sha256':
		case 'ed25519':
		case 'rsa-sha256':
			return 'asymmetric';
		case 'token':
			return 'text';
		case 'hmac-sha1':
		case 'hmac-sha256':
		case 'hmac-sha512':
			return keyFormat;
	}
}

function toEvent({ event, idHeader }: CustomSchemeSettings): EventLocators {
	return {
		id: toLocators([event.idHeader, idHeader], event.idPath, usualEvent.id),
		name: toLocators([event.nameHeader], event.namePath, usualEvent.name),
		data: event.dataPath === '' ? usualEvent.data : [toPath(event.dataPath)],
	};
}

/**
 * What the user says about headers counts, as far as it goes: an id of a message or event, and the
 * name of an event. An id in the body may be that of what the event is about, so it does not.
 */
function toRepeatRule({ event, idHeader }: CustomSchemeSettings): RepeatRule {
	const headers = [idHeader, event.idHeader].filter((header) => header !== '');
	return {
		...(headers.length > 0 && {
			id: headers.map((header) => ({ header: header.toLowerCase() })),
		}),
		// Two events of the same second may differ in nothing else.
		...(event.nameHeader !== '' && { countsWithContent: ['name'] as const }),
		source: 'Your own fields.',
	};
}

function toScheme(
	settings: CustomSchemeSettings,
	headers: readonly string[],
	content: readonly ContentPart[],
): SignatureScheme {
	const algorithm = ALGORITHMS[settings.algorithm];
	const timestamp = toTimestampRule(settings.timestamp);
	const [header = '', ...furtherHeaders] = headers;
	return {
		id: CUSTOM_SCHEME_ID,
		displayName: 'Custom',
		description: 'Described in the fields of the node',
		algorithm,
		encoding: settings.encoding,
		keyFormat: toKeyFormat(settings),
		signature: {
			header,
			...(furtherHeaders.length > 0 && { furtherHeaders }),
			format: toFormat(settings),
		},
		...(timestamp && { timestamp }),
		...(settings.idHeader !== '' && { idHeader: settings.idHeader }),
		...(settings.event.nameHeader !== '' && { eventHeader: settings.event.nameHeader }),
		content,
		// Nothing is known of the sender. One that signs the fields of forms sends forms.
		bodyFormat: content.includes('formFields') ? 'signedForm' : 'any',
		...(content.includes('formFields') &&
			!content.includes('body') && { bodyHashParameter: BODY_HASH_PARAMETER }),
		repeats: toRepeatRule(settings),
		event: toEvent(settings),
	};
}

/**
 * Makes a scheme of what a user described. Never throws.
 *
 * Refused is what could not work, and what would look safer than it is: a time or a body that the
 * signature does not cover.
 */
export function buildCustomScheme(settings: CustomSchemeSettings): Result<SignatureScheme> {
	const problem = findFieldProblem(settings);
	if (problem !== undefined) return failure(problem);
	const headers = signatureHeaderNames(settings);
	if (settings.algorithm === 'token') return success(toScheme(settings, headers, []));
	const parsed = parseContentTemplate(settings.signedContent);
	if (!parsed.ok) return parsed;
	const content = parsed.value;
	const contentProblem = findContentProblem(settings, headers, content);
	return contentProblem === undefined
		? success(toScheme(settings, headers, content))
		: failure(contentProblem);
}
