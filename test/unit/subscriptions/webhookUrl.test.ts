import { findWebhookUrlProblem } from '../../../nodes/shared/subscriptions/subscriptionError';

const LOCAL = 'can only be reached from inside your network';

test.each([
	['https://hooks.example.com/webhook/a', undefined],
	['http://hooks.example.com/webhook/a', 'is not HTTPS'],
	['https://localhost:5678/webhook/a', LOCAL],
	['http://192.168.1.7/webhook/a', LOCAL],
	['https://[fd00::1]/webhook/a', LOCAL],
	// Behind a carrier's NAT, IPv4 inside of IPv6, and the name of a container.
	['https://100.64.0.1/webhook/a', LOCAL],
	['https://[::ffff:10.0.0.1]/webhook/a', LOCAL],
	['https://n8n:5678/webhook/a', LOCAL],
	['no address', 'is not HTTPS'],
])('the webhook URL %s', (url, problem) => {
	const advice = problem && `The webhook URL ${url} ${problem}, which many services refuse. `;
	expect(findWebhookUrlProblem(url)?.slice(0, advice?.length)).toBe(advice);
});
