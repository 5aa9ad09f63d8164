/** An event that a service can send, as lists of choices show it. */
export interface EventSummary<Name extends string = string> {
	/** As the service names it, for example `invoice.paid`. */
	readonly name: Name;
	/** For people, in title case. */
	readonly title: string;
	/** When it is sent: a phrase without a full stop. */
	readonly description: string;
	/** Heading under which the service's documentation lists it. */
	readonly group?: string;
}

/** A JSON object as a service sends it. */
export type SampleObject = Readonly<Record<string, unknown>>;

/** An event that a service can send, with an example. */
export interface EventDefinition extends EventSummary {
	/**
	 * A whole body as the service would send it, realistic, with values made up by us. Ids and times
	 * that must differ from event to event are put in when a test event is built.
	 */
	readonly sample: SampleObject;
}
