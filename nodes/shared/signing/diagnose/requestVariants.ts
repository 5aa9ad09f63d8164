import { readPresentedSignature } from '../verify/presentedSignature';
import { isRejection } from '../rejection';
import { compileScheme } from '../compiledScheme';
import type { ContentPart, SignatureScheme } from '../scheme';
import type { TrialRun, Experiment, Trial } from './trial';

const SIGNED_TIME =
	'The signature matches the timestamp in another unit than the one it is sent in. The sender must sign the timestamp exactly as it sends it.';

interface UrlChange {
	readonly words: string;
	readonly apply: (url: string) => string;
}

const splitUrl = (url: string): readonly [path: string, query: string] => {
	const start = url.indexOf('?');
	return start === -1 ? [url, ''] : [url.slice(0, start), url.slice(start)];
};

/** What proxies hide or rewrite of a URL. */
function urlChanges(url: string): UrlChange[] {
	const [path, query] = splitUrl(url);
	const protocol: UrlChange = url.startsWith('https:')
		? { words: 'with http:// in front', apply: (text) => text.replace(/^https:/, 'http:') }
		: { words: 'with https:// in front', apply: (text) => text.replace(/^http:/, 'https:') };
	const slash: UrlChange = path.endsWith('/')
		? {
				words: 'without the slash at its end',
				apply: (text) => splitUrl(text)[0].slice(0, -1) + splitUrl(text)[1],
			}
		: {
				words: 'with a slash at its end',
				apply: (text) => `${splitUrl(text)[0]}/${splitUrl(text)[1]}`,
			};
	const bare: UrlChange = { words: 'without its query', apply: (text) => splitUrl(text)[0] };
	return query === '' ? [protocol, slash] : [protocol, slash, bare];
}

/** Every choice of at least one change, those of a single one first. */
function combinations(changes: readonly UrlChange[]): UrlChange[][] {
	const chosen = Array.from({ length: 2 ** changes.length }, (_, bits) =>
		changes.filter((_change, index) => (bits & (1 << index)) !== 0),
	);
	return chosen
		.filter(({ length }) => length > 0)
		.sort((left, right) => left.length - right.length);
}

/** The URL as the sender may know it, for schemes that sign it. */
export function* urlVariants(trial: Trial): Iterable<TrialRun> {
	const { request, scheme } = trial;
	if (!compileScheme(scheme).needsUrl) return;
	const url = request.url();
	if (!URL.canParse(url)) return;
	for (const changes of combinations(urlChanges(url))) {
		const changed = changes.reduce((text, { apply }) => apply(text), url);
		yield {
			trial: { ...trial, request: { ...request, url: () => changed } },
			cause: 'otherUrl',
			meaning: `The signature matches the URL ${changes.map(({ words }) => words).join(' and ')}. Enter it exactly as the sender knows it in the option 'Public URL' or 'URL'.`,
		};
	}
}

function otherUnits(timestamp: string): string[] {
	if (!/^\d+$/.test(timestamp)) {
		const timeMs = Date.parse(timestamp);
		if (Number.isNaN(timeMs)) return [];
		return [Math.floor(timeMs / 1000).toString(), timeMs.toString()];
	}
	return [`${timestamp}000`, timestamp.slice(0, -3)];
}

/** The signed timestamp in another unit than the one that was sent. */
export function* timestampVariants(trial: Trial): Iterable<TrialRun> {
	const { request, scheme } = trial;
	if (!scheme.content.includes('timestamp')) return;
	const presented = readPresentedSignature(scheme, request.headers, request.receivedAt, {
		toleranceSeconds: Number.POSITIVE_INFINITY,
	});
	if (isRejection(presented) || presented.time === undefined) return;
	for (const timestamp of otherUnits(presented.time.timestamp)) {
		yield { trial: { ...trial, timestamp }, cause: 'timestampUnit', meaning: SIGNED_TIME };
	}
}

const TOKENS: Readonly<Record<Extract<ContentPart, string>, string>> = {
	body: '{body}',
	formFields: '{form}',
	id: '{id}',
	method: '{method}',
	path: '{path}',
	timestamp: '{timestamp}',
	url: '{url}',
};

/** A layout as the field 'Signed Content' takes it; `undefined` where other schemes cannot use it. */
function templateOf(content: readonly ContentPart[]): string | undefined {
	let template = '';
	for (const part of content) {
		if (typeof part === 'string') template += TOKENS[part];
		else if ('literal' in part) template += part.literal.replace(/\n/g, '\\n');
		else return undefined;
	}
	return template === '' ? undefined : template;
}

function canUse(scheme: SignatureScheme, content: readonly ContentPart[]): boolean {
	const { algorithm, content: own, idHeader, timestamp, signature } = scheme;
	// What the chosen scheme does not take for a form is not read as one.
	if (content.includes('formFields') && !own.includes('formFields')) return false;
	if (algorithm.kind === 'token' || algorithm.kind === 'jwt' || !('header' in signature))
		return false;
	const hasTime =
		timestamp?.from === 'pairs' || (timestamp !== undefined && 'header' in timestamp.from);
	return (
		(hasTime || !content.includes('timestamp')) &&
		(idHeader !== undefined || !content.includes('id'))
	);
}

/** The signed bytes put together as other schemes do. */
export function contentVariants(knownSchemes: readonly SignatureScheme[]): Experiment {
	return function* variants(trial) {
		const tried = new Set([templateOf(trial.scheme.content)]);
		for (const { content } of knownSchemes) {
			const template = templateOf(content);
			if (template === undefined || tried.has(template)) continue;
			tried.add(template);
			if (!canUse(trial.scheme, content)) continue;
			yield {
				trial: { ...trial, scheme: { ...trial.scheme, content } },
				cause: 'otherContent',
				meaning: `The signature matches if ${template} is signed, but the chosen scheme signs something else. Choose a scheme that fits, or Custom with this as 'Signed Content'.`,
			};
		}
	};
}
