import ts from 'typescript';
import { signatureSchemes } from '../../../nodes/shared/signing/schemes';
import { violationAt, walk } from '../sources';
import type { Rule, Violation } from '../sources';

const LIBRARY_FOLDER = 'nodes/shared/';
const DEFINITION_FOLDERS = [
	'nodes/shared/delivery/policy/schedules.ts',
	'nodes/shared/events/',
	'nodes/shared/services/',
	'nodes/shared/signing/schemes/',
	'nodes/shared/subscriptions/adapters/',
];

const SERVICES = ['clawlet', 'joai', 'lvng', 'svix', 'twig'];
// Schemes that belong to no service: everybody may use them.
const OPEN_SCHEMES = [
	'basic-auth',
	'custom',
	'hmac-sha256-hex',
	'hmac-sha256-hex-prefixed',
	'shared-token',
	'standard-webhooks',
	'standard-webhooks-ed25519',
];
// Names that are words as well: they only count where a text is nothing but the name.
const WORDS = [
	'box',
	'circle',
	'cursor',
	'front',
	'ghost',
	'kick',
	'line',
	'linear',
	'meta',
	'monday',
	'mux',
	'notion',
	'orb',
	'persona',
	'pusher',
	'render',
	'replicate',
	'resend',
	'segment',
	'square',
	'wise',
	'x',
];
// A word of every program, which says nothing.
const EVERYDAY_WORDS = ['stream'];
// Too short to be looked for inside of words, as in "evaluate".
const SHORT_NAME = 'lua';
const LUA = /(?<![A-Za-z])lua(?![a-z])|Lua(?![a-z])|LUA/;
const IDS = signatureSchemes
	.map(({ id }) => id)
	.filter((id) => ![...OPEN_SCHEMES, SHORT_NAME].includes(id));
const NAMES = [...SERVICES, ...IDS.filter((id) => ![...WORDS, ...EVERYDAY_WORDS].includes(id))].map(
	normalise,
);
const URL_TEXT = /https?:\/\/\S+/g;

function normalise(text: string): string {
	return text.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}

function textOf(node: ts.Node): string | undefined {
	if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) return node.text;
	if (ts.isStringLiteralLike(node) || ts.isRegularExpressionLiteral(node)) return node.text;
	const isTemplatePart =
		ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
	return isTemplatePart ? node.text : undefined;
}

function findName(node: ts.Node): string | undefined {
	const text = textOf(node) ?? '';
	if (ts.isStringLiteralLike(node) && WORDS.includes(text)) return text;
	const words = text.replace(URL_TEXT, '');
	const normalised = normalise(words);
	return NAMES.find((name) => normalised.includes(name)) ?? LUA.exec(words)?.[0];
}

/** A service is data: outside of the definitions no code knows the name of one. */
export const providerNames: Rule = (files) =>
	files
		.filter(
			({ fileName }) =>
				fileName.startsWith(LIBRARY_FOLDER) &&
				!DEFINITION_FOLDERS.some((folder) => fileName.startsWith(folder)),
		)
		.flatMap((file) => {
			const violations: Violation[] = [];
			walk(file, (node) => {
				const name = findName(node);
				if (name) violations.push(violationAt(node, `code must not know the service '${name}'`));
			});
			return violations;
		});
