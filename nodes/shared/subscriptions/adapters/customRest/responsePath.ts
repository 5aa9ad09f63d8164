import { fieldOf } from '../../../json';

/** Where in an answer a value is: names and positions, from the outside in. */
export type ResponsePath = readonly string[];

const PATH = /^[^.\s]+(?:\.[^.\s]+)*$/;

/** Reads a path such as `data.webhook.id` or `items.0.id`; `undefined` when it is none. */
export const parseResponsePath = (text: string): ResponsePath | undefined =>
	PATH.test(text) ? text.split('.') : undefined;

/** The value at a path; `undefined` when there is none. An empty path is the whole answer. */
export function valueAt(answer: unknown, path: ResponsePath): unknown {
	return path.reduce(fieldOf, answer);
}
