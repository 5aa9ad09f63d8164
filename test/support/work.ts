import crypto from 'node:crypto';

/** What was done with the bytes or characters of a request. */
export interface Work {
	/** Characters and bytes that were decoded, parsed, written, matched or hashed, each time again. */
	total: number;
	readonly byKind: Record<string, number>;
	/** How often JSON was parsed and written, and forms taken apart: the texts that were long. */
	readonly longCalls: Record<string, number>;
}

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
type Owner = Record<string, AnyFunction>;

const LONG = 1_000;

const lengthOf = (value: unknown): number =>
	typeof value === 'string' || value instanceof Uint8Array || Array.isArray(value)
		? value.length
		: 0;

/** What is counted of a call: by default what went in. */
type Size = (self: unknown, args: unknown[], result: unknown) => number;
const input: Size = (_self, [first]) => lengthOf(first);
const self: Size = (value) => lengthOf(value);
const output: Size = (_self, _args, result) => lengthOf(result);

/**
 * Counts what a piece of code does with texts and bytes, instead of how long it takes. Every
 * function still does its work: it is only looked at how much it was given.
 */
export async function countWork(run: () => unknown): Promise<Work> {
	const work: Work = { total: 0, byKind: {}, longCalls: {} };
	const restore: Array<() => void> = [];
	const note = (kind: string, size: number): void => {
		work.total += size;
		work.byKind[kind] = (work.byKind[kind] ?? 0) + size;
		if (size >= LONG) work.longCalls[kind] = (work.longCalls[kind] ?? 0) + 1;
	};
	const watch = (kind: string, owner: object, name: string, size: Size): void => {
		const functions = owner as Owner;
		const original = functions[name] as AnyFunction;
		functions[name] = function (...args) {
			const result = original.apply(this, args);
			note(kind, size(this, args, result));
			return result;
		};
		restore.push(() => (functions[name] = original));
	};
	const hmac: object = Object.getPrototypeOf(crypto.createHmac('sha256', '')) as object;
	const hash: object = Object.getPrototypeOf(crypto.createHash('sha256')) as object;
	watch('hash', hmac, 'update', input);
	watch('hash', hash, 'update', input);
	watch('hash', crypto, 'verify', (_self, args) => lengthOf(args[1]));
	watch('parse', JSON, 'parse', input);
	watch('write', JSON, 'stringify', output);
	watch('decode', TextDecoder.prototype, 'decode', input);
	watch('decode', Buffer.prototype, 'toString', self);
	watch('match', RegExp.prototype, 'test', input);
	watch('match', String.prototype, 'replace', self);
	watch('match', String.prototype, 'split', self);
	watch(
		'fields',
		URLSearchParams.prototype,
		'getAll',
		(fields) => (fields as URLSearchParams).size,
	);
	const Original = URLSearchParams;
	globalThis.URLSearchParams = class extends Original {
		constructor(init?: ConstructorParameters<typeof Original>[0]) {
			super(init);
			note('form', lengthOf(init));
		}
	};
	restore.push(() => (globalThis.URLSearchParams = Original));
	try {
		await run();
	} finally {
		for (const undo of restore.reverse()) undo();
	}
	return work;
}
