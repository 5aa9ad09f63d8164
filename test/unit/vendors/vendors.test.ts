import { canSign } from '../../../nodes/shared/signing/sign';
import { devDependencies } from '../../../package.json';
import { vendors } from '../../vendors';
import {
	breakSignatures,
	CLOCK_MS,
	genuineRequest,
	messageOf,
	schemeOf,
	secretOf,
	signHere,
	signThere,
	verdictsOn,
} from '../../vendors/exchange';

const DAY_MS = 86_400_000;
const ACCEPTED = { here: true, there: true };
const REFUSED = { here: false, there: false };

const REFUSED_TIMES = {
	nothing: 'no message',
	old: 'old messages',
	oldAndFuture: 'old and future messages',
};

const TEXTS = [
	'order-1',
	'Zoë: 30 € 🎉',
	'"quoted" \\ / <b>&amp;</b> \t\n \u2028',
	'a=b&c=%20+d.e:f;g,h',
];

// Only the clock stands still: one SDK refuses what is older than five seconds.
beforeAll(() => {
	jest.useFakeTimers({
		now: CLOCK_MS,
		doNotFake: [
			'clearImmediate',
			'clearInterval',
			'clearTimeout',
			'hrtime',
			'nextTick',
			'performance',
			'queueMicrotask',
			'setImmediate',
			'setInterval',
			'setTimeout',
		],
	});
	// Zoom's SDK reports every request.
	jest.spyOn(console, 'debug').mockReturnValue();
});
afterAll(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

for (const vendor of vendors) {
	const { scheme: id, variant, package: name, provesBody = true } = vendor;

	describe(`${name} for ${[id, variant].filter(Boolean).join(', ')}`, () => {
		const scheme = schemeOf(vendor);

		if (canSign(scheme)) {
			test.each(TEXTS)('accepts what is signed here: %j', async (text) => {
				const request = signHere(vendor, messageOf(vendor, text), secretOf(vendor));
				expect(await verdictsOn(vendor, request)).toEqual(ACCEPTED);
			});
		}

		if (vendor.sign) {
			test.each(TEXTS)('signs what is accepted here: %j', async (text) => {
				const request = await signThere(vendor, messageOf(vendor, text), secretOf(vendor));
				expect(await verdictsOn(vendor, request)).toEqual(ACCEPTED);
			});
		}

		test('refuses another secret, as we do', async () => {
			const request = await genuineRequest(vendor);
			expect(await verdictsOn(vendor, request, secretOf(vendor, 2))).toEqual(REFUSED);
		});

		test(`${provesBody ? 'refuses' : 'overlooks'} a changed body, as we do`, async () => {
			const request = await genuineRequest(vendor);
			const body = request.body.replace('order-1', 'order-2');
			expect(body).not.toBe(request.body);
			const verdicts = await verdictsOn(vendor, { ...request, body });
			expect(verdicts).toEqual(provesBody ? REFUSED : ACCEPTED);
		});

		test(`${vendor.provesUrl ? 'refuses' : 'overlooks'} another URL, as we do`, async () => {
			const request = await genuineRequest(vendor);
			const url = request.url.replace('/webhook/', '/webhook-test/');
			expect(url).not.toBe(request.url);
			const verdicts = await verdictsOn(vendor, { ...request, url });
			expect(verdicts).toEqual(vendor.provesUrl ? REFUSED : ACCEPTED);
		});

		if ('header' in scheme.signature) {
			const header = scheme.signature.header.toLowerCase();

			test('refuses a broken signature, as we do', async () => {
				const request = await genuineRequest(vendor);
				const headers = { ...request.headers };
				headers[header] = breakSignatures(headers[header] ?? '');
				expect(await verdictsOn(vendor, { ...request, headers })).toEqual(REFUSED);
			});

			test('refuses a missing signature, as we do', async () => {
				const request = await genuineRequest(vendor);
				const entries = Object.entries(request.headers).filter(([name]) => name !== header);
				const headers = Object.fromEntries(entries);
				expect(await verdictsOn(vendor, { ...request, headers })).toEqual(REFUSED);
			});
		}

		test(`refuses ${REFUSED_TIMES[vendor.refuses]} by the time alone`, async () => {
			// Where a time is signed, we refuse what is far from the clock on either side.
			const here = scheme.timestamp === undefined && scheme.algorithm.kind !== 'jwt';
			const old = await genuineRequest(vendor, CLOCK_MS - DAY_MS);
			const future = await genuineRequest(vendor, CLOCK_MS + DAY_MS);
			expect([await verdictsOn(vendor, old), await verdictsOn(vendor, future)]).toEqual([
				{ here, there: vendor.refuses === 'nothing' },
				{ here, there: vendor.refuses !== 'oldAndFuture' },
			]);
		});

		if (vendor.readsAliases) {
			test('accepts the other names of the headers, as we do', async () => {
				const request = await genuineRequest(vendor);
				const renamed = Object.entries(request.headers).map(([name, value]) => [
					scheme.headerAliases?.[name] ?? name,
					value,
				]);
				const headers = Object.fromEntries(renamed) as Record<string, string>;
				expect(headers).not.toEqual(request.headers);
				expect(await verdictsOn(vendor, { ...request, headers })).toEqual(ACCEPTED);
			});
		}

		if (vendor.readsFurtherHeaders && 'header' in scheme.signature) {
			const { header, furtherHeaders = [] } = scheme.signature;

			test.each(furtherHeaders)('accepts the signature in %s, as we do', async (further) => {
				const request = await genuineRequest(vendor);
				const signature = request.headers[header.toLowerCase()] ?? '';
				const headers = {
					...request.headers,
					[header.toLowerCase()]: breakSignatures(signature),
					[further.toLowerCase()]: signature,
				};
				expect(await verdictsOn(vendor, { ...request, headers })).toEqual(ACCEPTED);
			});
		}

		if (vendor.readsSeveralSignatures) {
			test('accepts either secret while they are changed', async () => {
				const secrets = [secretOf(vendor, 1), secretOf(vendor, 2)];
				const request = signHere(vendor, messageOf(vendor, 'order-1'), ...secrets);
				for (const secret of secrets) {
					expect(await verdictsOn(vendor, request, secret)).toEqual(ACCEPTED);
				}
				expect(await verdictsOn(vendor, request, secretOf(vendor, 3))).toEqual(REFUSED);
			});
		}
	});
}

describe('The list of SDKs', () => {
	test('has a counterpart for at least 20 schemes', () => {
		expect(new Set(vendors.map(({ scheme }) => scheme)).size).toBeGreaterThanOrEqual(20);
	});

	test.each(vendors.map((vendor) => vendor.package))('%s is pinned to one version', (name) => {
		expect((devDependencies as Record<string, string>)[name]).toMatch(/^\d+\.\d+\.\d+$/);
	});
});
