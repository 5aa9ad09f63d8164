import { NodeHelpers } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeCredentialDescription,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { ClawletTrigger } from '../../../nodes/Clawlet/ClawletTrigger.node';

/* What the Clawlet Trigger offers, as n8n shows it for these parameters. */

const { description } = new ClawletTrigger();

function isShown(
	property: INodeCredentialDescription | INodeProperties,
	parameters: IDataObject,
): boolean {
	const node = { typeVersion: description.version } as INode;
	const values = { handler: 'custom', authentication: 'secret', ...parameters };
	return NodeHelpers.displayParameter(values, property, node, description, values);
}

const shownFields = (parameters: IDataObject): string[] =>
	description.properties
		.filter((property) => property.type !== 'notice' && isShown(property, parameters))
		.map(({ displayName }) => displayName);

const options = description.properties.find(({ name }) => name === 'options')
	?.options as INodeProperties[];

const listOf = (name: string): INodePropertyOptions[] =>
	(description.properties.find((property) => property.name === name)?.options ??
		[]) as INodePropertyOptions[];

test('the fields are those of the handler', () => {
	const common = ['Path', 'Respond', 'Options'];
	expect(shownFields({})).toEqual(['Handler', 'Authentication', 'Events', ...common]);
	expect(shownFields({ handler: 'github', authentication: undefined })).toEqual([
		'Handler',
		'GitHub Events',
		'More Events',
		...common,
	]);
	expect(shownFields({ handler: 'stripe', authentication: undefined })).toEqual([
		'Handler',
		'Stripe Events',
		'More Events',
		...common,
	]);
});

test('events are found by title, and are those of the document in its order', () => {
	expect(listOf('gitHubEvents').map(({ name, value }) => [name, value])).toEqual([
		['Push', 'push'],
		['Pull Request', 'pull_request'],
		['Issues', 'issues'],
		['Issue Comment', 'issue_comment'],
		['Release', 'release'],
		['Fork', 'fork'],
		['Star', 'star'],
	]);
	expect(listOf('stripeEvents').map(({ name, value }) => [name, value])).toEqual([
		['Checkout Session Completed', 'checkout.session.completed'],
		['Payment Intent Succeeded', 'payment_intent.succeeded'],
		['Payment Intent Payment Failed', 'payment_intent.payment_failed'],
		['Invoice Paid', 'invoice.paid'],
		['Invoice Payment Failed', 'invoice.payment_failed'],
		['Customer Created', 'customer.created'],
		['Customer Updated', 'customer.updated'],
	]);
});

test.each<[string, string[]]>([
	['toleranceSeconds', ['stripe']],
	['publishedAddressesOnly', ['github', 'stripe']],
	['refuseUnexpected', ['custom', 'github', 'stripe']],
])('the option %s is offered for %j', (name, handlers) => {
	const option = options.find((each) => each.name === name) as INodeProperties;
	const offering = ['custom', 'github', 'stripe'].filter((handler) => isShown(option, { handler }));
	expect(offering).toEqual(handlers);
});

test('no option depends on a scheme, which is no field here', () => {
	expect(JSON.stringify(options)).not.toContain('/scheme');
});

test.each([
	[{}, true],
	[{ authentication: 'none' }, false],
	[{ handler: 'github', authentication: undefined }, true],
])('a credential is asked for where requests are signed: %j', (parameters, isAskedFor) => {
	const [credential] = description.credentials as [INodeCredentialDescription];
	expect(credential).toMatchObject({ name: 'clawletWebhookApi', required: true });
	expect(isShown(credential, parameters)).toBe(isAskedFor);
});

test('what holds without a secret is said where it is chosen, in place of the set-up', () => {
	const notices = (parameters: IDataObject): string[] =>
		description.properties
			.filter((property) => property.type === 'notice' && isShown(property, parameters))
			.map(({ name }) => name);
	expect(notices({ authentication: 'none' })).toEqual(['unsignedNotice']);
	expect(notices({})).toEqual(['setupNotice']);
});

test('nothing that the node shows calls a request genuine, which None does not prove', () => {
	const { outputs, activationMessage, eventTriggerDescription, triggerPanel } = description;
	const texts = JSON.stringify({
		outputs,
		activationMessage,
		eventTriggerDescription,
		triggerPanel,
	});
	expect(texts).not.toMatch(/genuine|signed/i);
	expect(texts).toContain('Accepted');
});
