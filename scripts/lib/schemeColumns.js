// @ts-check
'use strict';

const { provenWith } = require('./provenWith');

/**
 * @typedef {import('../../nodes/shared/signing/scheme').SignatureScheme} SignatureScheme
 * @typedef {import('../../nodes/shared/signing/scheme').ContentPart} ContentPart
 * @typedef {import('../../nodes/shared/signing/scheme').EventLocator} EventLocator
 */

const code = (/** @type {string} */ text) =>
	`\`${text.replaceAll('\n', '\\n').replaceAll('|', '\\|')}\``;

const dotted = (/** @type {readonly string[]} */ keys) => code(keys.join('.'));

/** @param {SignatureScheme} scheme */
const nameOf = ({ displayName, documentationUrl }) =>
	documentationUrl ? `[${displayName}](${documentationUrl})` : displayName;

/** @param {import('../../nodes/shared/signing/scheme').SignatureFormat} format */
function formOf(format) {
	switch (format.kind) {
		case 'single':
			return `${format.prefix}<signature>`;
		case 'list': {
			const entry = `${format.version}${format.versionSeparator}<signature>`;
			return `${entry}${format.entrySeparator}…`;
		}
		case 'pairs': {
			const time = format.timestampKey === undefined ? [] : [`${format.timestampKey}=<time>`];
			return [...time, `${format.signatureKey}=<signature>`].join(format.pairSeparator);
		}
	}
}

/** @param {SignatureScheme} scheme */
function placeOf({ algorithm, encoding, signature, headerAliases }) {
	if (!('header' in signature)) {
		const { path: keys, itemsPath } = signature;
		const each = itemsPath ? `each of ${dotted(itemsPath)}: ` : '';
		return `in the body, ${each}${dotted(keys)}`;
	}
	const { header, furtherHeaders = [], headerIsConfigurable, headerIsRepeated, format } = signature;
	const alias = headerAliases?.[header.toLowerCase()];
	const last = furtherHeaders.at(-1);
	const names = [header, ...(alias === undefined ? [] : [alias])].map(code);
	if (last !== undefined) names.push((furtherHeaders.length > 1 ? '… ' : '') + code(last));
	const choice =
		(headerIsConfigurable ? ', or a name of your choice' : '') +
		(headerIsRepeated ? ', once or repeated' : '');
	const isToken = algorithm.kind === 'token';
	const proof = isToken ? (encoding === 'base64' ? '<user:password>' : '<secret>') : '<signature>';
	return `${names.join(' or ')}${choice}: ${code(formOf(format).replaceAll('<signature>', proof))}`;
}

const KEYS = {
	text: 'text',
	base64: 'base64',
	hex: 'hex',
	whsec: 'base64 of 24 to 64 bytes, `whsec_` in front or not',
	whsecOrText: 'base64 behind `whsec_`, or text',
	asymmetric: 'public key, or private key to sign',
};

/** @param {SignatureScheme} scheme */
function algorithmOf({ algorithm, encoding, keyFormat }) {
	const key = `key: ${KEYS[keyFormat]}`;
	switch (algorithm.kind) {
		case 'hmac':
			return `HMAC ${algorithm.hash.replace('sha', 'SHA-')}, ${encoding}, ${key}`;
		case 'ed25519':
			return `Ed25519, ${encoding}, ${key}`;
		case 'ecdsa':
			return `ECDSA P-256 with SHA-256, ${encoding}, ${key}`;
		case 'rsa':
			return `RSA with SHA-256, ${encoding}, ${key}`;
		case 'jwt':
			return `JSON Web Token, HMAC SHA-256, ${key}`;
		case 'none':
			return 'none';
		case 'token':
			return encoding === 'base64' ? 'none: user and password' : 'none: the secret itself';
	}
}

const CLAIMS = {
	bodySha256Hex: 'the hash of the body',
	urlHash: 'the hash of method, path and query',
	url: 'the URL',
};

/** @param {ContentPart} part */
function partOf(part) {
	if (part === 'timestamp') return '<time>';
	if (part === 'formFields') return '<fields of a form>';
	if (typeof part === 'string') return `<${part}>`;
	if ('literal' in part) return part.literal;
	if ('header' in part) return `<header ${part.header}>`;
	if ('bodyField' in part) return `<${part.bodyField.at(-1)}>`;
	return `<headers listed in ${part.signedHeaders}>`;
}

/** @param {SignatureScheme} scheme */
function contentOf({ algorithm, content, bodyHashParameter, bodyReadings }) {
	if (algorithm.kind === 'token') return 'nothing';
	if (algorithm.kind === 'jwt') {
		const claims = algorithm.claims.map(({ name, equals }) =>
			typeof equals === 'string'
				? `${code(name)} is ${CLAIMS[equals]}`
				: `${code(name)} is ${code(equals.literal)}`,
		);
		return `the token, whose claim ${claims.join(' and ')}`;
	}
	const hash =
		bodyHashParameter === undefined
			? ''
			: `; ${code(bodyHashParameter)} in the URL is the hash of any other body`;
	const reading = bodyReadings?.includes('reserialised')
		? ', else the same with its JSON serialized again'
		: '';
	return code(content.map(partOf).join('')) + hash + reading;
}

/** @param {SignatureScheme} scheme */
function coversBody({ algorithm, content, bodyHashParameter }) {
	const byToken =
		algorithm.kind === 'jwt' && algorithm.claims.some(({ equals }) => equals === 'bodySha256Hex');
	if (content.includes('body') || bodyHashParameter !== undefined || byToken) return 'yes';
	const hasFields = content.some((part) => typeof part === 'object' && 'bodyField' in part);
	return hasFields ? 'only the fields that are signed' : '**no**';
}

const UNITS = {
	seconds: 'seconds',
	milliseconds: 'milliseconds',
	secondsOrMilliseconds: 'seconds or milliseconds',
	iso8601: 'ISO 8601',
	iso8601Utc: 'ISO 8601, UTC without a zone',
};

/** @param {SignatureScheme} scheme */
function timeOf({ algorithm, timestamp, signature }) {
	if (timestamp === undefined) return algorithm.kind === 'jwt' ? '`exp` of the token' : 'none';
	const { from, unit, toleranceSeconds } = timestamp;
	const format = 'header' in signature ? signature.format : undefined;
	const pair = format?.kind === 'pairs' ? (format.timestampKey ?? '') : '';
	const place =
		from === 'pairs'
			? `${code(pair)} in the header`
			: 'header' in from
				? `header ${code(from.header)}`
				: dotted(from.body);
	return `${place}, ${UNITS[unit]}, ${toleranceSeconds} s`;
}

/**
 * @param {EventLocator} locator
 * @returns {string}
 */
function locatorOf(locator) {
	if ('header' in locator) return `header ${code(locator.header)}`;
	if ('body' in locator) return dotted(locator.body);
	if ('presentKey' in locator)
		return 'the key that tells what happened, such as ' + code(locator.presentKey[0] ?? '');
	return locator.join.map(locatorOf).join(` ${locator.separator} `);
}

/** @param {readonly EventLocator[]} locators */
const locatorsOf = (locators) =>
	locators.length === 0 ? '`null`' : locators.map(locatorOf).join(', else ');

/** @param {SignatureScheme} scheme */
function dataOf({ event: { data, name } }) {
	if (data.length === 0) return 'the whole body';
	const isNamedSo = name.some(
		(each) => 'presentKey' in each && each.presentKey.length === data.length,
	);
	return isNamedSo ? 'what that key holds' : data.map(dotted).join(', else ');
}

/**
 * @param {EventLocator} locator
 * @param {SignatureScheme} scheme
 * @returns {boolean}
 */
function isSigned(locator, scheme) {
	const { content, idHeader, bodyHashParameter } = scheme;
	if ('join' in locator) return locator.join.every((part) => isSigned(part, scheme));
	return 'header' in locator
		? content.includes('id') && idHeader?.toLowerCase() === locator.header
		: content.includes('body') || bodyHashParameter !== undefined;
}

/** @param {SignatureScheme} scheme */
function distinctOf({ content, repeats: { distinctBy = [] } }) {
	const [first] = distinctBy;
	if (first === undefined) return [];
	const what = content.includes('body') ? 'the body' : 'the signed content';
	return [`${what}, where it holds ${dotted(first)}`];
}

/** @param {SignatureScheme} scheme */
function repeatedFacts(scheme) {
	const { repeats, timestamp } = scheme;
	const { id = [] } = repeats;
	const signed = id.filter((locator) => isSigned(locator, scheme));
	const unsigned = id.filter((locator) => !signed.includes(locator));
	const withId = repeats.countsWithContent?.includes('id') ? ` and ${locatorsOf(unsigned)}` : '';
	const byTime = timestamp ? [`the signed content with its time${withId}`] : [];
	return [
		...(signed.length > 0 ? [`the signed id ${locatorsOf(signed)}`, 'the signed content'] : byTime),
		...distinctOf(scheme),
		...(unsigned.length > 0 ? [`body, name and ${locatorsOf(unsigned)} together`] : []),
	];
}

/** @param {SignatureScheme} scheme */
function repeatsOf(scheme) {
	const { algorithm, repeats, signature } = scheme;
	const facts = algorithm.kind === 'token' ? [] : repeatedFacts(scheme);
	const each = !('header' in signature) && signature.itemsPath ? 'each item by ' : '';
	return `${facts.length === 0 ? '**nothing**' : each + facts.join('; or ')}. ${repeats.source}`;
}

/** @param {SignatureScheme} scheme */
const handshakesOf = ({ handshakes = [] }) =>
	handshakes.map(({ name }) => code(name)).join(', ') || 'none';

/** How bodies are read, in the words of docs/nodes/signed-webhook-trigger.md. */
const BODIES = {
	any: 'any',
	json: 'JSON',
	jsonOrForm: 'JSON or form',
	signedForm: 'form, or hashed JSON',
};

/** @param {SignatureScheme} scheme */
const bodyOf = ({ bodyFormat = 'json' }) => BODIES[bodyFormat];

/** @param {SignatureScheme} scheme */
const addressesOf = ({ sourceAddresses }) => (sourceAddresses ? 'yes' : 'no');

/**
 * What docs/schemes.md tells about a scheme, by the heading of its column.
 *
 * @type {Readonly<Record<string, (scheme: SignatureScheme) => string>>}
 */
const COLUMNS = {
	Scheme: nameOf,
	Id: ({ id }) => code(id),
	'Where the signature stands': placeOf,
	'Algorithm, encoding, key': algorithmOf,
	'What is signed': contentOf,
	'Covers the body': coversBody,
	Body: bodyOf,
	'Time and tolerance': timeOf,
	'`event`': ({ event }) => locatorsOf(event.name),
	'`id`': ({ event }) => locatorsOf(event.id),
	'`data`': dataOf,
	'Repeats are recognised by': repeatsOf,
	Handshakes: handshakesOf,
	'Addresses known': addressesOf,
	'Proven with': provenWith,
};

module.exports = { COLUMNS, code, dotted };
