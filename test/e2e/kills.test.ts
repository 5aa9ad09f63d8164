import { querySqlite } from '../support/e2e/database';
import { killWhileSending } from '../support/e2e/kills';
import { useN8n } from '../support/e2e/n8n';
import { scaled } from '../support/scale';

/* Slow: n8n is killed ten times, and starts again each time. */

const n8n = useN8n();

const MAKE_DUE = `UPDATE execution_entity SET "waitTill" = strftime('%Y-%m-%d %H:%M:%f', 'now')
	WHERE status = 'waiting' AND "waitTill" < '2900'`;

test('wherever n8n is killed, no delivery is lost that its level keeps, and every item tells the truth', async () => {
	const tallies = await killWhileSending(
		{
			n8n,
			query: async (sql) => await querySqlite(n8n.userFolder, sql),
			kill: async () => await n8n.crash(),
			makeDue: MAKE_DUE,
		},
		{
			everything: { durable: 'everything' },
			everythingAtOnce: { durable: 'everything', whileWaiting: 'goOn' },
			retries: { durable: true },
		},
		scaled({ full: { kills: 200, runs: 34 }, sample: { kills: 10, runs: 10 } }),
	);
	console.log(JSON.stringify(tallies, undefined, 1));
	for (const { lost, untrue } of [tallies.everything, tallies.everythingAtOnce]) {
		expect({ lost, untrue }).toEqual({ lost: [], untrue: [] });
	}
	const { lostOfTheRest, untrue } = tallies.retries;
	expect({ lostOfTheRest, untrue }).toEqual({ lostOfTheRest: [], untrue: [] });
}, 3_600_000);
