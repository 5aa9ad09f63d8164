import { fieldOf } from '../../../json';

/** Where in an answer a value is: names and positions, from the outside in. */
export type ResponsePath = readonly string[];

const PATH = /^[^.\s]+(?:\.[^.\s]+)*$/;

/** What is wrong with what is none: the end of a sentence. */
export const NO_PATH =
	'must be a path such as data.id: names and positions in the answer, joined by dots.';

/** Reads a path such as `data.webhook.id` or `items.0.id`; `undefined` when it is none. */
export const parseResponsePath = (text: string): ResponsePath | undefined =>
	PATH.test(text) ? text.split('.') : undefined;

/** The value at a path; `undefined` when there is none. An empty path is the whole answer. */
export function valueAt(answer: unknown, path: ResponsePath): unknown {
	return path.reduce(fieldOf, answer);
}
