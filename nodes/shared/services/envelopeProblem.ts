import type { ZodIssue } from 'zod';
import type { WebhookService } from './types';

const NOUNS: Readonly<Record<string, string>> = {
	array: 'a list',
	boolean: 'true or false',
	number: 'a number',
	object: 'an object',
	string: 'text',
};

function expectationOf(issue: ZodIssue): string {
	if (issue.code === 'invalid_type') return NOUNS[issue.expected] ?? issue.expected;
	if (issue.code === 'invalid_literal') return JSON.stringify(issue.expected);
	if (issue.code === 'invalid_union_discriminator') {
		return issue.options.map((option) => JSON.stringify(option)).join(' or ');
	}
	return issue.code === 'too_small' ? 'text that is not empty' : 'another value';
}

/**
 * Says which field keeps a payload from being an event of the service, as a sentence without a full
 * stop; `undefined` when nothing does. Looks only at what all events have in common and at what
 * identifies them. Never throws.
 */
export function findEnvelopeProblem(
	{ displayName, envelope }: WebhookService,
	payload: unknown,
): string | undefined {
	const result = envelope.safeParse(payload);
	const issue = result.error?.issues[0];
	if (issue === undefined) return undefined;
	const place = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
	const problem = `${place}expected ${expectationOf(issue)}`;
	return `The body is not an event as ${displayName} documents it: ${problem}`;
}
