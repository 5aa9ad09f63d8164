import type { SignatureScheme } from '../scheme';
import { acuity } from './acuity';
import { adyen } from './adyen';
import { adyenPlatform } from './adyenPlatform';
import { airtable } from './airtable';
import { anthropic } from './anthropic';
import { asana } from './asana';
import { atlassianConnect } from './atlassianConnect';
import { auth0 } from './auth0';
import { basicAuth } from './basicAuth';
import { bigcommerce } from './bigcommerce';
import { bitbucket } from './bitbucket';
import { box } from './box';
import { calCom } from './calCom';
import { calendly } from './calendly';
import { circleci } from './circleci';
import { clawlet } from './clawlet';
import { clerk } from './clerk';
import { coinbaseCommerce } from './coinbaseCommerce';
import { contentful } from './contentful';
import { cursor } from './cursor';
import { customerIo } from './customerIo';
import { datadog } from './datadog';
import { discord } from './discord';
import { discourse } from './discourse';
import { docusign } from './docusign';
import { dropbox } from './dropbox';
import { elevenlabs } from './elevenlabs';
import { figma } from './figma';
import { formstack } from './formstack';
import { gitea } from './gitea';
import { gitHub } from './github';
import { gitlab } from './gitlab';
import { gitlabSigned } from './gitlabSigned';
import { gocardless } from './gocardless';
import { gogs } from './gogs';
import { grafana } from './grafana';
import { helpScout } from './helpScout';
import { hmacSha256Hex } from './hmacSha256Hex';
import { hmacSha256HexPrefixed } from './hmacSha256HexPrefixed';
import { hubspotV3 } from './hubspotV3';
import { intercom } from './intercom';
import { intuit } from './intuit';
import { jira } from './jira';
import { joAi } from './joAi';
import { lemonsqueezy } from './lemonsqueezy';
import { line } from './line';
import { linear } from './linear';
import { liveblocks } from './liveblocks';
import { lua } from './lua';
import { lvng } from './lvng';
import { mailerlite } from './mailerlite';
import { mailgun } from './mailgun';
import { mautic } from './mautic';
import { meta } from './meta';
import { microsoftGraph } from './microsoftGraph';
import { monday } from './monday';
import { mux } from './mux';
import { netlify } from './netlify';
import { notion } from './notion';
import { okta } from './okta';
import { onfleet } from './onfleet';
import { openai } from './openai';
import { paddle } from './paddle';
import { pagerdutyV3 } from './pagerdutyV3';
import { paystack } from './paystack';
import { polar } from './polar';
import { postmark } from './postmark';
import { pusher } from './pusher';
import { razorpay } from './razorpay';
import { replicate } from './replicate';
import { resend } from './resend';
import { sanity } from './sanity';
import { sendgrid } from './sendgrid';
import { sentry } from './sentry';
import { sharedToken } from './sharedToken';
import { shopify } from './shopify';
import { slack } from './slack';
import { square } from './square';
import { standardWebhooks } from './standardWebhooks';
import { standardWebhooksEd25519 } from './standardWebhooksEd25519';
import { stream } from './stream';
import { stripe } from './stripe';
import { svix } from './svix';
import { taiga } from './taiga';
import { telegram } from './telegram';
import { telnyx } from './telnyx';
import { trello } from './trello';
import { twig } from './twig';
import { twilio } from './twilio';
import { twitchEventsub } from './twitchEventsub';
import { typeform } from './typeform';
import { vercel } from './vercel';
import { webflow } from './webflow';
import { woocommerce } from './woocommerce';
import { workos } from './workos';
import { x } from './x';
import { xero } from './xero';
import { zendesk } from './zendesk';
import { zoom } from './zoom';

/** Every scheme the package knows: those without a provider first, then by the name users see. */
export const signatureSchemes: readonly SignatureScheme[] = [
	standardWebhooks,
	standardWebhooksEd25519,
	hmacSha256Hex,
	hmacSha256HexPrefixed,
	sharedToken,
	basicAuth,
	acuity,
	adyen,
	adyenPlatform,
	airtable,
	anthropic,
	asana,
	atlassianConnect,
	auth0,
	bigcommerce,
	bitbucket,
	box,
	calCom,
	calendly,
	circleci,
	clawlet,
	clerk,
	coinbaseCommerce,
	contentful,
	cursor,
	customerIo,
	datadog,
	discord,
	discourse,
	docusign,
	dropbox,
	elevenlabs,
	figma,
	formstack,
	gitea,
	gitHub,
	gitlab,
	gitlabSigned,
	gocardless,
	gogs,
	grafana,
	helpScout,
	hubspotV3,
	intercom,
	jira,
	joAi,
	lemonsqueezy,
	line,
	linear,
	liveblocks,
	lua,
	lvng,
	mailerlite,
	mailgun,
	mautic,
	meta,
	microsoftGraph,
	monday,
	mux,
	netlify,
	notion,
	okta,
	onfleet,
	openai,
	paddle,
	pagerdutyV3,
	paystack,
	polar,
	postmark,
	pusher,
	intuit,
	razorpay,
	replicate,
	resend,
	sanity,
	sendgrid,
	sentry,
	shopify,
	slack,
	square,
	stream,
	stripe,
	svix,
	taiga,
	telegram,
	telnyx,
	trello,
	twig,
	twilio,
	twitchEventsub,
	typeform,
	vercel,
	webflow,
	woocommerce,
	workos,
	x,
	xero,
	zendesk,
	zoom,
];

const schemesById = new Map(signatureSchemes.map((scheme) => [scheme.id, scheme]));

/** Returns the scheme with this id, or `undefined` when there is none. */
export function findScheme(id: string): SignatureScheme | undefined {
	return schemesById.get(id);
}
