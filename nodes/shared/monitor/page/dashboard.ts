import type { Alert } from '../alerts';
import type { AttemptFact, DeliveryFact } from '../facts';
import { lastAttemptAtMs } from '../facts';
import { errorOf } from '../statistics';
import type { Statistics } from '../statistics';
import { factsWithin } from '../summary';
import type { NamedStatistics, Summary, Window } from '../summary';
import { responseTimeChart, toBuckets, volumeChart } from './charts';
import { html, webUrl } from './html';
import type { Html } from './html';
import { STYLE } from './style';

/** What a dashboard shows. */
export interface DashboardContent {
	readonly title: string;
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
	if (url === undefined) return html``;
	const inputs = Object.entries(fields).map(
		([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
	);
	return html`<form method="post" action="${url}">
		${inputs}<button aria-label="${spoken}">${label}</button>
	</form>`;
}

function endpointRow(each: NamedStatistics, actionUrl: string | undefined): Html {
	const state = stateOf(each);
	const lastMs = each.lastDeliveryAt === null ? undefined : Date.parse(each.lastDeliveryAt);
	const test = button(actionUrl, 'Test', `Send a test event to ${each.name}`, {
		action: 'test',
		endpoint: each.name,
	});
	return html`<tr>
		<th scope="row">${each.name}</th>
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

function endpoints({ summary, actionUrl }: DashboardContent): Html {
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
					${summary.endpoints.map((each) => endpointRow(each, actionUrl))}
				</tbody>
			</table>
		</div>`;
}

function attemptLine({ startedAtMs, durationMs, statusCode, errorKind }: AttemptFact): Html {
	const outcome = statusCode === null ? (errorKind ?? 'no response') : `status ${statusCode}`;
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
						${attempts.map(attemptLine)}
					</ol>
				</details>`;
	const { responseExcerpt: text } = fact;
	const excerpt = text === '' ? undefined : html`<br /><span class="soft">${text}</span>`;
	const retry = fact.record
		? button(actionUrl, 'Retry', `Retry ${fact.id} to ${fact.endpoint}`, {
				action: 'retry',
				id: fact.id,
				endpoint: fact.endpoint,
			})
		: html``;
	return html`<tr>
		<td>${time(lastAttemptAtMs(fact))}</td>
		<td class="text">${fact.endpoint}</td>
		<td class="text">${fact.event || '–'}</td>
		<td class="text">${fact.id}</td>
		<td class="text">${errorOf(fact)} (${fact.reason || 'unknown'})${excerpt}</td>
		<td>${list}</td>
		${actionUrl === undefined ? undefined : html`<td>${retry}</td>`}
	</tr>`;
}

function failures(content: DashboardContent): Html {
	const { facts, actionUrl, maxFailures = 50 } = content;
	const failed = facts
		.filter(({ status }) => status === 'failed')
		.sort((a, b) => (lastAttemptAtMs(b) ?? 0) - (lastAttemptAtMs(a) ?? 0));
	if (failed.length === 0)
		return html`<h2>Latest failures</h2>
			<p class="panel">No delivery failed.</p>`;
	const shown = failed.slice(0, maxFailures);
	const rest = failed.length - shown.length;
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
		${rest > 0 ? html`<p class="soft">${plural(rest, 'more failure', 'more failures')} not shown.</p>` : undefined}`;
}

function body(content: DashboardContent): Html {
	const { facts, window, summary, alerts } = content;
	if (facts.length === 0) {
		return html`<div class="panel">
			<p><b>No deliveries yet.</b></p>
			<p>
				Connect the items of Send Signed Webhook, or rows of a table of its records, to the node
				that makes this page.
			</p>
		</div>`;
	}
	const buckets = toBuckets(facts, window);
	const alertList = alerts.map(
		({ message }) => html`<p class="panel alert" role="alert">${message}</p>`,
	);
	return html`${alertList}${cards(summary.total)}
		<h2>Over time</h2>
		<div class="charts">
			<div class="panel">
				<h3>Deliveries</h3>
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
	const { title, summary, window } = content;
	const within = { ...content, facts: factsWithin(content.facts, window) };
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
					${body(within)}
				</main>
			</body>
		</html> `;
	return page.html;
}
