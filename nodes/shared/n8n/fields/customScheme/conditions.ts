import type { IDisplayOptions } from 'n8n-workflow';

type Condition = NonNullable<IDisplayOptions['show']>;

/** Shows a field for every scheme of the user's own, or for some of them. */
export const forCustomScheme = (also: Condition = {}): IDisplayOptions => ({
	show: { scheme: ['custom'], ...also },
});

/** The same, but only for signatures: a token has neither form, nor time, nor content. */
export const forSignature = (also: Condition = {}): IDisplayOptions => ({
	...forCustomScheme(also),
	hide: { customAlgorithm: ['token'] },
});
