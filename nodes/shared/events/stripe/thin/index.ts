import { thinEventsV1 } from './eventsV1';
import { thinEventsV2 } from './eventsV2';

/**
 * The `type` of every thin event (`v2.core.event`) that Stripe sends, sorted. A thin event names an
 * object, which is to be fetched. Source: npm package `stripe` 23.1.0 (types in
 * `resources/V2/Core/Events`), read on 2026-11-30.
 */
export const stripeThinEvents = [...thinEventsV1, ...thinEventsV2] as const;

/** The type of a thin event of Stripe. */
export type StripeThinEvent = (typeof stripeThinEvents)[number];

/** Whether a name, known or not, is one of a thin event: those say the version of their API first. */
export const isThinEvent = (name: string): boolean => /^v[\d*]/.test(name);
