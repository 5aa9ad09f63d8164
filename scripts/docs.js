// @ts-check
'use strict';

/**
 * Writes what follows from definitions into docs/schemes.md and docs/services/: `npm run docs`.
 */

const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { COLUMNS, code, dotted } = require('./lib/schemeColumns');
const { withServiceFacts } = require('./lib/servicePages');
const { compileOnTheWay } = require('./lib/typescript');

/**
 * @typedef {import('../nodes/shared/signing/scheme').SignatureScheme} SignatureScheme
 * @typedef {import('../nodes/shared/signing/handshake').Handshake} Handshake
 * @typedef {import('../nodes/shared/signing/handshake').HandshakeValue} HandshakeValue
 */

const DOCS = path.join(__dirname, '..', 'docs');
const PAGE = path.join(DOCS, 'schemes.md');

/** @param {ReadonlyArray<readonly string[]>} rows */
const tableOf = (rows) => rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/**
 * @param {readonly string[]} head
 * @param {ReadonlyArray<readonly string[]>} rows
 */
const withHead = (head, rows) => tableOf([head, head.map(() => '---'), ...rows]);

/** @param {HandshakeValue} value */
function valueOf(value) {
	if ('query' in value) return `query ${code(value.query)}`;
	return 'header' in value ? `header ${code(value.header)}` : dotted(value.body);
}

/** @param {Handshake} handshake */
function conditionOf({ method, when, bodyKeys, verifyTokenQuery }) {
	const conditions = when.map((each) =>
		'equals' in each ? `${valueOf(each)} is ${code(String(each.equals))}` : valueOf(each),
	);
	if (verifyTokenQuery !== undefined) {
		conditions.push(`query ${code(verifyTokenQuery)} is the \`Verify Token\``);
	}
	if (bodyKeys !== undefined) conditions.push('nothing else in the body');
	return [method, ...conditions].join(', ');
}

/** @param {Handshake} handshake */
function answerOf({ response }) {
	switch (response.kind) {
		case 'text':
			return `200, the text of ${valueOf(response.value)}`;
		case 'header':
			return `200, the header ${code(response.header)} sent back`;
		case 'fixed':
			return `${response.statusCode}, ${response.json === undefined ? 'no body' : code(JSON.stringify(response.json))}`;
		case 'json':
			return `200, JSON: ${Object.entries(response.members)
				.map(([name, member]) =>
					'echo' in member
						? `${code(name)} with ${valueOf(member.echo)}`
						: `${code(name)} with ${member.prefix === '' ? '' : `${code(member.prefix)} and `}the HMAC of ${valueOf(member.hmacOf)} in ${member.encoding}`,
				)
				.join(', ')}`;
	}
}

/** @param {readonly SignatureScheme[]} schemes */
const handshakeRows = (schemes) =>
	schemes.flatMap((scheme) =>
		(scheme.handshakes ?? []).map((handshake) => [
			scheme.displayName,
			code(handshake.name),
			conditionOf(handshake),
			answerOf(handshake),
			handshake.isSigned ? 'yes' : 'no',
		]),
	);

/** @param {readonly SignatureScheme[]} schemes */
const addressRows = (schemes) =>
	schemes.flatMap(({ displayName, sourceAddresses }) =>
		sourceAddresses
			? [
					[
						`[${displayName}](${sourceAddresses.documentationUrl})`,
						sourceAddresses.readAt,
						sourceAddresses.networks.map(code).join(' '),
					],
				]
			: [],
	);

/** @type {Readonly<Record<string, (schemes: readonly SignatureScheme[]) => string>>} */
const TABLES = {
	schemes: (schemes) =>
		withHead(
			Object.keys(COLUMNS),
			schemes.map((scheme) => Object.values(COLUMNS).map((cell) => cell(scheme))),
		),
	handshakes: (schemes) =>
		withHead(['Scheme', 'Name', 'Request', 'Answer', 'Signed'], handshakeRows(schemes)),
	addresses: (schemes) => withHead(['Scheme', 'Read on', 'Networks'], addressRows(schemes)),
};

/**
 * The page with its tables rewritten; everything outside of their marks stays as it is.
 *
 * @param {string} page
 * @param {readonly SignatureScheme[]} schemes in the order of the rows
 * @returns {string}
 */
function withTables(page, schemes) {
	return Object.entries(TABLES).reduce((text, [name, table]) => {
		const [start, end] = [`<!-- table: ${name} -->\n`, `<!-- end: ${name} -->`];
		const [before, rest] = text.split(start);
		const after = rest?.split(end)[1];
		if (after === undefined) throw new Error(`The page has no marks for the table "${name}"`);
		return `${before}${start}\n${table(schemes)}\n${end}${after}`;
	}, page);
}

/**
 * @param {string} file
 * @param {(page: string) => string} rewrite
 */
function rewritePage(file, rewrite) {
	writeFileSync(file, rewrite(readFileSync(file, 'utf8')));
}

if (require.main === module) {
	compileOnTheWay();
	/** @type {typeof import('../nodes/shared/signing/schemes')} */
	const { signatureSchemes } = require('../nodes/shared/signing/schemes');
	/** @type {typeof import('../nodes/shared/services')} */
	const { webhookServices } = require('../nodes/shared/services');
	rewritePage(PAGE, (page) => withTables(page, signatureSchemes));
	for (const service of webhookServices) {
		const file = path.join(DOCS, 'services', `${service.id}.md`);
		rewritePage(file, (page) => withServiceFacts(page, service));
	}
}

module.exports = { withTables };
