import {
	getExpectedBodyHash,
	getExpectedTwilioSignature,
	validateRequest,
	validateRequestWithBody,
} from 'twilio/lib/webhooks/webhooks';
import { headerOf } from './vendor';
import type { Vendor } from './vendor';

const FORM = 'application/x-www-form-urlencoded';

/** The fields of a form as web frameworks hand them over: a list where a name comes twice. */
function fieldsOf(form: string): Record<string, string | string[]> {
	const fields = new URLSearchParams(form);
	return Object.fromEntries(
		[...fields.keys()].map((name) => {
			const values = fields.getAll(name);
			// A new list: the SDK does not know those of another realm, as Jest makes them.
			return [name, values.length > 1 ? [...values] : (values[0] ?? '')];
		}),
	);
}

const signatureHeader = (signature: string) => ({ headers: { 'x-twilio-signature': signature } });

/** Twilio signs the URL with the fields of a form, or with the hash of any other body in it. */
export const twilioVendors: readonly Vendor[] = [
	{
		scheme: 'twilio',
		variant: 'forms',
		package: 'twilio',
		refuses: 'nothing',
		provesUrl: true,
		contentType: FORM,
		body: (text) =>
			new URLSearchParams([
				['To', '+15550001'],
				['Body', text],
				['Media', 'second'],
				['Media', 'first'],
				['Media', 'second'],
				['AccountSid', ''],
				['body', 'lower case comes after upper case'],
			]).toString(),
		verify: (request, secret) =>
			validateRequest(
				secret,
				headerOf(request, 'x-twilio-signature'),
				request.url,
				fieldsOf(request.body),
			),
		sign: ({ url, body }, secret) =>
			signatureHeader(getExpectedTwilioSignature(secret, url, fieldsOf(body))),
	},
	{
		scheme: 'twilio',
		variant: 'JSON',
		package: 'twilio',
		refuses: 'nothing',
		provesUrl: true,
		url: (body) =>
			`https://n8n.example.com/webhook/sms?to=me&bodySHA256=${getExpectedBodyHash(body)}`,
		verify: (request, secret) =>
			validateRequestWithBody(
				secret,
				headerOf(request, 'x-twilio-signature'),
				request.url,
				request.body,
			),
		sign: ({ url }, secret) => signatureHeader(getExpectedTwilioSignature(secret, url, {})),
	},
];
