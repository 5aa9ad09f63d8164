/** What people paste in place of a signing secret, and where the right value is found. */
export interface Misplaced {
	/** Matches the whole text, and nothing that any sender signs with. */
	readonly pattern: RegExp;
	/** What the text is: continues "holds". */
	readonly what: string;
	/** Where the secret is, as a sentence without its full stop. */
	readonly where: string;
}

/**
 * Only what is certainly no secret: some senders sign with the very key of their API (`sk_live_` of
 * Paystack, Tap or Kora), so only the keys that begin as those of Stripe accounts do are named.
 */
export const misplacedTexts: readonly Misplaced[] = [
	{
		pattern: /^(?:gh[oprsu]_|github_pat_)\w{10,}$/,
		what: 'an access token of GitHub',
		where:
			"Enter the text that you chose at GitHub as the webhook's secret, under Settings → Webhooks; if nobody knows it, choose a new one there and here",
	},
	{
		pattern: /^(?:[sr]k_(?:live|test)_51(?![0-9a-f]{38}$)\w{24,}|[pr]k_(?:live|test)_\w+)$/,
		what: 'an API key such as those of Stripe',
		where:
			"Copy the signing secret of the webhook instead: in Stripe's dashboard, open Developers → Webhooks, choose the endpoint, and reveal its signing secret, which starts with whsec_",
	},
	{
		pattern: /^(?:xox[a-z]|xapp)-[\w-]{10,}$/,
		what: 'a token of Slack',
		where:
			"Copy the Signing Secret from Basic Information → App Credentials in your app's settings",
	},
	{
		pattern: /^shp(?:at|ca|pa|ua)_\w{10,}$/,
		what: 'an access token of Shopify',
		where:
			"Copy the app's client secret, or for webhooks of the admin the secret under Settings → Notifications → Webhooks",
	},
	{
		pattern: /^gl(?:pat|ptt|dt|rt|oas)-[\w.-]{10,}$/,
		what: 'an access token of GitLab',
		where: "Enter the text that you chose as the webhook's secret under Settings → Webhooks",
	},
	{
		pattern: /^SG\.[\w-]{16,}\.[\w-]{16,}$/,
		what: 'an API key of SendGrid',
		where: 'Copy the Verification Key under Settings → Mail Settings → Event Webhook',
	},
	{
		pattern: /^sk-(?:proj|svcacct|admin|ant)-[\w-]{10,}$/,
		what: 'an API key of OpenAI or Anthropic',
		where:
			"Copy the webhook's signing secret from the settings of the project; it starts with whsec_",
	},
	{
		pattern: /^(?:AC|SK)[0-9a-f]{32}$/,
		what: 'an SID of Twilio',
		where: "Copy the Auth Token, which Twilio's console shows under Account Info",
	},
	{
		pattern: /^lin_(?:api|oauth)_\w{10,}$/,
		what: 'an API key of Linear',
		where:
			'Copy the signing secret from the page of the webhook under Settings → API; it starts with lin_wh_',
	},
];

/** Secrets that documentation prints: whoever reads it can sign with them. Each without `whsec_`. */
export const publishedSamples: ReadonlySet<string> = new Set([
	// Standard Webhooks and Svix: in their pages and the tests of their libraries.
	'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
	'C2FVsBQIhrscChlQIMV+b5sSYspob7oD',
	'plJ3nmyCDGBKInavdOK15jsl',
	// GitHub: "Validating webhook deliveries".
	"It's a Secret to Everybody",
	// Slack: "Verifying requests from Slack".
	'8f742231b10e8888abcd99yyyzzz85a5',
	// Drone: "DRONE_WEBHOOK_SECRET".
	'correct-horse-battery-staple',
]);

/** Texts that stand for a secret or are the first that people guess: small letters and digits only. */
export const placeholders: readonly RegExp[] = [
	/^(?:the|my|your|our|some|new|test|testing|example|sample|demo|dummy|fake|super|top|very|secure|random|webhooks?|signing|signature|shared|hmac|api|client|app|stripe|github|slack|secrets?|keys?|tokens?|passwords?|value|string|here|goes)+\d{0,3}$/,
	/^(?:please)?(?:change|replace|fill|insert|enter|paste|put)(?:me|this|it|in|here|with|your|my|the|webhook|signing|secret|key|before|production)*$/,
	/^(?:todo|fixme|tbd|placeholder|undefined|null|none|foo|bar|foobar|abc123|qwerty|letmein|hunter2)$/,
	/^(?:1234567890|12345678|123456|12345|1234|123)$/,
	/^(.)\1{3,}$/,
];
