import { setsBaseUri } from '../pointer';
import type { Keyword, Keywords } from '../types';
import { readNames } from './read';

const annotation: Keyword = () => undefined;

/** Read only where a reference leads to one of them. */
const definitions: Keyword = (place, keyword) => {
	readNames(place, keyword);
	return undefined;
};

/** What organises a schema or describes it, and limits nothing itself. */
export const coreKeywords: Keywords = {
	$schema: annotation,
	$comment: annotation,
	title: annotation,
	description: annotation,
	default: annotation,
	examples: annotation,
	deprecated: annotation,
	readOnly: annotation,
	writeOnly: annotation,
	contentEncoding: annotation,
	contentMediaType: annotation,
	$defs: definitions,
	definitions,
	$id: (place, keyword) =>
		place.isTop || !setsBaseUri({ $id: place.get(keyword) })
			? undefined
			: place.reject([keyword], 'left out, because below the top it changes where $ref leads'),
	$ref: (place, keyword) => {
		const reference = place.get(keyword);
		const check = typeof reference === 'string' ? place.forReference(reference) : undefined;
		return (
			check ??
			place.reject([keyword], 'a reference to a part of this schema, such as #/$defs/address')
		);
	},
};
