import { buildCustomScheme } from '../../nodes/shared/signing/customScheme';
import type { CustomSchemeSettings } from '../../nodes/shared/signing/customScheme/settings';
import type { SignatureScheme } from '../../nodes/shared/signing/scheme';

/** No field about the event is filled in. */
export const NO_EVENT = { nameHeader: '', namePath: '', idHeader: '', idPath: '', dataPath: '' };

/** The hex HMAC of the body, as the fields say it when nobody has changed them. */
export const defaultSettings: CustomSchemeSettings = {
	signatureHeader: 'X-Signature',
	algorithm: 'hmac-sha256',
	encoding: 'hex',
	keyFormat: 'text',
	format: { kind: 'single', prefix: '' },
	signedContent: '{body}',
	timestamp: { place: 'none' },
	idHeader: '',
	event: NO_EVENT,
};

/** How a time is usually written. */
export const usualTimeRule = { unit: 'seconds', toleranceSeconds: 300 } as const;

/** The scheme that these settings describe; the others are as nobody has changed them. */
export function buildScheme(overrides: Partial<CustomSchemeSettings>): SignatureScheme {
	const built = buildCustomScheme({ ...defaultSettings, ...overrides });
	if (!built.ok) throw new Error(built.problem);
	return built.value;
}
