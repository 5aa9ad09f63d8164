// @ts-check
'use strict';

const { ratioTo } = require('../rounds');
const { figure, figureRange, ratioRange, table } = require('../table');

/** @param {number | undefined} value */
const count = (value) => (value === undefined ? '' : Math.round(value).toLocaleString('en'));

/** @param {import('../rounds').Result[]} results the first two are what the others compare with */
function sendingTable(results) {
	const byHand = results[1]?.figures ?? [];
	return table(
		[
			'',
			'Items per second',
			'Ratio to the first row',
			'Ratio to the second row',
			'Connections',
			'Most of them at once',
			'Most in flight',
			'CPU of n8n per item, ms',
		],
		results.map((result) => [
			result.name,
			figureRange(result),
			ratioRange(result),
			ratioRange(ratioTo(result.figures, byHand)),
			count(result.details.connections),
			count(result.details.mostOpen),
			count(result.details.mostInFlight),
			result.details.cpuMs?.toFixed(2) ?? '',
		]),
	);
}

/**
 * @param {Record<string, import('../rounds').Result[]>} sending by the kind of receiver
 * @returns {string[]} parts of the page
 */
const renderSending = (sending) =>
	Object.entries(sending).map(
		([receiver, results]) => `### Sending to ${receiver}\n\n${sendingTable(results)}`,
	);

const MIB = 2 ** 20;

/** @param {number} bytes */
const mib = (bytes) => figure(bytes / MIB);

/**
 * @param {import('./waiting').WaitingResult} waiting
 * @returns {string[]} parts of the page
 */
const renderWaiting = ({ idleCpuMsPerMinute, rows }) => [
	table(
		[
			'Deliveries waiting',
			'Executions',
			'Stored per delivery, bytes',
			'CPU to send and store, ms per delivery',
			'CPU while they wait, ms per minute',
			'Heap before, MiB',
			'Heap while they wait, MiB',
			'Heap after a restart, MiB',
			'Resident before, MiB',
			'Resident after a restart, MiB',
		],
		rows.map((row) => [
			count(row.deliveries),
			count(row.executions),
			figure(row.storedBytesPerDelivery),
			figure(row.parkCpuMsPerDelivery),
			figure(row.cpuMsPerMinute),
			mib(row.before.heapBytes),
			mib(row.waiting.heapBytes),
			mib(row.restarted.heapBytes),
			mib(row.before.residentBytes),
			mib(row.restarted.residentBytes),
		]),
	),
	`With nothing waiting, n8n uses ${figure(idleCpuMsPerMinute)} ms of CPU per minute.`,
];

module.exports = { renderSending, renderWaiting };
