import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters } from 'n8n-workflow';
import { SendSignedWebhook } from '../../../nodes/SendSignedWebhook/SendSignedWebhook.node';
import { envelopeStyles } from '../../../nodes/shared/services/outboundEnvelopeStyles';
import { findScheme } from '../../../nodes/shared/signing/schemes';

const { description } = new SendSignedWebhook();

/** The fields of this name that n8n shows for these values, with all defaults filled in. */
function shown(name: string, values: INodeParameters) {
	const node = { typeVersion: 1 } as INode;
	const all = NodeHelpers.getNodeParameters(
		description.properties,
		values,
		true,
		false,
		node,
		description,
	);
	return description.properties.filter(
		(property) =>
			property.name === name &&
			NodeHelpers.displayParameter(all ?? {}, property, node, description),
	);
}

const schemes = ['standard-webhooks', 'github', 'stripe', 'twig', 'custom'];
const envelopes = ['none', ...envelopeStyles.map(({ id }) => id)];
const cases = ['send', 'sendToMany'].flatMap((operation) =>
	schemes.flatMap((scheme) =>
		envelopes.flatMap((envelope) =>
			['item', 'json', 'field', 'text', 'form', 'binary'].map((bodySource) => ({
				operation,
				scheme,
				envelope,
				bodySource,
			})),
		),
	),
);

const isWrapped = ({ envelope, bodySource }: (typeof cases)[number]): boolean =>
	envelope !== 'none' && ['item', 'json', 'field'].includes(bodySource);

test.each(['send', 'sendToMany'])(
	'%s: the name of the event is asked for once where something needs it, and else not',
	(operation) => {
		for (const values of cases.filter((each) => each.operation === operation)) {
			const hasHeader =
				values.scheme === 'custom' || findScheme(values.scheme)?.eventHeader !== undefined;
			const isNeeded = operation === 'sendToMany' || hasHeader || isWrapped(values);
			expect({ values, count: shown('eventName', values).length }).toEqual({
				values,
				count: isNeeded ? 1 : 0,
			});
		}
	},
);

test('the id of the event is asked for once where something carries it, and else not', () => {
	for (const values of cases) {
		const hasHeader =
			values.scheme === 'custom' || findScheme(values.scheme)?.idHeader !== undefined;
		const style = envelopeStyles.find(({ id }) => id === values.envelope);
		const isCarried = hasHeader || (isWrapped(values) && style?.idPrefix !== undefined);
		expect({ values, count: shown('eventId', values).length }).toEqual({
			values,
			count: isCarried ? 1 : 0,
		});
	}
});

test('the fields of an envelope are shown with it alone', () => {
	for (const values of cases) {
		const visible = ['organizationId', 'webhookId', 'webhookName'].filter(
			(name) => shown(name, values).length > 0,
		);
		const style = isWrapped(values) && envelopeStyles.find(({ id }) => id === values.envelope);
		expect(visible).toEqual(style ? style.fields.map(({ name }) => name) : []);
		expect(shown('envelope', values)).toHaveLength(
			['item', 'json', 'field'].includes(values.bodySource) ? 1 : 0,
		);
	}
});

test('a test event asks for what it needs, each once, and for nothing else', () => {
	for (const service of ['github', 'clawlet', 'stripe']) {
		const values = { operation: 'sendTestEvent', service };
		const names = description.properties
			.map(({ name }) => name)
			.flatMap((name, index, all) => (all.indexOf(name) === index ? [name] : []))
			.flatMap((name) => shown(name, values).map((property) => property.name));
		expect(names).toEqual([
			'operation',
			'url',
			'authentication',
			'service',
			'testEvent',
			'defect',
			'options',
		]);
	}
});
