import {
	A,
	B,
	URL,
	activate,
	chooser,
	expectInPlace,
	failToActivate,
	full,
	minimal,
	setUp,
} from '../../support/services/lifecycle';
import { MemoryService } from '../../support/services/memory';

describe('another target', () => {
	test('does not keep the webhook at the old one, even when the credential lost its access', async () => {
		const { service, trigger } = setUp(full);
		await activate(trigger);
		trigger.settings.adapter = service.adapter(B);
		service.faults = [{ kind: 'forbidden', takesEffect: false, on: 'remove' }];
		expect(await activate(trigger)).toEqual([
			expect.stringMatching(/hook_1.*could not be removed.*page of A/),
		]);
		expect(trigger.stored?.hook).toMatchObject({ id: 'hook_2', target: B });
		expect(trigger.stored?.leftovers).toMatchObject([{ id: 'hook_1', target: A, url: URL }]);
		expect(await activate(trigger)).toEqual([]);
		expectInPlace(service, trigger);
	});

	test('waits for the old one to be removed when that fails for now', async () => {
		const { service, trigger } = setUp(full);
		await activate(trigger);
		trigger.settings.adapter = service.adapter(B);
		service.faults = [{ kind: 'serverError', takesEffect: false, on: 'remove' }];
		await failToActivate(trigger);
		expect(service.calls.filter(({ call }) => call === 'create')).toHaveLength(1);
	});

	test('says so when the webhook at the old one was not found', async () => {
		const { service, trigger } = setUp(full);
		await activate(trigger);
		service.delete('hook_1');
		trigger.settings.adapter = service.adapter(B);
		expect(await activate(trigger)).toEqual([
			expect.stringMatching(/hook_1.*no longer where.*lost its access.*page of A/),
		]);
	});

	test('of another service leaves the webhook alone, and says so', async () => {
		const { service, trigger } = setUp(full);
		await activate(trigger);
		const other = new MemoryService(chooser);
		trigger.settings.adapter = other.adapter({ service: 'other', place: 'A' });
		expect(await activate(trigger)).toEqual([
			expect.stringMatching(/hook_1.*created at a different service.*Remove it there/),
		]);
		expect(other.ours).toHaveLength(1);
		expect(other.writes).toEqual([{ call: 'create' }]);
		await trigger.deactivate();
		expect(other.ours).toEqual([]);
		trigger.settings.adapter = service.adapter(A);
		await activate(trigger);
		expectInPlace(service, trigger);
	});
});

describe('a service that cannot be asked what it has', () => {
	test('may keep a webhook after a creation that failed, which the error says', async () => {
		const { service, trigger } = setUp(minimal);
		service.faults = [{ kind: 'network', takesEffect: true, on: 'create' }];
		const { advice } = await failToActivate(trigger);
		expect(advice).toBe(
			`The service may have created the webhook anyway. Look at the page of A for one that leads to ${URL}, and remove it before you publish the workflow again.`,
		);
		expect(service.ours).toHaveLength(1);
	});

	test('keeps the old webhook besides the new one when it cannot be removed, which is said', async () => {
		const { service, trigger, want } = setUp(minimal);
		await activate(trigger);
		want({ events: ['refunded'] });
		service.faults = [{ kind: 'serverError', takesEffect: false, on: 'remove' }];
		expect(await activate(trigger)).toEqual([
			expect.stringMatching(/hook_1.*could not be removed/),
		]);
		expect(service.ours).toHaveLength(2);
		await activate(trigger);
		expectInPlace(service, trigger);
	});
});
