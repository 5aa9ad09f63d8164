import { importsOf } from '../imports';
import { violationAt } from '../sources';
import type { Rule } from '../sources';

const SHARED = 'nodes/shared';

/** What each layer of the library may import besides itself. No arrow goes back. */
const ALLOWED_LAYERS: Readonly<Record<string, readonly string[]>> = {
	// The files that lie in it directly, which every other layer may import.
	[SHARED]: [],
	'nodes/shared/events': [],
	'nodes/shared/http': [],
	'nodes/shared/text': [],
	'nodes/shared/signing': ['nodes/shared/events', 'nodes/shared/http'],
	'nodes/shared/receive': [
		'nodes/shared/conditions',
		'nodes/shared/events',
		'nodes/shared/http',
		'nodes/shared/signing',
		'nodes/shared/text',
	],
	'nodes/shared/delivery': [
		'nodes/shared/conditions',
		'nodes/shared/events',
		'nodes/shared/http',
		'nodes/shared/signing',
		'nodes/shared/text',
	],
	'nodes/shared/conditions': ['nodes/shared/text'],
	'nodes/shared/monitor': ['nodes/shared/text'],
	'nodes/shared/services': ['nodes/shared/events', 'nodes/shared/signing'],
	'nodes/shared/sealing': [],
	'nodes/shared/subscriptions': ['nodes/shared/http', 'nodes/shared/sealing', 'nodes/shared/text'],
	'nodes/shared/n8n': [
		'nodes/shared/conditions',
		'nodes/shared/events',
		'nodes/shared/http',
		'nodes/shared/sealing',
		'nodes/shared/text',
		'nodes/shared/signing',
		'nodes/shared/services',
		'nodes/shared/subscriptions',
		'nodes/shared/receive',
		'nodes/shared/delivery',
		'nodes/shared/monitor',
	],
};

/** `nodes/shared/signing`, `nodes/shared` for its own files, `nodes/SendSignedWebhook`, `credentials`. */
function layerOf(file: string): string {
	const parts = file.split('/');
	if (file.startsWith(`${SHARED}/`)) return parts.slice(0, parts.length > 3 ? 3 : 2).join('/');
	return parts.slice(0, parts[0] === 'nodes' ? 2 : 1).join('/');
}

function mayImport(from: string, to: string): boolean {
	if (from === to || to === SHARED) return true;
	const allowed = ALLOWED_LAYERS[from];
	// Node classes and credentials stand on top: they use any layer, but not each other.
	return allowed ? allowed.includes(to) : to in ALLOWED_LAYERS;
}

/** Dependencies point one way only. */
export const dependencyDirection: Rule = (files) =>
	files.flatMap((file) => {
		const from = layerOf(file.fileName);
		if (from.startsWith(`${SHARED}/`) && !(from in ALLOWED_LAYERS)) {
			return [violationAt(file, `${from} is no known layer: say what it may import`)];
		}
		return importsOf(file).flatMap(({ node, target }) => {
			if (target === undefined) return [];
			const to = layerOf(target);
			return mayImport(from, to) ? [] : [violationAt(node, `${from} must not import ${to}`)];
		});
	});
