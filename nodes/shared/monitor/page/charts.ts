import type { DeliveryFact } from '../facts';
import { addResponseTimes, responseTimesOf } from '../statistics';
import { isWithin } from '../window';
import type { Window } from '../window';
import { html } from './html';
import type { Html } from './html';

/** What happened in one part of a window. */
interface Bucket {
	readonly startMs: number;
	readonly delivered: number;
	readonly failed: number;
	/** 95th percentile in milliseconds; `null` without any response. */
	readonly p95Ms: number | null;
}

const BUCKETS = 24;
const WIDTH = 480;
const HEIGHT = 140;
const BOTTOM = 20;
const PLOT_HEIGHT = HEIGHT - BOTTOM;

/** Splits a window into parts of the same length, and adds up what happened in each. */
export function toBuckets(
	facts: readonly DeliveryFact[],
	window: Window,
	count = BUCKETS,
): Bucket[] {
	const { startMs, endMs } = window;
	const lengthMs = Math.max(1, (endMs - startMs) / count);
	const parts = Array.from({ length: count }, () => ({
		delivered: 0,
		failed: 0,
		durationsMs: [] as number[],
	}));
	for (const fact of facts) {
		if (fact.atMs === undefined || !isWithin(fact, window)) continue;
		const part = parts[Math.min(count - 1, Math.floor((fact.atMs - startMs) / lengthMs))];
		if (!part) continue;
		if (fact.status === 'delivered') part.delivered += 1;
		if (fact.status === 'failed') part.failed += 1;
		addResponseTimes(fact, part.durationsMs);
	}
	return parts.map(({ delivered, failed, durationsMs }, index) => ({
		startMs: startMs + index * lengthMs,
		delivered,
		failed,
		p95Ms: responseTimesOf(durationsMs)?.p95 ?? null,
	}));
}

const px = (value: number): string => String(Number(value.toFixed(1)));

/** The smallest of 1, 2, 5, 10, 20, 50, … that is not below a value. */
function niceLimit(value: number): number {
	if (value <= 1) return 1;
	const power = 10 ** Math.floor(Math.log10(value));
	return ([1, 2, 5, 10].find((factor) => factor * power >= value) as number) * power;
}

const timeLabel = (ms: number): string => new Date(ms).toISOString().slice(5, 16).replace('T', ' ');

function frame(title: string, limit: string, buckets: readonly Bucket[], content: Html[]): Html {
	const step = WIDTH / buckets.length;
	const labels = buckets.flatMap(({ startMs }, index) =>
		index % 6 === 0
			? [html`<text x="${px(index * step)}" y="${HEIGHT - 4}">${timeLabel(startMs)}</text>`]
			: [],
	);
	return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
		<line class="grid" x1="0" y1="0.5" x2="${WIDTH}" y2="0.5" />
		<line class="grid" x1="0" y1="${PLOT_HEIGHT}" x2="${WIDTH}" y2="${PLOT_HEIGHT}" />
		<text class="limit" x="${WIDTH}" y="12">${limit}</text>
		${content}${labels}
	</svg>`;
}

/** Bars: how many deliveries ended in each part of the window, and how many of them failed. */
export function volumeChart(buckets: readonly Bucket[]): Html {
	const highest = Math.max(0, ...buckets.map(({ delivered, failed }) => delivered + failed));
	const limit = niceLimit(highest);
	const step = WIDTH / buckets.length;
	const bars = buckets.flatMap(({ delivered, failed, startMs }, index) => {
		if (delivered + failed === 0) return [];
		const x = px(index * step + 2);
		const width = px(step - 4);
		const okHeight = (delivered / limit) * PLOT_HEIGHT;
		const failedHeight = (failed / limit) * PLOT_HEIGHT;
		return [
			html`<g
				><title>${timeLabel(startMs)} UTC: ${delivered} delivered, ${failed} failed</title
				><rect
					class="ok"
					x="${x}"
					y="${px(PLOT_HEIGHT - okHeight)}"
					width="${width}"
					height="${px(okHeight)}" /><rect
					class="bad"
					x="${x}"
					y="${px(PLOT_HEIGHT - okHeight - failedHeight)}"
					width="${width}"
					height="${px(failedHeight)}"
			/></g>`,
		];
	});
	return frame('Deliveries over time', String(limit), buckets, bars);
}

/** A line: the 95th percentile of response times in each part of the window. */
export function responseTimeChart(buckets: readonly Bucket[]): Html {
	const limit = niceLimit(Math.max(0, ...buckets.map(({ p95Ms }) => p95Ms ?? 0)));
	const step = WIDTH / buckets.length;
	const points = buckets.flatMap(({ p95Ms, startMs }, index) =>
		p95Ms === null
			? []
			: [
					{
						x: (index + 0.5) * step,
						y: PLOT_HEIGHT - (p95Ms / limit) * PLOT_HEIGHT,
						p95Ms,
						startMs,
					},
				],
	);
	const path = points
		.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`)
		.join('');
	const dots = points.map(
		({ x, y, p95Ms, startMs }) =>
			html`<circle cx="${px(x)}" cy="${px(y)}" r="3"
				><title>${timeLabel(startMs)} UTC: ${p95Ms} ms</title></circle
			>`,
	);
	return frame('Response time over time, 95th percentile', `${limit} ms`, buckets, [
		html`<path class="line" d="${path}" />`,
		...dots,
	]);
}
