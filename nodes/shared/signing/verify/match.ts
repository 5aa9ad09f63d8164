import type { BodyReading } from '../scheme';
import type { SignedTime } from '../timestamp';

/** Proof that a request is genuine, or that none is asked for. */
export interface Match {
	/** Name of the key that matched; `null` where senders do not sign. */
	readonly keyName: string | null;
	/** The signed time; absent when the scheme signs none. */
	readonly time?: SignedTime | undefined;
	/** How the body had to be read; absent when the scheme has one reading only. */
	readonly reading?: BodyReading | undefined;
	/** The bytes of the body in this reading, which are what was proven. */
	readonly signedBody?: Buffer | undefined;
}

/** How strictly requests are checked. */
export interface VerifyOptions {
	/** Accepted distance of the timestamp from the clock. Default: the scheme's own. */
	readonly toleranceSeconds?: number | undefined;
}
