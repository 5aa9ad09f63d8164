import { isSignedPlace, locate } from '../../../nodes/shared/receive/facts';
import { recognisesById } from '../../../nodes/shared/receive/repeats';
import type { EventLocator } from '../../../nodes/shared/signing/scheme';
import { signatureSchemes } from '../../../nodes/shared/signing/schemes';
import { buildScheme, NO_EVENT } from '../../support/customScheme';

const noHeaders = (): string[] => [];

describe.each([...signatureSchemes])('$id', (scheme) => {
	const isSigned = (locator: EventLocator): boolean =>
		isSignedPlace(locator, { scheme, headers: noHeaders });

	test.each(['id', 'name'] as const)('no unsigned header comes before a signed %s', (fact) => {
		const places = scheme.event[fact].map(isSigned);
		expect(places).toEqual([...places].sort((left, right) => Number(right) - Number(left)));
	});

	test('an id that is signed in a header is what repeats go by', () => {
		if (!scheme.content.includes('id')) return;
		expect(scheme.repeats.id).toEqual([{ header: scheme.idHeader?.toLowerCase() }]);
		expect(recognisesById({ by: 'automatic' }, scheme)).toBe(true);
	});
});

test('a header that anyone could add changes no fact that stands in a signed body', () => {
	const event = {
		...NO_EVENT,
		nameHeader: 'X-Event',
		namePath: 'type',
		idHeader: 'X-Id',
		idPath: 'id',
	};
	const facts = (scheme: ReturnType<typeof buildScheme>, payload: unknown) => {
		const source = { scheme, headers: () => ['forged'], payload };
		return [scheme.event.name, scheme.event.id].map((places) => locate(places, source).value);
	};
	const signed = buildScheme({ event });
	expect(facts(signed, { type: 'order.paid', id: 'evt_1' })).toEqual(['order.paid', 'evt_1']);
	expect(facts(signed, {})).toEqual(['forged', 'forged']);
	// Nothing is signed beside a token: what the user named first goes first.
	const token = buildScheme({ event, algorithm: 'token', encoding: 'text' });
	expect(facts(token, { type: 'order.paid', id: 'evt_1' })).toEqual(['forged', 'forged']);
});
