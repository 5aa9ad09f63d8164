import { testDefects } from '../../../nodes/shared/services/testEventDefects';
import type { TestDefect } from '../../../nodes/shared/services/testEventDefects';
import { findReceiverFault } from '../../../nodes/shared/services/testEventVerdict';

const defectOf = (id: TestDefect['id']): TestDefect => {
	const defect = testDefects.find((each) => each.id === id);
	if (!defect) throw new Error(`There is no defect ${id}`);
	return defect;
};

const refusedOnes = testDefects.filter(({ expected }) => expected === 'refused');
const acceptedOnes = testDefects.filter(({ expected }) => expected === 'accepted');

test.each(refusedOnes)('$id: a refusal is as it should be', (defect) => {
	for (const statusCode of [400, 401, 403, 422]) {
		expect(findReceiverFault(defect, [statusCode])).toBeUndefined();
	}
});

test.each(acceptedOnes)('$id: an acceptance is as it should be', (defect) => {
	for (const statusCode of [200, 201, 202, 204]) {
		expect(findReceiverFault(defect, [statusCode])).toBeUndefined();
	}
});

test('both deliveries of one event have to be accepted', () => {
	const defect = defectOf('duplicateId');
	expect(findReceiverFault(defect, [200, 202])).toBeUndefined();
	for (const statusCodes of [
		[200, 409],
		[401, 200],
	]) {
		expect(findReceiverFault(defect, statusCodes)?.what).toMatch(
			/^The receiver answered (409|401) to one of two deliveries of the same event, but must accept it/,
		);
	}
});

test.each<[TestDefect['id'], number | null, string]>([
	[
		'wrongSecret',
		200,
		'The receiver accepted a message signed with a wrong secret with status 200. Check that it verifies signatures at all: as it is, anyone can send it events.',
	],
	[
		'stale',
		202,
		'The receiver accepted a message that was signed more than an hour ago with status 202. Check that it compares the signed time with its clock, or anyone can send a recorded message again.',
	],
	[
		'missingSignature',
		404,
		"The receiver answered 404 to a message without a signature, but a refusal has one of the statuses 400, 401, 403, 422. Check the field 'URL' and the receiver's log.",
	],
	[
		'bodyChanged',
		500,
		"The receiver answered 500 to a body that was changed after it was signed, but a refusal has one of the statuses 400, 401, 403, 422. Check the field 'URL' and the receiver's log.",
	],
	[
		'none',
		401,
		'The receiver answered 401 to a genuine event, but must accept it with a status from 200 to 299. Check that both sides have the same secret and that the receiver verifies the exact bytes of the body.',
	],
	[
		'twoSignatures',
		302,
		'The receiver answered 302 to an event with a wrong signature before the right one, but must accept it with a status from 200 to 299. Check that it tries every signature, or it fails while the service changes secrets.',
	],
	[
		'none',
		null,
		"No response came to a genuine event, so the test says nothing about the receiver. Check the field 'URL' and whether the receiver is running.",
	],
])('%s answered with %p is a fault, with its remedy', (id, statusCode, fault) => {
	const found = findReceiverFault(defectOf(id), [statusCode]);
	expect(`${found?.what}. ${found?.remedy}`).toBe(fault);
});
