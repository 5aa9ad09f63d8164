import { resultOfError } from '../../../../nodes/shared/subscriptions/watch/checkResult';
import type { CheckResult } from '../../../../nodes/shared/subscriptions/watch/checkResult';
import { createWatchPlan } from '../../../../nodes/shared/subscriptions/watch/plan';
import { activate, kinds, setUp } from '../../../support/services/lifecycle';
import type { Fault, ServiceKind } from '../../../support/services/memory';

/* How often a service is called in an hour that goes wrong, with the real plan and the real repair. */

const MINUTE_MS = 60_000;
const START = Date.parse('2026-11-30T12:00:00Z');

async function hourOf(
	kind: ServiceKind,
	intervalMinutes: number,
	meddle: (service: ReturnType<typeof setUp>['service']) => void,
) {
	const { service, trigger } = setUp(kind);
	await activate(trigger);
	const before = service.calls.length;
	const settings = { intervalMs: intervalMinutes * MINUTE_MS, random: () => 0.5, isStart: true };
	const plan = createWatchPlan(settings, START);
	let looks = 0;
	while (plan.dueAt() <= START + 60 * MINUTE_MS) {
		looks += 1;
		meddle(service);
		const writes = service.writes.length;
		const { error } = await trigger.watch();
		const done: CheckResult = { kind: service.writes.length > writes ? 'repaired' : 'inPlace' };
		plan.note(resultOfError(error) ?? done, plan.dueAt());
	}
	return { looks, calls: service.calls.length - before };
}

const always = (kind: Fault['kind']): Fault[] =>
	Array.from({ length: 100 }, () => ({ kind, takesEffect: false }));

describe.each(kinds)('a service that %s', (_title, kind) => {
	test.each<Fault['kind']>(['forbidden', 'network', 'rateLimited', 'serverError', 'unauthorized'])(
		'is called a few times in an hour that ends all calls with %s',
		async (failure) => {
			const quarter = await hourOf(kind, 15, (service) => {
				service.faults = always(failure);
			});
			// Where nothing can be looked at, nothing is called.
			const perLook = kind.finds || kind.reads ? 1 : 0;
			const minute = await hourOf(kind, 1, (service) => {
				service.faults = always(failure);
			});
			if (perLook === 0) {
				expect([quarter.calls, minute.calls]).toEqual([0, 0]);
				return;
			}
			expect(quarter).toEqual({ looks: 2, calls: 2 });
			expect(minute).toEqual({ looks: 5, calls: 5 });
		},
	);

	test('is called a few times in an hour in which somebody deletes the webhook each time', async () => {
		const { looks, calls } = await hourOf(kind, 1, (service) => {
			for (const { id } of service.ours) service.delete(id);
		});
		if (kind.finds || kind.reads) expect(looks).toBeLessThan(10);
		expect(calls).toBeLessThan(60);
	});
});
