const DAY_MS = 24 * 60 * 60 * 1000;

/** Most retries of an exponential or fixed policy. */
export const MAX_RETRIES = 10;

/** Most waits in a list; every attempt adds to the record and to what is stored while it waits. */
export const MAX_DELAYS = 30;

/** Longest single wait, whoever asks for it: 7 days. */
export const MAX_DELAY_MS = 7 * DAY_MS;

/** Largest factor by which a wait may grow. */
export const MAX_FACTOR = 10;

/** Longest time budget of a delivery: 30 days. */
export const MAX_TOTAL_BUDGET_MS = 30 * DAY_MS;

/** The longest `Retry-After` that is obeyed by default: the longest wait of Standard Webhooks. */
export const DEFAULT_MAX_RETRY_AFTER_MS = DAY_MS;
