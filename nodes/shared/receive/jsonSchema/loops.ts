/** A schema, and the ones that it applies to the same value. */
export interface Applying<Self> {
	readonly sameValue: readonly Self[];
}

/**
 * Finds a schema that is applied to a value only to be applied to the same value again, for ever.
 * Going round by way of items or properties is fine: values end somewhere.
 */
export function findEndlessLoop<Node extends Applying<Node>>(
	nodes: Iterable<Node>,
): Node | undefined {
	const ending = new Set<Node>();
	const mayLoop = (node: Node): boolean => !ending.has(node);
	// From the last to the first: what a schema applies mostly stands behind it.
	let open = [...nodes].reverse();
	for (let before = Infinity; open.length < before;) {
		before = open.length;
		open = open.filter((node) => {
			const ends = !node.sameValue.some(mayLoop);
			if (ends) ending.add(node);
			return !ends;
		});
	}
	// Each one left leads to another one left, so that one of them has to come twice.
	const passed = new Set<Node>();
	let [node] = open;
	while (node && !passed.has(node)) {
		passed.add(node);
		node = node.sameValue.find(mayLoop);
	}
	return node;
}
