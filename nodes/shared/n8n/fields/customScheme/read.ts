import { z } from 'zod';
import type { Result } from '../../../result';
import { buildCustomScheme } from '../../../signing/customScheme';
import type { CustomSchemeSettings } from '../../../signing/customScheme/settings';
import type { SignatureScheme } from '../../../signing/scheme';
import { fieldChecks, readFields } from '../checks';
import type { ParameterReader } from '../../parameters';

const { choice, text: exactText } = fieldChecks;

const text = (label: string) => exactText(label).trim();

const timeRule = {
	unit: choice('Timestamp Unit', ['iso8601', 'milliseconds', 'seconds', 'secondsOrMilliseconds']),
	toleranceSeconds: z.number({ message: "The field 'Tolerance (Seconds)' must be a number." }),
};

const separator = choice('Separator', ['comma', 'semicolon', 'space']);

const settingsSchema = z.object({
	signatureHeader: text('Signature Header'),
	algorithm: choice('Algorithm', [
		'ecdsa-p256-sha256',
		'ed25519',
		'hmac-sha1',
		'hmac-sha256',
		'hmac-sha512',
		'rsa-sha256',
		'token',
	]),
	tokenForm: choice('Token Form', ['basic', 'bearer', 'plain']).optional(),
	encoding: choice('Signature Encoding', ['base64', 'base64url', 'hex', 'text']),
	keyFormat: choice('Secret Format', ['base64', 'hex', 'text', 'whsec', 'whsecOrText']),
	format: z.discriminatedUnion(
		'kind',
		[
			// The last character of a prefix may be a space, as in "Signature 5257a869".
			z.object({ kind: z.literal('single'), prefix: exactText('Prefix') }),
			z.object({ kind: z.literal('list'), separator, versionLabel: text('Version Label') }),
			z.object({ kind: z.literal('pairs'), separator, signatureKey: text('Signature Key') }),
		],
		{
			errorMap: () => ({
				message: "The field 'Signature Format' must be one of: list, pairs, single.",
			}),
		},
	),
	signedContent: exactText('Signed Content'),
	timestamp: z.discriminatedUnion(
		'place',
		[
			z.object({ place: z.literal('none') }),
			z.object({ place: z.literal('body'), path: text('Timestamp Path'), ...timeRule }),
			z.object({ place: z.literal('header'), header: text('Timestamp Header'), ...timeRule }),
			z.object({ place: z.literal('pairs'), key: text('Timestamp Key'), ...timeRule }),
		],
		{
			errorMap: () => ({
				message: "The field 'Timestamp' must be one of: body, header, none, pairs.",
			}),
		},
	),
	idHeader: text('ID Header'),
	event: z.object(
		{
			dataPath: text('Data Path').default(''),
			idHeader: text('Event ID Header').default(''),
			idPath: text('Event ID Path').default(''),
			nameHeader: text('Event Name Header').default(''),
			namePath: text('Event Name Path').default(''),
		},
		{ message: "The field 'Event Fields' must be a collection of fields." },
	),
});

/** How a secret that is sent along stands in its header, where it does not stand alone. */
const TOKEN_FORMS: ReadonlyMap<unknown, { prefix: string; encoding: string }> = new Map([
	['basic', { prefix: 'Basic ', encoding: 'base64' }],
	['bearer', { prefix: 'Bearer ', encoding: 'text' }],
]);
const PLAIN_TOKEN = { prefix: '', encoding: 'text' };

function shownFormat(parameter: ParameterReader): unknown {
	const kind = parameter('customFormat');
	if (kind === 'single') return { kind, prefix: parameter('customPrefix') };
	const entries = { kind, separator: parameter('customSeparator') };
	return kind === 'list'
		? { ...entries, versionLabel: parameter('customVersionLabel') }
		: { ...entries, signatureKey: parameter('customSignatureKey') };
}

function shownTimestamp(parameter: ParameterReader): unknown {
	const place = parameter('customTimestamp');
	if (place === 'none') return { place };
	const unit = parameter('customTimestampUnit');
	const toleranceSeconds = parameter('customToleranceSeconds');
	const rule = { place, unit, toleranceSeconds };
	switch (place) {
		case 'header':
			return { ...rule, header: parameter('customTimestampHeader') };
		case 'pairs':
			return { ...rule, key: parameter('customTimestampKey') };
		default:
			return { ...rule, path: parameter('customTimestampPath') };
	}
}

/** The fields that are shown, and fixed values for the others, of which n8n knows none. */
function shownFields(parameter: ParameterReader): unknown {
	const algorithm = parameter('customAlgorithm');
	const common = {
		algorithm,
		signatureHeader: parameter('customSignatureHeader'),
		idHeader: parameter('customIdHeader'),
		event: parameter('customEventFields') ?? {},
		keyFormat: 'text',
	};
	if (algorithm === 'token') {
		const tokenForm = parameter('customTokenForm');
		const { prefix, encoding } = TOKEN_FORMS.get(tokenForm) ?? PLAIN_TOKEN;
		return {
			...common,
			tokenForm,
			encoding,
			format: { kind: 'single', prefix },
			signedContent: '',
			timestamp: { place: 'none' },
		};
	}
	return {
		...common,
		encoding: parameter('customEncoding'),
		...(String(algorithm).startsWith('hmac-') && { keyFormat: parameter('customKeyFormat') }),
		format: shownFormat(parameter),
		signedContent: parameter('customSignedContent'),
		timestamp: shownTimestamp(parameter),
	};
}

/** Reads the scheme that a user described with `customSchemeProperties`. */
export function readCustomScheme(parameter: ParameterReader): Result<SignatureScheme> {
	const settings: Result<CustomSchemeSettings> = readFields(settingsSchema, shownFields(parameter));
	return settings.ok ? buildCustomScheme(settings.value) : settings;
}
