import { createHmac } from 'node:crypto';
import { parseKey } from '../../../nodes/shared/signing/keys';
import type { KeyFormat } from '../../../nodes/shared/signing/types';

const bytes24 = Buffer.alloc(24, 7);
const whsec = `whsec_${bytes24.toString('base64')}`;

describe('parseKey', () => {
	test.each<[string, KeyFormat, string]>([
		['', 'text', 'empty'],
		['   ', 'text', 'empty'],
		['secret ', 'text', 'surroundingWhiteSpace'],
		['\nsecret', 'text', 'surroundingWhiteSpace'],
		[`${whsec}\n`, 'whsec', 'surroundingWhiteSpace'],
		['not base64!', 'base64', 'notBase64'],
		['AAAA=AAA', 'base64', 'notBase64'],
		['whsec_not base64!', 'whsec', 'notBase64'],
		['abc', 'hex', 'notHex'],
		['zz', 'hex', 'notHex'],
		['whsec_', 'whsec', 'empty'],
		['whsec_c2hvcnQ=', 'whsec', 'wrongLength'],
		[Buffer.alloc(65, 1).toString('base64'), 'whsec', 'wrongLength'],
		[
			'whpk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==',
			'whsec',
			'asymmetricKey',
		],
		[
			'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==',
			'whsec',
			'asymmetricKey',
		],
	])('refuses %j as %s: %s', (secret, format, problem) => {
		expect(parseKey(secret, format)).toEqual({ ok: false, problem });
	});

	test.each<[string, KeyFormat, Buffer]>([
		["It's a Secret to Everybody", 'text', Buffer.from("It's a Secret to Everybody")],
		['pässwörd', 'text', Buffer.from('pässwörd', 'utf8')],
		['whsec_AAAA', 'text', Buffer.from('whsec_AAAA')],
		[whsec, 'whsec', bytes24],
		[bytes24.toString('base64'), 'whsec', bytes24],
		['aGk', 'base64', Buffer.from('hi')],
		['aGk=', 'base64', Buffer.from('hi')],
		['00FFab', 'hex', Buffer.from([0x00, 0xff, 0xab])],
	])('reads %j as %s', (secret, format, expected) => {
		const result = parseKey(secret, format);
		if (!result.ok) throw new Error(result.problem);
		const sign = (key: Parameters<typeof createHmac>[1]) =>
			createHmac('sha256', key).update('x').digest('hex');
		expect(sign(result.key)).toBe(sign(expected));
	});
});
