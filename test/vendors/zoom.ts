import { AwsLambdaReceiver } from '@zoom/rivet/users';
import type { Vendor } from './vendor';

/** Zoom's SDK checks signatures only inside its receivers; this one takes a request as a value. */
export const zoom: Vendor = {
	scheme: 'zoom',
	package: '@zoom/rivet',
	refuses: 'nothing',
	body: (text) => JSON.stringify({ event: 'meeting.started', payload: { object: { text } } }),
	verify: async ({ body, headers }, webhooksSecretToken) => {
		const receive = new AwsLambdaReceiver({ webhooksSecretToken }).start();
		const response = await receive({ body, headers, isBase64Encoded: false }, {});
		return response.statusCode === 200;
	},
};
