import { z } from 'zod';

// What comes from a service goes into static data, which n8n loads with the workflow, into items and
// into messages. No service that is known comes near these lengths.

/** Longest id of anything. It may become part of a URL. */
export const MAX_ID_LENGTH = 500;

/** Longest secret: more than any key in PEM. */
export const MAX_SECRET_LENGTH = 10_000;

/** Longest name, description, status or other text. */
export const MAX_TEXT_LENGTH = 2_000;

/** Most entries of a list of names. */
export const MAX_LIST_LENGTH = 2_000;

const MAX_URL_LENGTH = 8_000;

/** An id as text. */
export const boundedId = z.string().min(1).max(MAX_ID_LENGTH);

/** A secret. Whether it is one that the scheme takes is looked at later. */
export const boundedSecret = z.string().min(1).max(MAX_SECRET_LENGTH);

/** Any other text. */
export const boundedText = z.string().max(MAX_TEXT_LENGTH);

/** A URL, of whatever form. */
export const boundedUrl = z.string().max(MAX_URL_LENGTH);

/** Names, such as those of events. */
export const boundedNames = z.array(z.string().max(MAX_ID_LENGTH)).max(MAX_LIST_LENGTH);
