import type { FakeService } from './fakeService';

const running = new Set<FakeService>();

/** Starts a fake service until the test has ended. */
export async function startFake<Fake extends FakeService>(fake: Fake): Promise<Fake> {
	running.add(fake);
	return await fake.start();
}

afterEach(async () => {
	await Promise.all([...running].map(async (fake) => await fake.stop()));
	running.clear();
});
