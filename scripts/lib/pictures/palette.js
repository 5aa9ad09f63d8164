// @ts-check
'use strict';

const { deflateSync, inflateSync, crc32 } = require('node:zlib');

/*
 * Screenshots of an editor hold few colours: with a palette, a PNG is a third as large.
 */

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** In an image header: bits per channel, colour type, and the latter's channels. */
const DEPTH_OFFSET = 8;
const TYPE_OFFSET = 9;
const INTERLACE_OFFSET = 12;
const CHANNELS = { 2: 3, 6: 4 };
const PALETTE_TYPE = 3;

/**
 * @param {Buffer} png
 * @returns {Array<{ type: string, data: Buffer }>}
 */
function chunksOf(png) {
	const chunks = [];
	for (let at = SIGNATURE.length; at < png.length;) {
		const length = png.readUInt32BE(at);
		const type = png.toString('latin1', at + 4, at + 8);
		chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
		at += length + 12;
	}
	return chunks;
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
	const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	sum.writeUInt32BE(crc32(named));
	return Buffer.concat([length, named, sum]);
}

/** What a filter of PNG predicts of a byte, from those to the left, above, and above left. */
const PREDICTIONS = [
	() => 0,
	(/** @type {number} */ left) => left,
	(/** @type {number} */ _left, /** @type {number} */ up) => up,
	(/** @type {number} */ left, /** @type {number} */ up) => (left + up) >> 1,
	(/** @type {number} */ left, /** @type {number} */ up, /** @type {number} */ corner) => {
		const estimate = left + up - corner;
		const distances = [left, up, corner].map((value) => Math.abs(estimate - value));
		const nearest = Math.min(...distances);
		return [left, up, corner][distances.indexOf(nearest)] ?? 0;
	},
];

/**
 * The pixels of a PNG as a browser makes it: eight bits for each channel, not interlaced.
 *
 * @param {Buffer} png
 * @returns {{ width: number, height: number, channels: number, bytes: Buffer }}
 */
function readPixels(png) {
	const chunks = chunksOf(png);
	const header = chunks[0]?.data ?? Buffer.alloc(INTERLACE_OFFSET + 1);
	const channels = CHANNELS[/** @type {2 | 6} */ (header[TYPE_OFFSET])];
	if (channels === undefined || header[DEPTH_OFFSET] !== 8 || header[INTERLACE_OFFSET] !== 0) {
		throw new Error('This is no PNG as a browser makes it.');
	}
	const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
	const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
	const filtered = inflateSync(Buffer.concat(packed));
	return { width, height, channels, bytes: withoutFilters(filtered, width * channels, channels) };
}

/**
 * @param {Buffer} filtered each row after a byte that says how it was filtered
 * @param {number} row its length without that byte
 * @param {number} channels
 */
function withoutFilters(filtered, row, channels) {
	const height = filtered.length / (row + 1);
	const bytes = Buffer.alloc(row * height);
	const at = (/** @type {number} */ x, /** @type {number} */ y) =>
		x < 0 || y < 0 ? 0 : (bytes[y * row + x] ?? 0);
	for (let y = 0; y < height; y += 1) {
		const start = y * (row + 1);
		const predict = PREDICTIONS[filtered[start] ?? 0] ?? (() => 0);
		for (let x = 0; x < row; x += 1) {
			const predicted = predict(at(x - channels, y), at(x, y - 1), at(x - channels, y - 1));
			bytes[y * row + x] = (filtered[start + 1 + x] ?? 0) + predicted;
		}
	}
	return bytes;
}

/** @typedef {{ red: number, green: number, blue: number, count: number }} Colour */
/** @type {ReadonlyArray<'red' | 'green' | 'blue'>} */
const AXES = ['red', 'green', 'blue'];

/**
 * @param {readonly Colour[]} colours
 * @param {'red' | 'green' | 'blue'} axis
 */
function spread(colours, axis) {
	let [least, most] = [255, 0];
	for (const colour of colours) {
		least = Math.min(least, colour[axis]);
		most = Math.max(most, colour[axis]);
	}
	return most - least;
}

/** @param {readonly Colour[]} colours */
const widest = (colours) =>
	/** @type {'red' | 'green' | 'blue'} */ (
		[...AXES].sort((one, other) => spread(colours, other) - spread(colours, one))[0]
	);

/**
 * Median cut: the box whose colours differ most is halved until there are as many boxes as wanted.
 *
 * @param {Colour[]} colours
 * @param {number} size
 */
function boxesOf(colours, size) {
	const boxes = [colours];
	while (boxes.length < size) {
		boxes.sort((one, other) => spread(other, widest(other)) - spread(one, widest(one)));
		const box = boxes[0];
		if (box === undefined || box.length < 2) break;
		const axis = widest(box);
		box.sort((one, other) => one[axis] - other[axis]);
		const middle = box.length >> 1;
		boxes.splice(0, 1, box.slice(0, middle), box.slice(middle));
	}
	return boxes;
}

/** The colour that a box has most of, so that large areas keep theirs exactly. */
const mostFrequent = (/** @type {readonly Colour[]} */ box) =>
	box.reduce((best, colour) => (colour.count > best.count ? colour : best));

/**
 * Makes a PNG smaller by giving it a palette. Transparency is lost.
 *
 * @param {Buffer} png as a browser makes it
 * @param {number} [size] of the palette, at most 256. Default: 128
 * @returns {Buffer} a PNG of the same width and height
 * @throws {Error} when it is another kind of PNG
 */
function withPalette(png, size = 128) {
	const { width, height, channels, bytes } = readPixels(png);
	const keyAt = (/** @type {number} */ at) => bytes.readUIntBE(at, 3);
	/** @type {Map<number, Colour>} */
	const found = new Map();
	for (let at = 0; at < bytes.length; at += channels) {
		const key = keyAt(at);
		const colour = found.get(key);
		if (colour) colour.count += 1;
		else found.set(key, { red: key >> 16, green: (key >> 8) & 255, blue: key & 255, count: 1 });
	}
	const colours = [...found.values()].sort((one, other) => other.count - one.count);
	// Backgrounds that hardly differ stay apart; what is left are edges of letters.
	const exact = size >> 1;
	const boxes = [
		...colours.slice(0, exact).map((colour) => [colour]),
		...boxesOf(colours.slice(exact), size - exact),
	].filter(({ length }) => length > 0);
	/** @type {Map<number, number>} */
	const indexOf = new Map();
	boxes.forEach((box, index) => {
		for (const { red, green, blue } of box) indexOf.set((red << 16) | (green << 8) | blue, index);
	});

	const rows = Buffer.alloc((width + 1) * height);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			rows[y * (width + 1) + 1 + x] = indexOf.get(keyAt((y * width + x) * channels)) ?? 0;
		}
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header[DEPTH_OFFSET] = 8;
	header[TYPE_OFFSET] = PALETTE_TYPE;
	const palette = boxes.map(mostFrequent).flatMap(({ red, green, blue }) => [red, green, blue]);
	return Buffer.concat([
		SIGNATURE,
		chunk('IHDR', header),
		chunk('PLTE', Buffer.from(palette)),
		chunk('IDAT', deflateSync(rows, { level: 9 })),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

module.exports = { withPalette };
