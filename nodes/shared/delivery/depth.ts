const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * Whether a value of unknown origin is nested more deeply than a number of levels. To be asked
 * before anything that calls itself for every level, as `JSON.stringify`, zod and n8n do: a few
 * thousand levels end it with "Maximum call stack size exceeded". Does not call itself.
 */
export function isDeeperThan(value: unknown, levels: number): boolean {
	let level = [value].filter(isNested);
	for (let depth = 0; depth < levels && level.length > 0; depth += 1) {
		level = level.flatMap((each) => (Object.values(each) as unknown[]).filter(isNested));
	}
	return level.length > 0;
}
