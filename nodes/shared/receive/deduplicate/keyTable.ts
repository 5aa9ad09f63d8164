const WORDS_PER_KEY = 3;
const FIRST_SLOTS = 16;
// Beyond two thirds, finding a free slot takes noticeably longer.
const MAX_LOAD = 2 / 3;

/** A message key as three words of 32 bits. The last one is never zero: that means an empty slot. */
type Words = readonly [number, number, number];

function toWords(key: string): Words {
	const bytes = Buffer.from(key, 'base64');
	const word = (index: number): number =>
		bytes.length >= (index + 1) * 4 ? bytes.readUInt32LE(index * 4) : 0;
	return [word(0), word(1), word(2) || 1];
}

/**
 * A set of message keys without times: one table of numbers, so that a million of them cost a few
 * dozen bytes each and nothing to the garbage collector. Every operation takes the same time
 * however many there are, but for the doubling of the table now and then.
 */
export class KeyTable {
	private table = new Uint32Array(FIRST_SLOTS * WORDS_PER_KEY);

	private count = 0;

	/** Number of keys. */
	get size(): number {
		return this.count;
	}

	/** Memory of the table. */
	get byteLength(): number {
		return this.table.byteLength;
	}

	has(key: string): boolean {
		return this.isTaken(this.slotOf(toWords(key)));
	}

	/** Adds a key; does nothing when it is there. */
	add(key: string): void {
		if (this.count + 1 > (this.table.length / WORDS_PER_KEY) * MAX_LOAD) this.grow();
		this.put(toWords(key));
	}

	private put(words: Words): void {
		const slot = this.slotOf(words);
		if (this.isTaken(slot)) return;
		this.table.set(words, slot);
		this.count += 1;
	}

	/** The slot that holds the words, or the free one where they belong. */
	private slotOf([first, second, third]: Words): number {
		const { table } = this;
		const slots = table.length / WORDS_PER_KEY;
		// Keys are digests: any part of them is spread evenly.
		let index = first % slots;
		for (;;) {
			const slot = index * WORDS_PER_KEY;
			if (!this.isTaken(slot)) return slot;
			if (table[slot] === first && table[slot + 1] === second && table[slot + 2] === third) {
				return slot;
			}
			index = (index + 1) % slots;
		}
	}

	private isTaken(slot: number): boolean {
		return this.table[slot + 2] !== 0;
	}

	private grow(): void {
		const old = this.table;
		this.table = new Uint32Array(old.length * 2);
		this.count = 0;
		for (let slot = 0; slot < old.length; slot += WORDS_PER_KEY) {
			const third = old[slot + 2] ?? 0;
			if (third !== 0) this.put([old[slot] ?? 0, old[slot + 1] ?? 0, third]);
		}
	}
}
