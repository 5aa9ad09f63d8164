import type { INodeProperties } from 'n8n-workflow';
import { commonTriggerProperties } from '../shared/n8n/trigger/configuration/properties';
import { eventOption } from '../shared/n8n/trigger/serviceTrigger';
import { PRODUCTION_URL, setupNotice } from '../shared/n8n/trigger/setupNotice';
import { clawlet } from '../shared/services/clawlet';
import { gitHub } from '../shared/services/github';
import { stripe } from '../shared/services/stripe';
import { handlerEntries } from './handlers';
import type { Handler, HandlerId } from './handlers';

/** What users do at the sender, for each handler. */
const setupNotices: Readonly<Record<HandlerId, INodeProperties>> = {
	custom: setupNotice(
		clawlet,
		`Give ${PRODUCTION_URL} to your system. It sends JSON with event_type, timestamp and data, and signs the body: X-Signature: sha256= and the HMAC-SHA256 in hex. Put its secret into the credential.`,
	),
	github: setupNotice(
		gitHub,
		`In the settings of the repository, open Webhooks → Add webhook. Enter ${PRODUCTION_URL} and a secret of your own, choose application/json and the events. Put the secret into the credential.`,
	),
	stripe: setupNotice(
		stripe,
		`In the Stripe Dashboard, open Developers → Webhooks → Add endpoint. Enter ${PRODUCTION_URL} and choose the events. Put the signing secret of the endpoint (whsec_…) into the credential.`,
	),
};

const handlerIds = handlerEntries.map(([id]) => id);
const withOptionalSecret = handlerEntries.flatMap(([id, { secretIsOptional }]) =>
	secretIsOptional ? [id] : [],
);
const withList = handlerEntries.flatMap(([id, { eventList }]) => (eventList ? [id] : []));
const withoutList = handlerIds.filter((id) => !withList.includes(id));

const eventListOf = (id: HandlerId, { title, service, eventList }: Handler): INodeProperties[] =>
	eventList === undefined
		? []
		: [
				{
					displayName: `${title} Events`,
					name: eventList.field,
					type: 'multiOptions',
					noDataExpression: true,
					options: eventList.names.flatMap((name) =>
						service.events.filter((event) => event.name === name).map(eventOption),
					),
					default: [],
					description: `${title} events that start the workflow, together with those in More Events. Leave both empty for all events. Other events get 200 and start nothing.`,
					displayOptions: { show: { handler: [id] } },
				},
			];

const typedEvents = (texts: Pick<INodeProperties, 'description' | 'displayName' | 'placeholder'>) =>
	({ name: 'events', type: 'string', noDataExpression: true, default: '', ...texts }) as const;

/** All fields of the trigger, in the order of the panel. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Handler',
		name: 'handler',
		type: 'options',
		noDataExpression: true,
		options: handlerEntries.map(([value, { title, description }]) => ({
			name: title,
			value,
			description,
		})),
		default: 'custom',
		description: 'Who sends: it says how requests are signed and which events there are',
	},
	...handlerIds.map((id) => ({
		...setupNotices[id],
		displayOptions: { show: { handler: [id] }, hide: { authentication: ['none'] } },
	})),
	{
		displayName:
			'Without a secret, nothing proves who sends or what: only the address is checked. List the senders under Options → Allowed Addresses. Behind a proxy, set N8N_PROXY_HOPS or the option Proxy Hops, or nobody gets in.',
		name: 'unsignedNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { handler: withOptionalSecret, authentication: ['none'] } },
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Secret', value: 'secret', description: 'Requests must be signed' },
			{
				name: 'None',
				value: 'none',
				description: 'The trigger believes every request from the Allowed Addresses',
			},
		],
		default: 'secret',
		description:
			'What a request must show. None is for senders that cannot sign; the option Allowed Addresses must then list them.',
		displayOptions: { show: { handler: withOptionalSecret } },
	},
	...handlerEntries.flatMap(([id, handler]) => eventListOf(id, handler)),
	{
		...typedEvents({
			displayName: 'Events',
			placeholder: 'e.g. user.*, !user.deleted',
			description:
				'Names of the events that start the workflow, separated by commas. Use * for any characters, and ! to exclude events. Leave it empty for all. Other events get 200 and start nothing.',
		}),
		displayOptions: { show: { handler: withoutList } },
	},
	{
		...typedEvents({
			displayName: 'More Events',
			placeholder: 'e.g. workflow_run, invoice.*',
			description:
				'Names and patterns of events that are not in the list, separated by commas. They are added to the chosen ones.',
		}),
		displayOptions: { show: { handler: withList } },
	},
	...commonTriggerProperties({
		field: 'handler',
		schemeIds: Object.fromEntries(
			handlerEntries.map(([id, { service }]) => [id, service.scheme.id]),
		),
	}),
];
