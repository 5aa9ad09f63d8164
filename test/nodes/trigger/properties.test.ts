import type { INodePropertyOptions } from 'n8n-workflow';
import { schemePropertiesFor } from '../../../nodes/shared/n8n/fields/scheme/properties';
import { signatureSchemes } from '../../../nodes/shared/signing/schemes';
import { triggerProperties } from '../../../nodes/SignedWebhookTrigger/properties';

test('n8n has few properties to go through for each request', () => {
	expect(triggerProperties.length).toBeLessThanOrEqual(50);
	expect(triggerProperties.length).toBeLessThan(signatureSchemes.length);
});

test('one notice says how to set up a webhook, unless the trigger registers it', () => {
	const notices = triggerProperties.filter(
		({ name, type }) => type === 'notice' && name === 'setupNotice',
	);
	expect(notices).toHaveLength(1);
	expect(notices[0]?.displayName).toContain('enter the Production URL');
	expect(notices[0]?.displayName).toContain('/docs/providers.md"');
	expect(notices[0]?.displayOptions).toEqual({ hide: { registration: ['automatic', 'rest'] } });
});

test('the list of schemes says where each sender shows its secret, in plain text', () => {
	const [field] = schemePropertiesFor(() => true, 1.2);
	const [, ...options] = (field?.options ?? []) as INodePropertyOptions[];
	expect(options.map(({ value }) => value)).toEqual(signatureSchemes.map(({ id }) => id));
	for (const { value, description = '' } of options) {
		// The editor takes it for HTML; Markdown would show its marks.
		expect({ value, marks: /[<>`]|\]\(|see (?:below|above)/.exec(description)?.[0] }).toEqual({
			value,
			marks: undefined,
		});
	}
	const github = options.find(({ value }) => value === 'github');
	expect(github?.description).toContain('into Secret');
});

test.each([
	['Atlassian', ['atlassian-connect']],
	['Cisco', ['meraki', 'webex']],
	['Claude', ['anthropic']],
	['Facebook', ['meta']],
	['Forgejo', ['gitea']],
	['Instagram', ['meta']],
	['Jira', ['atlassian-connect', 'jira']],
	['Microsoft', ['azure-event-grid', 'microsoft-graph', 'teams-outgoing']],
	['Nexmo', ['vonage']],
	['Outlook', ['microsoft-graph']],
	['QuickBooks', ['intuit']],
	['Twitter', ['x']],
	['WhatsApp', ['meta']],
])('the list finds "%s"', (text, ids) => {
	const [field] = schemePropertiesFor(() => true, 1.2);
	const options = (field?.options ?? []) as INodePropertyOptions[];
	// The editor compares nothing but names.
	const found = options.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
	expect(found.map(({ value }) => value).sort()).toEqual(ids);
});
