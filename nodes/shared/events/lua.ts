import type { EventDefinition } from './types';

function defineEvent(status: string, title: string, description: string): EventDefinition {
	const name = `message.${status}`;
	return {
		name,
		title,
		description,
		group: 'WhatsApp',
		sample: {
			eventType: name,
			recipientId: '4930555012345',
			status,
			messageWamid: 'wamid.HBgNNDkzMDU1NTAxMjM0NRUCABEYEjdDMUYwQTlCRTJENDQzNTYwNQA=',
		},
	};
}

/**
 * The platform events of Lua, which tell what became of a message on WhatsApp. The last one is
 * offered by its command line only.
 */
export const luaEvents: readonly EventDefinition[] = [
	defineEvent('sent', 'Message Sent', 'A message was sent to the recipient'),
	defineEvent('delivered', 'Message Delivered', "A message reached the recipient's device"),
	defineEvent('read', 'Message Read', 'The recipient opened a message'),
	defineEvent('failed', 'Message Failed', 'A message could not be sent'),
	defineEvent('played', 'Message Played', 'The recipient played a voice or video message'),
	defineEvent('received', 'Message Received', 'A message came in'),
];
