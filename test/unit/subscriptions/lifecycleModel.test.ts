import fc from 'fast-check';
import type { Fault, ServiceKind } from '../../support/services/memory';
import { Simulation, URLS } from '../../support/services/simulation';
import type { Step } from '../../support/services/simulation';
import { scaled } from '../../support/scale';

const EVENTS = [[], ['paid'], ['paid', 'failed'], ['refunded']];

// Not among them: 404 and 405 for what is there and offered. Nothing can be promised of a service
// that lies about what it has.
const fault: fc.Arbitrary<Fault> = fc.oneof(
	fc.record({
		kind: fc.constantFrom<Fault['kind']>('badResponse', 'network', 'serverError'),
		takesEffect: fc.boolean(),
	}),
	fc.record({
		kind: fc.constantFrom<Fault['kind']>(
			'conflict',
			'forbidden',
			'invalid',
			'rateLimited',
			'redirected',
			'unauthorized',
		),
		takesEffect: fc.constant(false),
	}),
);
const index = fc.nat(5);
const just = <Kind extends string>(...kinds: [Kind, ...Kind[]]) =>
	fc.record({ kind: fc.constantFrom(...kinds) });

const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.oneof<Array<fc.WeightedArbitrary<Step>>>(
		{ weight: 8, arbitrary: just('activate') },
		{ weight: 4, arbitrary: just('deactivate') },
		{ weight: 6, arbitrary: just('watch') },
		{ weight: 3, arbitrary: just('heal') },
		{ weight: 1, arbitrary: just('loseState') },
		{
			weight: 1,
			arbitrary: fc.record({ kind: fc.constant('changeUrl'), url: fc.constantFrom(...URLS) }),
		},
		{
			weight: 2,
			arbitrary: fc.record({
				kind: fc.constant('changeEvents'),
				events: fc.constantFrom(...EVENTS),
			}),
		},
		{
			weight: 1,
			arbitrary: fc.record({
				kind: fc.constant('changeSecret'),
				secret: fc.constantFrom('s1', 's2'),
			}),
		},
		{ weight: 1, arbitrary: fc.record({ kind: fc.constant('changeTarget'), index: fc.nat(1) }) },
		{
			weight: 1,
			arbitrary: fc.record({
				kind: fc.constant('changeApiKey'),
				apiKey: fc.constantFrom('k1', 'k2'),
			}),
		},
		{
			weight: 2,
			arbitrary: fc.record({ kind: fc.constantFrom('delete', 'disable', 'duplicate'), index }),
		},
		{
			weight: 4,
			arbitrary: fc.record({
				kind: fc.constant('fail'),
				faults: fc.array(fault, { minLength: 1, maxLength: 6 }),
			}),
		},
	),
	{ minLength: 200, maxLength: 200 },
);

const kinds: ReadonlyArray<[string, ServiceKind]> = [
	[
		'takes a secret and can do everything',
		{ takesSecret: true, reads: true, finds: true, updates: true },
	],
	[
		'chooses the secret and can do everything',
		{ takesSecret: false, reads: true, finds: true, updates: true },
	],
	[
		'takes a secret and can only make, list and remove',
		{ takesSecret: true, reads: false, finds: true, updates: false },
	],
	[
		'chooses the secret and allows one webhook for a URL',
		{ takesSecret: false, reads: true, finds: true, updates: true, isUniqueByUrl: true },
	],
	[
		'can only make and remove webhooks',
		{ takesSecret: false, reads: false, finds: false, updates: false },
	],
	[
		'can make, show, change and remove webhooks',
		{ takesSecret: true, reads: true, finds: false, updates: true },
	],
];

test.each(kinds)(
	'no webhook is left over or doubled at a service that %s, whatever happens in 200 steps',
	async (_title, kind) => {
		await fc.assert(
			fc.asyncProperty(steps, async (played) => {
				const simulation = new Simulation(kind);
				for (const step of played) await simulation.play(step);
				await simulation.finish();
			}),
			{ numRuns: scaled({ full: 60, sample: 15 }) },
		);
	},
);
