import { readDeliveries } from '../../../nodes/shared/monitor/facts';
import { renderDashboard } from '../../../nodes/shared/monitor/page/dashboard';
import type { DashboardContent } from '../../../nodes/shared/monitor/page/dashboard';
import { summarize } from '../../../nodes/shared/monitor/summary';
import { HOUR_MS, NOW_MS, record } from './support';

const window = { startMs: NOW_MS - 24 * HOUR_MS, endMs: NOW_MS };

function pageOf(records: object[], more: Partial<DashboardContent> = {}): string {
	const facts = records.flatMap((each) => {
		const result = readDeliveries(each, 'Item');
		return result.ok ? result.value : [];
	});
	const summary = summarize(facts, window);
	return renderDashboard({ title: 'Webhooks', facts, summary, window, alerts: [], ...more });
}

const failed = {
	...record({
		id: 'msg_9',
		endpoint: 'Shop',
		event: 'order.paid',
		status: 'failed',
		reason: 'retriesExhausted',
		attempts: [
			[2 * HOUR_MS, 120, 503],
			[HOUR_MS, 30_000, 'timeout'],
		],
	}),
	delivery: { version: 1 },
};

test('rates, endpoints, and failures with their attempts', () => {
	const page = pageOf([failed, record({ endpoint: 'CRM', attempts: [[1000, 80, 200]] })]);
	expect(page).toContain('<b>50 %</b>');
	expect(page).toContain('class="state failing"');
	expect(page).toContain('class="state healthy"');
	expect(page).toContain('timeout (retriesExhausted)');
	expect(page).toContain('2 attempts');
	expect(page).toContain('status 503 after 120 ms');
});

test('nothing comes from elsewhere, and nothing runs', () => {
	const page = pageOf([failed]);
	expect(page).not.toMatch(/<script|<link|<img|url\(|@import|\son\w+=|javascript:/i);
	// The only address is that of the namespace-free page itself: none.
	expect(page).not.toMatch(/(?:src|href)=/);
});

test('buttons come with an address for them, and only what can be sent again has one', () => {
	expect(pageOf([failed])).not.toContain('<form');
	const actionUrl = 'https://n8n.example/webhook/actions';
	const page = pageOf([failed, record({ id: 'x', status: 'failed', attempts: [[1, 1, 500]] })], {
		actionUrl,
	});
	expect(page.match(/value="retry"/g)).toHaveLength(1);
	expect(page).toContain(`action="${actionUrl}"`);
	expect(pageOf([failed], { actionUrl: 'javascript:alert(1)' })).not.toContain('<form');
});

const HOSTILE = [
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	"' onmouseover='alert(1)",
	'</style><script>alert(1)</script>',
	'</title><svg onload=alert(1)>',
	'{{ constructor.constructor("alert(1)")() }}',
	'url(javascript:alert(1))',
	'\u202Etxt.exe',
];

test.each(HOSTILE)('a hostile text stays text wherever it is shown: %j', (text) => {
	const page = pageOf(
		[
			{
				...record({
					id: text,
					endpoint: text,
					event: text,
					url: text,
					status: 'failed',
					reason: text,
					attempts: [[1000, 1, text]],
				}),
				delivery: {},
			},
		],
		{ title: text, actionUrl: 'https://n8n.example/a' },
	);
	expect(page).not.toMatch(/<script|<img|<svg onload/i);
	expect(page.match(/<style>/g)).toHaveLength(1);
	expect(page.match(/<svg /g)).toHaveLength(2);
	// No attribute but those that the page has: each tag is one of ours, whole.
	for (const tag of page.match(/<[a-z][^>]*>/gi) ?? [])
		expect(tag).not.toMatch(/\son\w+\s*=\s*[^"]*$/);
	expect(page).not.toContain('\u202E');
});

test('without deliveries it says what to do', () => {
	expect(pageOf([])).toContain('No deliveries yet.');
});

test('without deliveries, too, an alert is shown', () => {
	const alerts = [{ rule: 'quiet', value: null, limit: 1, message: 'Nothing came.' } as const];
	expect(pageOf([], { alerts })).toContain('role="alert">Nothing came.');
});

test('a text that comes back in a form is exactly the one that was given', () => {
	const name = '\u{1F469}\u200D\u{1F4BB} a\u202Eb\u00ADc "<';
	const page = pageOf([{ ...failed, endpoint: name }], { actionUrl: 'https://n8n.example/a' });
	const values = [...page.matchAll(/name="endpoint" value="(.*?)"/g)].map(([, value = '']) =>
		value
			.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
			.replaceAll('&quot;', '"')
			.replaceAll('&lt;', '<'),
	);
	expect(values).toEqual([name, name]);
	expect(page).not.toContain('\u202E');
	expect(page).toContain('\u{1F469}\u200D\u{1F4BB} a b c');
});

test('huge texts are cut, and a button that could not send them is left out', () => {
	const huge = 'x'.repeat(1_000_000);
	const names = { id: huge, endpoint: huge, event: huge, reason: huge, status: 'failed' };
	const attempts = [[1000, 1, huge]] as const;
	const page = pageOf([{ ...record({ ...names, attempts }), delivery: {} }], {
		actionUrl: 'https://n8n.example/a',
	});
	expect(page.length).toBeLessThan(30_000);
	expect(page).not.toContain('<form');
});

test('however many endpoints and alerts there are, the page stays a page', () => {
	const records = Array.from({ length: 10_000 }, (_, index) =>
		record({
			endpoint: `Endpoint ${index}`,
			status: index === 9_999 ? 'failed' : 'delivered',
			attempts: [[1000, 1, index === 9_999 ? 500 : 200]],
		}),
	);
	const alerts = records.map(
		() => ({ rule: 'failed', value: 2, limit: 1, message: 'Too many.' }) as const,
	);
	const page = pageOf(records, { alerts });
	expect(page.length).toBeLessThan(200_000);
	expect(page).toContain('9800 more endpoints not shown.');
	expect(page).toContain('9980 more alerts not shown.');
	// What fails comes first.
	expect(page).toContain('Endpoint 9999');
});

test('what is too much to list is counted', () => {
	const records = Array.from({ length: 60 }, (_, index) =>
		record({ id: `m${index}`, status: 'failed', attempts: [[1000 + index, 1, 500]] }),
	);
	expect(pageOf(records)).toContain('10 more failures not shown.');
});
