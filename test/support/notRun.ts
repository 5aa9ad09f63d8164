import { appendFileSync } from 'node:fs';

/**
 * `describe` for tests that need something a machine may lack. Where it is missing they are not run,
 * which the console and the summary of `npm test` say loudly. A skipped test that was not announced
 * like this fails `npm test`.
 *
 * @param missing what is missing and how to get it, for example "chromium (apt-get install
 *   chromium)"; `undefined` when everything is there
 */
export function describeUnlessMissing(
	missing: string | undefined,
	title: string,
	tests: () => void,
): void {
	if (missing === undefined) {
		describe(title, tests);
		return;
	}
	console.warn(`NOT RUN: ${title}. Missing: ${missing}`);
	const file = process.env.SIGNED_WEBHOOKS_NOT_RUN_FILE;
	if (file) appendFileSync(file, `${JSON.stringify({ title, missing })}\n`);
	describe.skip(title, tests);
}
