import { failure, success } from '../../../result';
import type { Result } from '../../../result';
import { CUSTOM_SCHEME_ID } from '../../../signing/customScheme';
import {
	hasConfigurableHeader,
	isHeaderName,
	isReservedHeader,
	withSignatureHeader,
} from '../../../signing/headers';
import type { SignatureScheme } from '../../../signing/scheme';
import { findScheme, signatureSchemes } from '../../../signing/schemes';
import { readText } from '../../parameters';
import type { ParameterReader } from '../../parameters';
import { readCustomScheme } from '../customScheme/read';

/** Reads the scheme that a user chose with `schemePropertiesFor`. */
export function readScheme(parameter: ParameterReader): Result<SignatureScheme> {
	const id = readText(parameter('scheme'));
	if (id === CUSTOM_SCHEME_ID) return readCustomScheme(parameter);
	const scheme = findScheme(id);
	if (scheme === undefined) {
		const known = signatureSchemes.map((each) => each.id).join(', ');
		return failure(`The field 'Signature Scheme' holds '${id}', which is none of: ${known}.`);
	}
	const { signature } = scheme;
	if (!hasConfigurableHeader(signature)) return success(scheme);
	const header = readText(parameter('signatureHeader')) || signature.header;
	if (!isHeaderName(header)) {
		return failure(
			`The field 'Signature Header' holds '${header}', which is not the name of an HTTP header. Use letters, digits and dashes, for example X-Signature.`,
		);
	}
	if (isReservedHeader(header)) {
		return failure(
			`The field 'Signature Header' holds '${header}', which HTTP needs for something else. Use a name of its own, for example X-Signature.`,
		);
	}
	return success(withSignatureHeader(scheme, signature, header));
}
