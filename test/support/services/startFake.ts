import type { FakeService } from './fakeService';

const running = new Set<FakeService>();

/** Starts a fake service until the test has ended, or the last one of those that are done side by side. */
export async function startFake<Fake extends FakeService>(fake: Fake): Promise<Fake> {
	running.add(fake);
	return await fake.start();
}

async function stopAll(): Promise<void> {
	await Promise.all([...running].map(async (fake) => await fake.stop()));
	running.clear();
}

afterEach(stopAll);
// Jest does nothing after each test where they are done side by side.
afterAll(stopAll);
