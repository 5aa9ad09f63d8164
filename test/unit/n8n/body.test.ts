import { readBody, readBodyOrFile } from '../../../nodes/shared/n8n/fields/body/read';
import type { ParameterReader } from '../../../nodes/shared/n8n/parameters';

const parameters =
	(values: Readonly<Record<string, unknown>>): ParameterReader =>
	(name) =>
		values[name];

const file = Buffer.from([0xff, 0x00, 0x0a]);

test('a source that the node does not offer is named beside those that it does', async () => {
	const parameter = parameters({ bodySource: 'form' });
	expect(readBody(parameter, {})).toEqual({
		ok: false,
		problem: "The field 'Body' holds 'form', which is none of: item, json, text.",
	});
	expect(await readBodyOrFile(parameter, {}, async () => file)).toEqual({
		ok: false,
		problem: "The field 'Body' holds 'form', which is none of: binary, item, json, text.",
	});
});

test('files are read by the nodes that offer them alone', async () => {
	const parameter = parameters({ bodySource: 'binary', binaryField: ' data ' });
	const readFile = jest.fn<Promise<Buffer>, [field: string]>().mockResolvedValue(file);
	expect(await readBodyOrFile(parameter, {}, readFile)).toMatchObject({
		ok: true,
		value: { body: file },
	});
	expect(readFile.mock.calls).toEqual([['data']]);
	expect(readBody(parameter, {})).toMatchObject({ ok: false });
});

test('a file that cannot be read is the problem of whoever reads it', async () => {
	const parameter = parameters({ bodySource: 'binary', binaryField: 'data' });
	const failing = async () => await Promise.reject(new Error('there is no such field'));
	await expect(readBodyOrFile(parameter, {}, failing)).rejects.toThrow('there is no such field');
});
