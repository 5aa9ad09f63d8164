import type { SignatureScheme } from './scheme';

/** What items call the scheme of a request that nothing proves. */
export const UNSIGNED = 'unsigned';

/** Whether nothing proves a request of this scheme. */
export const isUnsigned = ({ algorithm }: Partial<Pick<SignatureScheme, 'algorithm'>>): boolean =>
	algorithm?.kind === 'none';

/**
 * The same scheme for senders that do not sign: facts are found where they were, and none of them is
 * signed. Nothing can be signed or verified with it. What remains is the address of the sender, so
 * such requests are taken from listed addresses only.
 */
export const withoutSignature = ({
	id,
	displayName,
	description,
	encoding,
	keyFormat,
	signature,
	repeats,
	event,
	...scheme
}: SignatureScheme): SignatureScheme => ({
	id,
	displayName,
	description,
	algorithm: { kind: 'none' },
	encoding,
	keyFormat,
	// Not read any more, but a header of this name is still hidden: it may hold a signature.
	signature,
	content: [],
	repeats: { source: repeats.source },
	event,
	...(scheme.bodyFormat && { bodyFormat: scheme.bodyFormat }),
	...(scheme.hiddenFields && { hiddenFields: scheme.hiddenFields }),
	...(scheme.sourceAddresses && { sourceAddresses: scheme.sourceAddresses }),
});
