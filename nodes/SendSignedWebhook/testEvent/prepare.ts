import type { Endpoint } from '../../shared/delivery/delivery';
import type { EndpointKeys } from '../../shared/delivery/keys';
import type { AuthenticationCheck } from '../../shared/n8n/delivery/authenticator';
import { readText } from '../../shared/n8n/parameters';
import type { ParameterReader } from '../../shared/n8n/parameters';
import { failure, success } from '../../shared/result';
import type { Result } from '../../shared/result';
import { findService, webhookServices } from '../../shared/services';
import { findTestEventProblem } from '../../shared/services/testEvent';
import type { TestEvent, TestKeys } from '../../shared/services/testEvent';
import { findTestDefect, testDefects } from '../../shared/services/testEventDefects';
import type { SignatureScheme } from '../../shared/signing/scheme';
import { readEndpoint } from '../endpoint';
import { readOptions } from '../prepare';

/** A test that is ready to be made. */
export interface TestTask {
	readonly test: TestEvent;
	readonly keys: TestKeys;
	readonly endpoint: Endpoint;
	/** Texts that may not be kept, should the receiver echo them. */
	readonly confidential: readonly string[];
}

function readTest(parameter: ParameterReader): Result<TestEvent> {
	const serviceId = readText(parameter('service'));
	const service = findService(serviceId);
	if (service === undefined) {
		const known = webhookServices.map(({ id }) => id).join(', ');
		return failure(`The field 'Service' holds '${serviceId}', which is none of: ${known}.`);
	}
	const defectId = readText(parameter('defect'));
	const defect = findTestDefect(defectId);
	if (defect === undefined) {
		const known = testDefects.map(({ id }) => id).join(', ');
		return failure(`The field 'Defect' holds '${defectId}', which is none of: ${known}.`);
	}
	const eventName = readText(parameter('testEvent'));
	const test = { service, eventName, defect, url: readText(parameter('url')) };
	const found = findTestEventProblem(test);
	return found === undefined ? success(test) : failure(found);
}

/**
 * Reads and checks all parameters of one item. Nothing is sent here.
 *
 * @param authenticate checks the node's authentication. Default: the node has none.
 */
export function prepareTestEvent(
	parameter: ParameterReader,
	readKeys: (endpoint: Endpoint, scheme: SignatureScheme) => EndpointKeys,
	authenticate?: AuthenticationCheck,
): Result<TestTask> {
	const read = readTest(parameter);
	if (!read.ok) return read;
	const test = read.value;
	const { scheme } = test.service;
	const choice = readOptions(parameter('options'));
	if (!choice.ok) return choice;
	const target = readEndpoint(parameter, scheme, choice.value, authenticate);
	if (!target.ok) return target;
	const endpoint = target.value;
	const keys = readKeys(endpoint, scheme);
	if (!keys.ok) return keys;
	return success({
		test,
		keys: keys.value.keys,
		endpoint,
		confidential: keys.value.confidential ?? [],
	});
}
