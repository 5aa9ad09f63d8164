import path from 'node:path';
import ts from 'typescript';
import { stripeEvents } from '../../../nodes/shared/events/stripe';
import { stripeSample } from '../../../nodes/shared/events/stripe/samples';
import { stripeThinSample } from '../../../nodes/shared/events/stripe/thin/sample';
import { stripeThinEvents } from '../../../nodes/shared/events/stripe/thin';

/*
 * What Stripe publishes about its events are the types of its own package. Each sample is written
 * into a program as a literal of the type of its event: a field that Stripe does not know, or of
 * another type, is a problem. Samples may leave out fields, since whole objects would be too large.
 * Slow: TypeScript reads all of Stripe's types.
 */

const TYPES = `
import type Stripe from 'stripe';
type Sample<T> =
	T extends Stripe.Decimal ? string :
	T extends readonly (infer U)[] ? readonly Sample<U>[] :
	T extends object ? { readonly [K in keyof T]?: Sample<T[K]> } : T;
type Thin = Stripe.V2.Core.Event;
type RelatedTo<T> =
	T extends { related_object: infer O; fetchRelatedObject(): Promise<infer R> }
		? { readonly related_object: O & { type: R extends { object: infer N } ? N : never } }
		: unknown;
type ThinSample<T> = Sample<Omit<T, 'data'>> & RelatedTo<T>;
type SampleOf<Type extends Stripe.Event['type'] | Thin['type']> =
	Type extends Thin['type']
		? ThinSample<Extract<Thin, { type: Type }>>
		: Sample<Extract<Stripe.Event, { type: Type }>>;
`;

/** The problems of some literals, each with the line of its own where it stands. */
function problemsOf(literals: ReadonlyArray<readonly [type: string, sample: unknown]>): string[] {
	const file = path.join(__dirname, 'checked.ts');
	const text = literals.map(
		([type, sample], index) =>
			`export const sample${index}: SampleOf<'${type}'> = ${JSON.stringify(sample)};\n`,
	);
	const source = TYPES + text.join('');
	const firstLine = TYPES.split('\n').length - 1;
	const options: ts.CompilerOptions = {
		strict: true,
		noEmit: true,
		skipLibCheck: true,
		module: ts.ModuleKind.Node16,
		target: ts.ScriptTarget.ES2022,
		types: ['node'],
	};
	const host = ts.createCompilerHost(options);
	const onDisk = { ...host };
	host.fileExists = (name) => name === file || onDisk.fileExists(name);
	host.readFile = (name) => (name === file ? source : onDisk.readFile(name));
	const program = ts.createProgram([file], options, host);
	return ts.getPreEmitDiagnostics(program).map(({ file: from, start = 0, messageText }) => {
		const line = from?.getLineAndCharacterOfPosition(start).line ?? 0;
		const [type = ''] = literals[line - firstLine] ?? [];
		return `${type}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
	});
}

test('every sample is as the package of Stripe says, and what is not would be noticed', () => {
	const charge = stripeSample('charge.succeeded');
	const wrongType = { ...charge, data: { object: { object: 'charge', amount: '42.50' } } };
	const unknownField = { ...charge, data: { object: { object: 'charge', colour: 'red' } } };
	const ping = stripeThinSample('v2.core.event_destination.ping');
	const noObject = { ...ping, related_object: undefined };
	const wrongObject = {
		...ping,
		related_object: { id: 'mtr_1', type: 'billing.meter', url: '/v1' },
	};
	const noId = { ...ping, related_object: { type: 'v2.core.event_destination', url: '/v2' } };
	const ofNothing = { ...ping, type: 'v1.invoice.upcoming' };
	expect(
		problemsOf([
			...stripeEvents.map((name) => [name, stripeSample(name)] as const),
			...stripeThinEvents.map((name) => [name, stripeThinSample(name)] as const),
			['charge.succeeded', wrongType],
			['charge.failed', { ...unknownField, type: 'charge.failed' }],
			['charge.captured', charge],
			['v2.core.event_destination.ping', noObject],
			['v2.core.event_destination.ping', wrongObject],
			['v2.core.event_destination.ping', noId],
			['v1.invoice.upcoming', ofNothing],
		]),
	).toEqual([
		"charge.succeeded: Type 'string' is not assignable to type 'number'.",
		expect.stringMatching(/^charge\.failed: .*'"colour"' does not exist/),
		expect.stringMatching(/^charge\.captured: .*"charge\.succeeded"/),
		expect.stringMatching(/^v2\.core\.event_destination\.ping: .*'related_object' is missing/),
		expect.stringMatching(/^v2\.core\.event_destination\.ping: .*"billing\.meter"/),
		expect.stringMatching(/^v2\.core\.event_destination\.ping: .*'id' is missing/),
		expect.stringMatching(/^v1\.invoice\.upcoming: .*'"related_object"' does not exist/),
	]);
}, 120_000);
