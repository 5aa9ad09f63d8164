/**
 * The name of an event in title case: `pull_request_review` as Pull Request Review.
 *
 * @param words how words are written that are no plain ones, such as ID
 */
export function titleOf(name: string, words: Readonly<Record<string, string>> = {}): string {
	return name
		.split(/[._]/)
		.map((word) => words[word] ?? word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
}
