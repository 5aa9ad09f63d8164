// These two ship no types for the file that checks signatures.

declare module 'coinbase-commerce-node/lib/Webhook' {
	const webhook: {
		verifyEventBody(payload: string, signature: string, secret: string): unknown;
		computeSignature(payload: string, secret: string): string;
	};
	export = webhook;
}

declare module 'square/dist/cjs/utilities/webhooksHelper' {
	export { WebhooksHelper } from 'square/dist/types/utilities/webhooksHelper';
}
