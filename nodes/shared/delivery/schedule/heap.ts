/**
 * A queue that gives its entries in their order, whatever the order in which they came: a binary
 * heap. Adding and taking cost O(log n).
 */
export class Heap<T> {
	private readonly entries: T[] = [];

	/** @param isBefore whether the first entry comes out before the second; a strict order */
	constructor(private readonly isBefore: (first: T, second: T) => boolean) {}

	/** Number of entries. */
	get size(): number {
		return this.entries.length;
	}

	/** The entry that `pop` would give. */
	peek(): T | undefined {
		return this.entries[0];
	}

	push(entry: T): void {
		let index = this.entries.length;
		while (index > 0) {
			const parentIndex = (index - 1) >> 1;
			const parent = this.entries[parentIndex] as T;
			if (!this.isBefore(entry, parent)) break;
			this.entries[index] = parent;
			index = parentIndex;
		}
		this.entries[index] = entry;
	}

	/** Takes the first entry. */
	pop(): T | undefined {
		const first = this.entries[0];
		const last = this.entries.pop();
		if (last !== undefined && this.entries.length > 0) this.sink(last);
		return first;
	}

	/** Puts an entry in the place of the first one, or below it where it belongs. */
	private sink(entry: T): void {
		let index = 0;
		for (;;) {
			const childIndex = this.firstChildOf(index);
			const child = this.entries[childIndex];
			if (child === undefined || !this.isBefore(child, entry)) break;
			this.entries[index] = child;
			index = childIndex;
		}
		this.entries[index] = entry;
	}

	private firstChildOf(index: number): number {
		const leftIndex = 2 * index + 1;
		const left = this.entries[leftIndex];
		const right = this.entries[leftIndex + 1];
		const isRightFirst = left !== undefined && right !== undefined && this.isBefore(right, left);
		return isRightFirst ? leftIndex + 1 : leftIndex;
	}
}
