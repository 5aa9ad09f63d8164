import { isDate, isDateTime } from './dateTime';
import { isEmail, isIpv4, isIpv6, isUri } from './internet';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The formats that are checked, by name (JSON Schema validation, section 7.3). */
export const formats: ReadonlyMap<string, (text: string) => boolean> = new Map([
	['date-time', isDateTime],
	['date', isDate],
	['email', isEmail],
	['ipv4', isIpv4],
	['ipv6', isIpv6],
	['uri', isUri],
	['uuid', (text) => UUID.test(text)],
]);
