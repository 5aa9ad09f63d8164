import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { standardWebhooks } from '../../support/n8n/providers';
import { startReceiver } from '../../support/n8n/receiver';
import { send } from '../../support/n8n/send';

const form = (name: string, value: unknown): IDataObject => ({
	bodySource: 'form',
	formFields: { values: [{ name, value }] },
});
const itemForm: IDataObject = { bodySource: 'form', formSource: 'item' };

test.each<[string, RegExp, IDataObject, IDataObject]>([
	[
		'a field that the item does not have',
		/^The field 'Item Field' holds 'order\.id', which the item does not have.*dots/,
		{ bodySource: 'field', bodyField: 'order.id' },
		{ order: 7 },
	],
	[
		'no field',
		/^The field 'Item Field' holds '', which the item does not have/,
		{ bodySource: 'field' },
		{},
	],
	[
		'a field of every object',
		/^The field 'Item Field' holds 'constructor'/,
		{ bodySource: 'field', bodyField: 'constructor' },
		{},
	],
	['an empty form', /^The field 'Form Fields' is empty/, { bodySource: 'form' }, {}],
	[
		'a form field without a name',
		/^The field 'Form Fields' has an entry without a name/,
		form(' ', 'a'),
		{},
	],
	[
		'a form field from what the item does not have',
		/^The field 'Form Fields' holds no text, number or boolean as 'id'.*'JSON'/,
		form('id', '={{ $json.id }}'),
		{},
	],
	[
		'an item with an object as a form',
		/^The item holds no text, number or boolean as 'order'.*'JSON'/,
		itemForm,
		{ order: { id: 7 } },
	],
	['an empty item as a form', /^The item is empty/, itemForm, {}],
	[
		'a form from nowhere',
		/^The field 'Form' holds 'elsewhere', which is none of: fields, item/,
		{ bodySource: 'form', formSource: 'elsewhere' },
		{},
	],
])('%s is refused, and nothing is sent', async (_, message, parameters, item) => {
	const receiver = await startReceiver();
	const { error } = await send({
		parameters: {
			...standardWebhooks.parameters,
			url: receiver.url,
			options: { allowHttp: true, allowPrivateAddresses: true },
			...parameters,
		},
		items: [item],
		secrets: { secret: standardWebhooks.secret },
	});
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error?.message).toMatch(message);
	expect(receiver.requests).toEqual([]);
});
