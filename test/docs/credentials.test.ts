import type { ICredentialType } from 'n8n-workflow';
import { ClawletWebhookApi } from '../../credentials/ClawletWebhookApi.credentials';
import { GitHubWebhookApi } from '../../credentials/GitHubWebhookApi.credentials';
import { JoAiWebhookApi } from '../../credentials/JoAiWebhookApi.credentials';
import { LvngWebhookApi } from '../../credentials/LvngWebhookApi.credentials';
import { RestWebhookApi } from '../../credentials/RestWebhookApi.credentials';
import { SignedWebhookApi } from '../../credentials/SignedWebhookApi.credentials';
import { StripeWebhookApi } from '../../credentials/StripeWebhookApi.credentials';
import { TwigApi } from '../../credentials/TwigApi.credentials';
import { WebhookAuthenticationApi } from '../../credentials/WebhookAuthenticationApi.credentials';
import { credentialDefinitions } from '../../nodes/shared/services/credentials';
import { twigEvents } from '../../nodes/shared/events/twig';
import { Twig } from '../../nodes/Twig/Twig.node';
import { codeSpans, readPage, section, tableRows } from './pages';

const credentials = readPage('docs/credentials.md');

const types: readonly ICredentialType[] = [
	new ClawletWebhookApi(),
	new GitHubWebhookApi(),
	new JoAiWebhookApi(),
	new LvngWebhookApi(),
	new RestWebhookApi(),
	new SignedWebhookApi(),
	new StripeWebhookApi(),
	new TwigApi(),
	new WebhookAuthenticationApi(),
];

describe.each(types.map((type) => [type.displayName, type] as const))('%s', (name, type) => {
	const text = section(credentials, name);
	const fields = tableRows(text).filter(([first = '']) => first.startsWith('`'));

	test('has all its fields in the documentation, with their defaults, and no others', () => {
		const rows = fields.map(([label, standard]) => [label, standard]);
		const options = (field: (typeof type.properties)[number]) =>
			field.options?.find((option) => 'value' in option && option.value === field.default)?.name;
		expect(rows).toEqual(
			type.properties.map((field) => [
				`\`${field.displayName}\``,
				options(field) ?? (field.default === '' ? 'empty' : `\`${field.default as string}\``),
			]),
		);
	});

	test('leads there', () => {
		const [, anchor] = type.documentationUrl?.split('#') ?? [];
		if (name === 'Signed Webhook API') return expect(anchor).toBeUndefined();
		expect(anchor).toBe(name.toLowerCase().replaceAll(' ', '-'));
	});
});

test('the call that tests a key is the documented one', () => {
	const rows = tableRows(section(credentials, 'Test the credential'));
	const probed = credentialDefinitions.flatMap((each) => ('probePath' in each ? [each] : []));
	for (const { displayName, probePath } of probed) {
		const call = probePath === '' ? 'none' : `\`GET ${probePath}\``;
		expect(rows.find(([name]) => name === displayName)?.[1]).toBe(call);
	}
});

test('the page about Twig AI lists its events in their order', () => {
	const rows = tableRows(section(readPage('docs/nodes/twig.md'), 'The events'));
	const listed = rows.flatMap(([group, names = '']) =>
		codeSpans(names).map((name) => ({ group, name })),
	);
	expect(listed).toEqual(twigEvents.map(({ group, name }) => ({ group, name })));
	const field = new Twig().description.properties.find(({ name }) => name === 'events');
	expect(field?.options?.map((option) => 'value' in option && option.value)).toEqual(
		listed.map(({ name }) => name),
	);
});
