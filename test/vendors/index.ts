import { adyen } from './adyen';
import { bodyOnlyVendors } from './bodyOnly';
import { publicKeyVendors } from './publicKey';
import { shopify } from './shopify';
import { standardWebhooksVendors } from './standardWebhooks';
import { telegram } from './telegram';
import { timedVendors } from './timed';
import { twilioVendors } from './twilio';
import { urlBoundVendors } from './urlBound';
import type { Vendor } from './vendor';
import { zoom } from './zoom';

/** Every SDK that the schemes are compared with. They are used by tests only. */
export const vendors: readonly Vendor[] = [
	...standardWebhooksVendors,
	...bodyOnlyVendors,
	...timedVendors,
	...urlBoundVendors,
	...publicKeyVendors,
	...twilioVendors,
	adyen,
	shopify,
	telegram,
	zoom,
];
