import type { Keyword } from '../types';
import { anyValueKeywords } from './anyValue';
import { arrayKeywords } from './arrays';
import { coreKeywords } from './core';
import { logicKeywords } from './logic';
import { numberKeywords } from './numbers';
import { objectKeywords } from './objects';
import { sizeKeywords } from './sizes';
import { stringKeywords } from './strings';

/** Every keyword that is understood, from cheap to costly: the first violation ends the check. */
export const keywords: ReadonlyMap<string, Keyword> = new Map(
	[
		anyValueKeywords,
		sizeKeywords,
		numberKeywords,
		stringKeywords,
		objectKeywords,
		arrayKeywords,
		logicKeywords,
		coreKeywords,
	].flatMap((group) => Object.entries(group)),
);
