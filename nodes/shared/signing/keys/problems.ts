import type { KeyObject } from 'crypto';
import type { Result } from '../../result';

/** Verifying takes a public key, signing a private one; a shared secret does both. */
export type KeyPurpose = 'sign' | 'verify';

/** Why a secret cannot be used. A closed list: each has its own advice. */
export type KeyProblem =
	| 'asymmetricKey'
	| 'empty'
	| 'noPrivateKey'
	| 'noPublicKey'
	| 'notBase64'
	| 'notHex'
	| 'pastedAlong'
	| 'privateKey'
	| 'publicKey'
	| 'surroundingWhiteSpace'
	| 'wrongKeyType'
	| 'wrongLength';

/** Usable keys, any of which may match, or why there is none. */
export type KeyResult = Result<readonly [KeyObject, ...KeyObject[]], KeyProblem>;
