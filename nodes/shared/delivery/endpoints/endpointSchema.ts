import { z } from 'zod';
import type { Condition } from '../../conditions/condition';
import { readConditionField } from '../../conditions/field';
import { parseEventFilter } from '../../events/eventFilter';
import type { EventFilter } from '../../events/eventFilter';
import { sendingMethods } from '../../http/transport';
import type { SendingMethod } from '../../http/transport';
import { readHeaders } from '../headers';
import { flagCell, numberCell, optionalCell, textCell, timeCell, wholeNumberCell } from './cells';
import type { Cell } from './cells';

/** An endpoint as its owner set it up. May hold secrets: it is never stored as it is. */
export interface EndpointRow {
	/** Its name, or else its id; absent when it has neither. */
	readonly name?: string | undefined;
	/** May hold user name and password. */
	readonly url: string;
	/** Absent when the credential's secret signs. */
	readonly secret?: string | undefined;
	/** The events that it takes. Default: all. */
	readonly eventFilter: EventFilter;
	/** Which of them it takes, by what they hold. Default: all. */
	readonly condition?: Condition | undefined;
	/** Default: true. */
	readonly isActive: boolean;
	/** Headers of its own. Default: none. */
	readonly headers: Readonly<Record<string, string>>;
	/** Absent where the node's own timeout holds. */
	readonly timeoutMs?: number | undefined;
	/** Most retries, where the policy has more. */
	readonly maxRetries?: number | undefined;
	/** Absent where the node's own setting holds. */
	readonly verifyCertificate?: boolean | undefined;
	/** Whether the node's authentication is used. Absent where the node's own setting holds. */
	readonly isAuthenticated?: boolean | undefined;
	/** Absent where the node's own setting holds. */
	readonly method?: SendingMethod | undefined;
	/** Since when all attempts have failed, in milliseconds since 1970. */
	readonly failingSinceMs?: number | undefined;
}

const EVENTS_PROBLEM =
	'must be a list of event names, or text with commas between them. Leave it empty for all events.';
const HEADERS_PROBLEM = 'must be an object of names and values, or such an object as JSON text.';

const ALL_EVENTS: EventFilter = { passes: () => true };

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

// A column of text holds a list as JSON.
const toEntries = (value: unknown): unknown =>
	typeof value === 'string' && value.trim().startsWith('[') ? parseJson(value) : value;

const eventsCell: Cell<EventFilter> = z.preprocess(
	toEntries,
	z
		.union([z.string(), z.array(z.string())], { errorMap: () => ({ message: EVENTS_PROBLEM }) })
		.transform((entries, context) => {
			const parsed = parseEventFilter(entries);
			if (parsed.ok) return parsed.value;
			const message = `holds a pattern that cannot be used: ${parsed.problem}`;
			context.addIssue({ code: 'custom', message });
			return z.NEVER;
		}),
);

/** What conditions of an endpoint are about: the message as it is sent. */
const CONDITION_ROOTS = ['event', 'id', 'body'] as const;

const conditionCell: Cell<Condition | undefined> = z.unknown().transform((value, context) => {
	const read = readConditionField(value, CONDITION_ROOTS);
	if (read.ok) return read.value;
	const message = `holds a condition that cannot be used: ${read.problem}`;
	context.addIssue({ code: 'custom', message });
	return z.NEVER;
});

const headersCell: Cell<EndpointRow['headers']> = z.preprocess(
	(value) => (typeof value === 'string' ? parseJson(value) : value),
	z.record(z.unknown(), { message: HEADERS_PROBLEM }).transform((record, context) => {
		const read = readHeaders(Object.entries(record));
		if (read.ok) return read.value;
		context.addIssue({ code: 'custom', message: read.problem });
		return z.NEVER;
	}),
);

const AUTHENTICATIONS: ReadonlyMap<string, boolean> = new Map([
	['credential', true],
	['none', false],
]);

const authenticationCell: Cell<boolean> = z.preprocess(
	(value) => AUTHENTICATIONS.get(String(value).trim().toLowerCase()) ?? value,
	z.boolean({ message: "must be 'credential' or 'none', or empty for the node's setting." }),
);

const methodCell: Cell<SendingMethod> = z.preprocess(
	(value) => (typeof value === 'string' ? value.trim().toUpperCase() : value),
	z.enum(sendingMethods, {
		message: `must be one of: ${sendingMethods.join(', ')}, or empty for the node's setting.`,
	}),
);

// Whether it can be sent to is for the rules of the node to say.
const urlCell: Cell<string> = z.string({ message: 'must be text.' }).trim();

/**
 * One row of a list of endpoints: from a table, an item or the fields of the node. Tells what is
 * wrong with a field by the rest of a sentence that begins with its name. Fields that it does not
 * know are left out.
 */
export const endpointSchema = z
	.object({
		id: optionalCell(textCell),
		name: optionalCell(textCell),
		url: optionalCell(urlCell),
		secret: optionalCell(
			z.string({ message: "must be text, or empty for the credential's secret." }),
		),
		events: optionalCell(eventsCell),
		onlyEventsWhere: optionalCell(conditionCell),
		active: optionalCell(flagCell),
		headers: optionalCell(headersCell),
		timeoutSeconds: optionalCell(numberCell(1, 300)),
		maxRetries: optionalCell(wholeNumberCell(0, 10)),
		verifyCertificate: optionalCell(flagCell),
		authentication: optionalCell(authenticationCell),
		method: optionalCell(methodCell),
		failingSince: optionalCell(timeCell),
	})
	.transform((row): EndpointRow => ({
		name: row.name ?? row.id,
		url: row.url ?? '',
		secret: row.secret,
		eventFilter: row.events ?? ALL_EVENTS,
		condition: row.onlyEventsWhere,
		isActive: row.active ?? true,
		headers: row.headers ?? {},
		timeoutMs: row.timeoutSeconds && Math.round(row.timeoutSeconds * 1000),
		maxRetries: row.maxRetries,
		verifyCertificate: row.verifyCertificate,
		isAuthenticated: row.authentication,
		method: row.method,
		// Zero is how tables write what never happened.
		failingSinceMs: row.failingSince === 0 ? undefined : row.failingSince,
	}));
