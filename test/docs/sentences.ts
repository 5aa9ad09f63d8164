import ts from 'typescript';
import { readShippedSources, walk } from '../architecture/sources';

/** Fields of descriptions: texts that users see in the editor, and that say nothing went wrong. */
const EDITOR_FIELDS = new Set([
	'action',
	'active',
	'activationHint',
	'activationMessage',
	'default',
	'description',
	'displayName',
	'documentationUrl',
	'eventTriggerDescription',
	'hint',
	'inactive',
	'name',
	'outputs',
	'placeholder',
	'subtitle',
	'template',
	'waitingNodeTooltip',
]);

/** Functions that put the texts they are given into descriptions. */
const EDITOR_FUNCTIONS = new Set(['eventName', 'registrationProperty', 'setupNotice']);

/** What services send, what only the editor shows, names of nodes: nothing that tells what went wrong. */
const SILENT_SOURCES = [
	'nodes/Lua/forwardingCode.ts',
	'nodes/shared/n8n/delivery/suspend.ts',
	'nodes/SignedWebhookTrigger/registration/restProperties.ts',
	'nodes/shared/n8n/trigger/setupNotice.ts',
	'nodes/shared/n8n/trigger/description.ts',
	// Each comes with its code, by which the page is arranged.
	'nodes/shared/n8n/trigger/receive/rejectionTitles.ts',
	'nodes/shared/events/',
	'nodes/shared/monitor/page/',
	// Where what is known of a provider was read.
	'nodes/shared/signing/schemes/',
];
/** Stands among the events, and judges what users enter. */
const EVENT_FILTER = 'nodes/shared/events/eventFilter.ts';

/** Stands for a part of a text that differs from case to case. */
export const ELLIPSIS = '…';

/** The names of all fields: a message that is made of parts may have one as such a part. */
const fieldNames: ReadonlySet<string> = new Set(
	readShippedSources().flatMap((source) => {
		const names: string[] = [];
		walk(source, (node) => {
			const isName = ts.isPropertyAssignment(node) && node.name.getText() === 'displayName';
			if (isName && ts.isStringLiteralLike(node.initializer)) names.push(node.initializer.text);
		});
		return names;
	}),
);

function isEditorText({ parent }: ts.Node): boolean {
	const isField = ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent);
	if (isField) return EDITOR_FIELDS.has(parent.name.getText());
	return ts.isCallExpression(parent) && EDITOR_FUNCTIONS.has(parent.expression.getText());
}

function textOf(node: ts.Node): string | undefined {
	if (ts.isStringLiteralLike(node)) return node.text;
	if (!ts.isTemplateExpression(node)) return undefined;
	return node.head.text + node.templateSpans.map(({ literal }) => ELLIPSIS + literal.text).join('');
}

/** Number of words of a text, those that differ left out. */
export function countWords(text: string): number {
	return text.split(/\s+/).filter((word) => /[A-Za-z]/.test(word) && !word.includes(ELLIPSIS))
		.length;
}

/**
 * Every text in what ships that has so many words, whatever it is used for: logs, errors, records.
 * Parts that differ are an ellipsis.
 */
export function findSentences(minWords: number): Array<{ file: string; text: string }> {
	const sources = readShippedSources().filter(
		({ fileName }) =>
			fileName === EVENT_FILTER || !SILENT_SOURCES.some((silent) => fileName.startsWith(silent)),
	);
	return sources.flatMap((source) => {
		const found: Array<{ file: string; text: string }> = [];
		walk(source, (node) => {
			const text = textOf(node);
			if (text === undefined || countWords(text) < minWords) return;
			if (isEditorText(node) || fieldNames.has(text)) return;
			found.push({ file: source.fileName, text });
		});
		return found;
	});
}

/** The part of a message that tells what happened; the advice comes after it. */
export function firstSentence(text: string): string {
	return (text.split(/\.(?:\s|$)/)[0] as string).trim();
}
