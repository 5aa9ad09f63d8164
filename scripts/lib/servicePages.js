// @ts-check
'use strict';

const { code } = require('./schemeColumns');

/**
 * @typedef {import('../../nodes/shared/services/types').WebhookService} WebhookService
 * @typedef {import('../../nodes/shared/events/types').EventDefinition} EventDefinition
 */

/** @param {readonly string[]} cells */
const row = (cells) => `| ${cells.join(' | ')} |`;

/** The events, with the heading of the service's own documentation where it has such. */
function eventTable(/** @type {readonly EventDefinition[]} */ events) {
	const hasGroups = events.some(({ group }) => group !== undefined);
	const withGroup = (/** @type {string} */ group, /** @type {string[]} */ cells) =>
		row(hasGroups ? [group, ...cells] : cells);
	return [
		withGroup('Group', ['Event', 'Name in the editor', 'When it is sent']),
		withGroup('---', ['---', '---', '---']),
		...events.map(({ name, title, description, group = '' }) =>
			withGroup(group, [code(name), title, description]),
		),
	].join('\n');
}

/**
 * @param {WebhookService} service
 * @param {string} eventName
 */
function sampleBlock({ id, events }, eventName) {
	const event = events.find(({ name }) => name === eventName);
	if (event === undefined) throw new Error(`The service ${id} has no event "${eventName}"`);
	return `\`\`\`json\n${JSON.stringify(event.sample, null, 2)}\n\`\`\``;
}

/**
 * What stands between marks, by the text of the first mark: `events` for the table, and `sample: `
 * with the name of an event for its body.
 *
 * @param {WebhookService} service
 * @param {string} mark
 */
function contentOf(service, mark) {
	if (mark === 'events') return eventTable(service.events);
	if (mark.startsWith('sample: ')) return sampleBlock(service, mark.slice('sample: '.length));
	throw new Error(`The mark "${mark}" means nothing`);
}

const MARKED = /<!-- write: (.+) -->\n[^]*?<!-- end -->/g;

/**
 * The page of a service with all that follows from its definition rewritten; everything outside
 * of the marks stays as it is.
 *
 * @param {string} page
 * @param {WebhookService} service
 * @returns {string}
 */
function withServiceFacts(page, service) {
	return page.replace(
		MARKED,
		(_, /** @type {string} */ mark) =>
			`<!-- write: ${mark} -->\n\n${contentOf(service, mark)}\n\n<!-- end -->`,
	);
}

module.exports = { withServiceFacts };
