import { failure, success } from '../../../result';
import type { Result } from '../../../result';
import type { AuthenticationCheck, Authenticator } from '../../delivery/authenticator';
import { readText } from '../../parameters';
import type { ParameterReader } from '../../parameters';

/**
 * Reads what a user chose with `authenticationProperty`.
 *
 * @returns what checks endpoints before anything is sent; `undefined` for no authentication
 */
export async function readAuthenticationChoice(
	parameter: ParameterReader,
	authenticator: Authenticator,
): Promise<Result<AuthenticationCheck | undefined>> {
	const choice = readText(parameter('authentication'));
	switch (choice) {
		// Absent in workflows that were made before there was the field.
		case '':
		case 'none':
			return success(undefined);
		case 'credential':
			return await authenticator.load();
		default:
			return failure(
				`The field 'Authentication' holds '${choice}', which is none of: credential, none.`,
			);
	}
}
