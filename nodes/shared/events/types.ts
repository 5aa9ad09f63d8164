/** An event that a service can send. */
export interface EventDefinition {
	/** As the service names it, for example `invoice.paid`. */
	readonly name: string;
	/** For people, in title case. */
	readonly title: string;
	/** When it is sent: a phrase without a full stop. */
	readonly description: string;
	/** Heading under which the service's documentation lists it. */
	readonly group?: string;
	/**
	 * A whole body as the service would send it, realistic, with values made up by us. Ids and times
	 * that must differ from event to event are put in when a test event is built.
	 */
	readonly sample: Readonly<Record<string, unknown>>;
}
