import { parseCustomRestSettings } from '../../../nodes/shared/subscriptions/adapters/customRest';
import type {
	CustomRestInput,
	CustomRestSettings,
	RequestInput,
} from '../../../nodes/shared/subscriptions/adapters/customRest';

/** A request as a user would enter it. */
export const request = (method: string, url: string, body = ''): RequestInput => ({
	method,
	url,
	headers: [],
	body,
});

/** How `FakeRest` is used, in full. */
export const restInput: CustomRestInput = {
	create: request(
		'POST',
		'/v2/subscriptions',
		'{"callback": "{url}", "topics": "{events}", "secret": "{secret}"}',
	),
	idPath: 'data.id',
	secretPath: '',
	remove: request('DELETE', '/v2/subscriptions/{id}'),
	check: request('GET', '/v2/subscriptions/{id}'),
};

/** The settings, which have to be right. */
export function settingsOf(change: Partial<CustomRestInput> = {}): CustomRestSettings {
	const parsed = parseCustomRestSettings({ ...restInput, ...change });
	if (!parsed.ok) throw new Error(parsed.problem.join('\n'));
	return parsed.value;
}

/** The problems of settings, which have to be wrong. */
export function problemsOf(change: Partial<CustomRestInput>): readonly string[] {
	const parsed = parseCustomRestSettings({ ...restInput, ...change });
	return parsed.ok ? [] : parsed.problem;
}
