import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One request of a provider, with what has to come of it. */
export interface Vector {
	readonly name: string;
	readonly source: string;
	readonly secrets: readonly string[];
	readonly nowSeconds: number;
	readonly headers: ReadonlyArray<readonly [string, string]>;
	readonly bodyBase64: string;
	/** POST unless set. */
	readonly method?: string;
	/** The public URL as the sender signed it. */
	readonly url?: string;
	/** application/json unless set. */
	readonly contentType?: string;
	/** `reading` only for schemes that know more than one. */
	readonly expected:
		| { readonly ok: true; readonly secret: string; readonly reading?: string }
		| { readonly ok: false; readonly reason: string };
}

const folder = join(__dirname, '../vectors');

/** The vectors of every scheme. */
export const vectorFiles = readdirSync(folder)
	.filter((name) => name.endsWith('.json'))
	.map((name) => ({
		name,
		...(JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
			readonly scheme: string;
			readonly cases: readonly Vector[];
		}),
	}));
