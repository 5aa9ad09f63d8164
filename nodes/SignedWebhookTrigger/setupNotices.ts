import type { INodeProperties } from 'n8n-workflow';
import { signatureSchemes } from '../shared/signing/schemes';
import type { SignatureScheme } from '../shared/signing/scheme';

const DOCS_FOLDER =
	'https://github.com/n8n-nodes-signed-webhooks/n8n-nodes-signed-webhooks/blob/main/docs/';
const PROVIDERS_PAGE = `${DOCS_FOLDER}providers.md`;

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const link = (text: string, url: string): string => `<a href="${url}" target="_blank">${text}</a>`;

/** What links of the page about providers lead to, seen from outside of it. */
const fromOutside = (target: string): string =>
	target.startsWith('#') ? `${PROVIDERS_PAGE}${target}` : new URL(target, DOCS_FOLDER).href;

/** Notices show links, but neither code nor bold text nor line breaks. */
const toHtml = (markdown: string): string =>
	markdown
		.replace(/[&<>]/g, (character) => HTML[character] ?? character)
		.replaceAll('`', '')
		.replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, text: string, target: string) =>
			link(text, fromOutside(target)),
		);

function noticeText({ displayName, documentationUrl, secretPlace }: SignatureScheme): string {
	const links = [
		link(`What to know about ${toHtml(displayName)}`, PROVIDERS_PAGE),
		...(documentationUrl === undefined
			? []
			: [link("the sender's documentation", documentationUrl)]),
	];
	return [
		'At the sender, enter the Production URL: you find it under Webhook URLs above.',
		`Secret of the credential: ${toHtml(secretPlace ?? '')}.`,
		`${links.join(' and ')}.`,
	].join(' ');
}

/** For each scheme whose facts are known: where the URL goes to and where the secret comes from. */
export const setupNotices: INodeProperties[] = signatureSchemes
	.filter(({ secretPlace }) => secretPlace !== undefined)
	.map((scheme) => ({
		displayName: noticeText(scheme),
		name: 'setupNotice',
		type: 'notice',
		default: '',
		displayOptions: {
			show: { scheme: [scheme.id] },
			hide: { registration: ['automatic', 'rest'] },
		},
	}));
