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

/**
 * What shows that a scheme is right. None of it: the scheme belongs to no sender.
 *
 * - `package`: of the vendor, or one that the vendor uses. Without a version it is in test/vendors, so
 *   every run compares it; with one, it agreed when the vectors were written, as a `source` says.
 * - `example`: a request with its secret that the vendor publishes; the `source` of a case.
 * - `standard`: the same, of the standard that the scheme is.
 * - `code`: page of the vendor's own code or sample, which was read.
 * - `documentation`: only the vendor's documentation.
 * - `receivers`: what the documentation leaves open is from receivers that others wrote.
 */
export type Proof =
	| { readonly package: string; readonly version?: string }
	| { readonly example: string }
	| { readonly standard: string }
	| { readonly code: string }
	| { readonly documentation: true }
	| { readonly receivers: true };

const folder = join(__dirname, '../vectors');

/** The vectors of every scheme. */
export const vectorFiles = readdirSync(folder)
	.filter((name) => name.endsWith('.json'))
	.map((name) => ({
		name,
		...(JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
			readonly scheme: string;
			readonly provenWith: readonly Proof[];
			readonly cases: readonly Vector[];
		}),
	}));
