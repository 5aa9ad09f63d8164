import '@shopify/shopify-api/adapters/web-api';
import { ApiVersion, LogSeverity, shopifyApi } from '@shopify/shopify-api';
import { fetchRequestOf } from './vendor';
import type { Vendor, VendorRequest } from './vendor';

async function validate(request: VendorRequest, apiSecretKey: string): Promise<boolean> {
	const shopify = shopifyApi({
		apiKey: 'unused',
		apiSecretKey,
		apiVersion: ApiVersion.April25,
		hostName: 'shop.example.com',
		isEmbeddedApp: false,
		logger: { level: LogSeverity.Error },
	});
	const rawRequest = fetchRequestOf(request);
	const { valid } = await shopify.webhooks.validate({ rawBody: request.body, rawRequest });
	return valid;
}

/** The headers that describe an event; newer kinds of events have them without the `x-`. */
const withPrefix = (prefix: string): Record<string, string> => ({
	[`${prefix}-api-version`]: ApiVersion.April25,
	[`${prefix}-event-id`]: '98880550-7158-44d4-b7cd-2c97c8a091b5',
	[`${prefix}-shop-domain`]: 'example.myshopify.com',
	[`${prefix}-topic`]: 'orders/create',
	[`${prefix}-webhook-id`]: 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
});

/** Shopify's SDK also asks for the headers that describe the event. */
export const shopify: Vendor = {
	scheme: 'shopify',
	package: '@shopify/shopify-api',
	refuses: 'nothing',
	headers: { ...withPrefix('x-shopify'), ...withPrefix('shopify') },
	readsAliases: true,
	verify: validate,
};
