const MIN_LENGTH = 4;

function collectTexts(value: unknown, texts: string[], seen: Set<unknown>): void {
	if (typeof value === 'string') texts.push(value);
	if (typeof value !== 'object' || value === null || seen.has(value)) return;
	seen.add(value);
	if (Buffer.isBuffer(value)) {
		texts.push(value.toString('latin1'));
		return;
	}
	// Not only what JSON would show: errors keep their message, stack and cause out of it.
	for (const key of Object.getOwnPropertyNames(value)) {
		texts.push(key);
		collectTexts((value as Record<string, unknown>)[key], texts, seen);
	}
}

/** The ways in which a secret could be written: as it is, decoded, and encoded. */
function spellings(secret: string): string[] {
	const text = Buffer.from(secret, 'utf8');
	const withoutPrefix = secret.replace(/^whsec_/, '');
	const decoded = Buffer.from(withoutPrefix, 'base64');
	return [
		secret,
		withoutPrefix,
		encodeURIComponent(secret),
		...[text, decoded].flatMap((bytes) => [
			bytes.toString('latin1'),
			bytes.toString('base64'),
			bytes.toString('base64url'),
			bytes.toString('hex'),
		]),
	].filter((spelling) => spelling.length >= MIN_LENGTH);
}

/** Every text somewhere inside the value that holds one of the secrets, however it is written. */
export function findLeaks(value: unknown, ...secrets: string[]): string[] {
	const texts: string[] = [];
	collectTexts(value, texts, new Set());
	const forbidden = secrets.flatMap(spellings);
	return texts.filter((text) => forbidden.some((spelling) => text.includes(spelling)));
}
