import type { Alert } from '../alerts';
import type { AttemptFact, DeliveryFact } from '../facts';
import { lastAttemptAtMs, latestFirst } from '../facts';
import { errorOf } from '../statistics';
import type { Statistics } from '../statistics';
import type { NamedStatistics, Summary } from '../summary';
import { isWithin } from '../window';
import type { Window } from '../window';
import { responseTimeChart, toBuckets, volumeChart } from './charts';
import { exactly, html, webUrl } from './html';
import type { Html } from './html';
import { STYLE } from './style';

/** What a dashboard shows. */
export interface DashboardContent {
	readonly title: string;
	/** One for each delivery, also those outside of the window. */
	readonly facts: readonly DeliveryFact[];
	readonly summary: Summary;
	readonly window: Window;
	/** Limits that are passed now. */
	readonly alerts: readonly Alert[];
	/** Where the buttons send their forms: a webhook of the same n8n. Absent for none. */
	readonly actionUrl?: string | undefined;
	/** Most failures that are listed. Default: 50. */
	readonly maxFailures?: number | undefined;
}

/** Success rates from which an endpoint counts as healthy, and below which it counts as failing. */
const HEALTHY_FROM = 0.95;
const FAILING_BELOW = 0.5;

/** How much of what others write or cause is shown: a page has to stay a page. */
const MAX_TEXT_LENGTH = 200;
const MAX_ALERTS = 20;
const MAX_ENDPOINTS = 200;
const MAX_ATTEMPTS = 50;
/** The longest text that goes into a form, so that the button works or is not there. */
const MAX_FORM_TEXT_LENGTH = 4000;

const short = (text: string): string =>
	text.length <= MAX_TEXT_LENGTH ? text : `${text.slice(0, MAX_TEXT_LENGTH - 1)}…`;

/** How an endpoint does, in one word. */
export function stateOf({ successRate }: Statistics): 'degraded' | 'failing' | 'healthy' | 'idle' {
	if (successRate === null) return 'idle';
	if (successRate >= HEALTHY_FROM) return 'healthy';
	return successRate < FAILING_BELOW ? 'failing' : 'degraded';
}

const percent = (share: number | null): string =>
	share === null ? '–' : `${Number((share * 100).toFixed(1))} %`;

/** A duration as people read it: in seconds from one second on. */
function duration(ms: number | undefined): string {
	if (ms === undefined) return '–';
	return ms < 1000 ? `${Math.round(ms)} ms` : `${Number((ms / 1000).toFixed(1))} s`;
}

/** A time in UTC, to the second; `–` for none. */
function time(ms: number | undefined): Html {
	if (ms === undefined) return html`–`;
	const iso = new Date(ms).toISOString();
	return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')}</time>`;
}

const plural = (count: number, one: string, many: string): string =>
	`${count} ${count === 1 ? one : many}`;

function card(label: string, value: string, note: string): Html {
	return html`<li>
		<span class="soft">${label}</span><b>${value}</b><span class="soft">${note}</span>
	</li>`;
}

function cards(total: Statistics): Html {
	const { responseTimeMs: times } = total;
	return html`<ul class="cards">
		${[
			card('Success rate', percent(total.successRate), `${total.delivered} delivered`),
			card('Failed in 24 h', String(total.failedInLast24Hours), `${total.failed} in the window`),
			card(
				'Response time',
				duration(times?.p50),
				times ? `95 %: ${duration(times.p95)}` : 'no response',
			),
			card('Retried', percent(total.retryRate), plural(total.attempts, 'attempt', 'attempts')),
			card('Waiting', String(total.pending), total.held ? `${total.held} held` : 'for a retry'),
		]}
	</ul>`;
}

/** A button that sends a form to the action's webhook; nothing where there is none. */
function button(
	actionUrl: string | undefined,
	label: string,
	spoken: string,
	fields: Readonly<Record<string, string>>,
): Html {
	const url = actionUrl === undefined ? undefined : webUrl(actionUrl);
	const isTooLong = Object.values(fields).some(({ length }) => length > MAX_FORM_TEXT_LENGTH);
	if (url === undefined || isTooLong) return html``;
	const inputs = Object.entries(fields).map(
		([name, value]) => html`<input type="hidden" name="${name}" value="${exactly(value)}" />`,
	);
	return html`<form method="post" action="${url}">
		${inputs}<button aria-label="${spoken}">${label}</button>
	</form>`;
}

function endpointRow(each: NamedStatistics, actionUrl: string | undefined): Html {
	const state = stateOf(each);
	const lastMs = each.lastDeliveryAt === null ? undefined : Date.parse(each.lastDeliveryAt);
	const test = button(actionUrl, 'Test', `Send a test event to ${short(each.name)}`, {
		action: 'test',
		endpoint: each.name,
	});
	return html`<tr>
		<th scope="row">${short(each.name)}</th>
		<td class="state ${state}">${state}</td>
		<td class="n">${percent(each.successRate)}</td>
		<td class="n">${each.delivered}</td>
		<td class="n">${each.failed}</td>
		<td class="n">${each.pending}</td>
		<td class="n">${duration(each.responseTimeMs?.p95)}</td>
		<td>${time(lastMs)}</td>
		${actionUrl === undefined ? undefined : html`<td>${test}</td>`}
	</tr>`;
}

/** A sentence that counts what is left out of a list; nothing where nothing is. */
const notShown = (count: number, one: string, many: string): Html | undefined =>
	count > 0 ? html`<p class="soft">${plural(count, one, many)} not shown.</p>` : undefined;

function endpoints({ summary, actionUrl }: DashboardContent): Html {
	// What fails most comes first, and the others by name.
	const all = [...summary.endpoints].sort((a, b) => b.failed - a.failed);
	const shown = all.slice(0, MAX_ENDPOINTS);
	const action = actionUrl === undefined ? undefined : html`<th scope="col">Action</th>`;
	return html`<h2>Endpoints</h2>
		<div class="scroll" tabindex="0" role="region" aria-label="Endpoints">
			<table>
				<caption>
					Endpoints
				</caption>
				<thead>
					<tr>
						<th scope="col">Endpoint</th>
						<th scope="col">State</th>
						<th scope="col" class="n">Success</th>
						<th scope="col" class="n">Delivered</th>
						<th scope="col" class="n">Failed</th>
						<th scope="col" class="n">Waiting</th>
						<th scope="col" class="n">95 % within</th>
						<th scope="col">Last attempt (UTC)</th>
						${action}
					</tr>
				</thead>
				<tbody>
					${shown.map((each) => endpointRow(each, actionUrl))}
				</tbody>
			</table>
		</div>
		${notShown(all.length - shown.length, 'more endpoint', 'more endpoints')}`;
}

function attemptLine({ startedAtMs, durationMs, statusCode, errorKind }: AttemptFact): Html {
	const outcome = statusCode === null ? short(errorKind ?? 'no response') : `status ${statusCode}`;
	return html`<li>${time(startedAtMs)}: ${outcome} after ${duration(durationMs)}</li>`;
}

function failureRow(fact: DeliveryFact, actionUrl: string | undefined): Html {
	const { attempts, attemptCount } = fact;
	const list =
		attempts.length === 0
			? html`none`
			: html`<details>
					<summary>${plural(attemptCount, 'attempt', 'attempts')}</summary>
					<ol>
						${attempts.slice(-MAX_ATTEMPTS).map(attemptLine)}
					</ol>
				</details>`;
	const { responseExcerpt: text } = fact;
	const excerpt = text === '' ? undefined : html`<br /><span class="soft">${text}</span>`;
	const retry = fact.record
		? button(actionUrl, 'Retry', `Retry ${short(fact.id)} to ${short(fact.endpoint)}`, {
				action: 'retry',
				id: fact.id,
				endpoint: fact.endpoint,
			})
		: html``;
	return html`<tr>
		<td>${time(lastAttemptAtMs(fact))}</td>
		<td class="text">${short(fact.endpoint)}</td>
		<td class="text">${short(fact.event) || '–'}</td>
		<td class="text">${short(fact.id)}</td>
		<td class="text">${short(errorOf(fact))} (${short(fact.reason) || 'unknown'})${excerpt}</td>
		<td>${list}</td>
		${actionUrl === undefined ? undefined : html`<td>${retry}</td>`}
	</tr>`;
}

function failures(content: DashboardContent): Html {
	const { facts, window, actionUrl, maxFailures = 50 } = content;
	const failed = facts
		.filter((fact) => fact.status === 'failed' && isWithin(fact, window))
		.sort(latestFirst);
	if (failed.length === 0)
		return html`<h2>Latest failures</h2>
			<p class="panel">No delivery failed.</p>`;
	const shown = failed.slice(0, maxFailures);
	const action = actionUrl === undefined ? undefined : html`<th scope="col">Action</th>`;
	return html`<h2>Latest failures</h2>
		<div class="scroll" tabindex="0" role="region" aria-label="Latest failures">
			<table>
				<caption>
					Latest failures
				</caption>
				<thead>
					<tr>
						<th scope="col">Last attempt (UTC)</th>
						<th scope="col">Endpoint</th>
						<th scope="col">Event</th>
						<th scope="col">ID</th>
						<th scope="col">Error</th>
						<th scope="col">Attempts</th>
						${action}
					</tr>
				</thead>
				<tbody>
					${shown.map((fact) => failureRow(fact, actionUrl))}
				</tbody>
			</table>
		</div>
		${notShown(failed.length - shown.length, 'more failure', 'more failures')}`;
}

function body(content: DashboardContent): Html {
	const { facts, window, summary, alerts } = content;
	const alertList = html`${alerts
		.slice(0, MAX_ALERTS)
		.map(
			({ message }) => html`<p class="panel alert" role="alert">${message}</p>`,
		)}${notShown(alerts.length - MAX_ALERTS, 'more alert', 'more alerts')}`;
	if (facts.length === 0) {
		return html`${alertList}
			<div class="panel">
				<p><b>No deliveries yet.</b></p>
				<p>
					Connect the items of Send Signed Webhook, or rows of a table of its records, to the node
					that makes this page.
				</p>
			</div>`;
	}
	const buckets = toBuckets(facts, window);
	return html`${alertList}${cards(summary.total)}
		<h2>Over time</h2>
		<div class="charts">
			<div class="panel">
				<h3>Deliveries, the failed ones on top</h3>
				${volumeChart(buckets)}
			</div>
			<div class="panel">
				<h3>Response time, 95th percentile</h3>
				${responseTimeChart(buckets)}
			</div>
		</div>
		${endpoints(content)}${failures(content)}`;
}

/**
 * One HTML page that shows how deliveries do: no script, and nothing from elsewhere. Every text of
 * others in it is escaped.
 */
export function renderDashboard(content: DashboardContent): string {
	const { title, summary } = content;
	const { start, end } = summary.window;
	const page = html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width,initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<meta name="robots" content="noindex" />
				<meta name="referrer" content="no-referrer" />
				<title>${title}</title>
				<style>
					${{ html: STYLE }}
				</style>
			</head>
			<body>
				<main>
					<h1>${title}</h1>
					<p class="soft">From ${time(Date.parse(start))} to ${time(Date.parse(end))} UTC</p>
					${body(content)}
				</main>
			</body>
		</html> `;
	return page.html;
}
