import type { SignatureScheme } from '../scheme';
import { acuity } from './acuity';
import { adyen } from './adyen';
import { adyenPlatform } from './adyenPlatform';
import { airtable } from './airtable';
import { airwallex } from './airwallex';
import { alchemy } from './alchemy';
import { anthropic } from './anthropic';
import { asana } from './asana';
import { ashby } from './ashby';
import { atlassianConnect } from './atlassianConnect';
import { attentive } from './attentive';
import { auth0 } from './auth0';
import { azureEventGrid } from './azureEventGrid';
import { basicAuth } from './basicAuth';
import { bigcommerce } from './bigcommerce';
import { bitbucket } from './bitbucket';
import { box } from './box';
import { brex } from './brex';
import { buildkite } from './buildkite';
import { bunnyStream } from './bunnyStream';
import { calCom } from './calCom';
import { calendly } from './calendly';
import { chargebee } from './chargebee';
import { checkoutCom } from './checkoutCom';
import { circle } from './circle';
import { circleci } from './circleci';
import { clawlet } from './clawlet';
import { clerk } from './clerk';
import { clickup } from './clickup';
import { cloudflareStream } from './cloudflareStream';
import { coinbaseCommerce } from './coinbaseCommerce';
import { commerceLayer } from './commerceLayer';
import { contentful } from './contentful';
import { cursor } from './cursor';
import { customerIo } from './customerIo';
import { datadog } from './datadog';
import { discord } from './discord';
import { discourse } from './discourse';
import { docusign } from './docusign';
import { dropbox } from './dropbox';
import { easypost } from './easypost';
import { elevenlabs } from './elevenlabs';
import { fastspring } from './fastspring';
import { favro } from './favro';
import { figma } from './figma';
import { fireflies } from './fireflies';
import { formstack } from './formstack';
import { front } from './front';
import { ghost } from './ghost';
import { gitea } from './gitea';
import { gitHub } from './github';
import { gitlab } from './gitlab';
import { gitlabSigned } from './gitlabSigned';
import { gocardless } from './gocardless';
import { gogs } from './gogs';
import { grafana } from './grafana';
import { greenhouse } from './greenhouse';
import { helpScout } from './helpScout';
import { heroku } from './heroku';
import { hmacSha256Hex } from './hmacSha256Hex';
import { hmacSha256HexPrefixed } from './hmacSha256HexPrefixed';
import { hookdeck } from './hookdeck';
import { hubspotV3 } from './hubspotV3';
import { incidentIo } from './incidentIo';
import { intercom } from './intercom';
import { intuit } from './intuit';
import { jira } from './jira';
import { joAi } from './joAi';
import { kick } from './kick';
import { lemonsqueezy } from './lemonsqueezy';
import { line } from './line';
import { linear } from './linear';
import { lithic } from './lithic';
import { liveblocks } from './liveblocks';
import { lua } from './lua';
import { lvng } from './lvng';
import { mailerlite } from './mailerlite';
import { mailgun } from './mailgun';
import { mautic } from './mautic';
import { meraki } from './meraki';
import { meta } from './meta';
import { microsoftGraph } from './microsoftGraph';
import { mollie } from './mollie';
import { monday } from './monday';
import { mux } from './mux';
import { nango } from './nango';
import { netlify } from './netlify';
import { notion } from './notion';
import { nuvemshop } from './nuvemshop';
import { nylas } from './nylas';
import { okta } from './okta';
import { onfleet } from './onfleet';
import { openai } from './openai';
import { orb } from './orb';
import { paddle } from './paddle';
import { pagerdutyV3 } from './pagerdutyV3';
import { paystack } from './paystack';
import { persona } from './persona';
import { picqer } from './picqer';
import { pipedrive } from './pipedrive';
import { polar } from './polar';
import { portIo } from './portIo';
import { postmark } from './postmark';
import { pusher } from './pusher';
import { razorpay } from './razorpay';
import { render } from './render';
import { replicate } from './replicate';
import { resend } from './resend';
import { retellAi } from './retellAi';
import { revolut } from './revolut';
import { sanity } from './sanity';
import { segment } from './segment';
import { sendgrid } from './sendgrid';
import { sentry } from './sentry';
import { sharedToken } from './sharedToken';
import { shopify } from './shopify';
import { slack } from './slack';
import { smartcar } from './smartcar';
import { smartsheet } from './smartsheet';
import { square } from './square';
import { squarespace } from './squarespace';
import { standardWebhooks } from './standardWebhooks';
import { standardWebhooksEd25519 } from './standardWebhooksEd25519';
import { statsig } from './statsig';
import { stream } from './stream';
import { stripe } from './stripe';
import { supabaseAuthHooks } from './supabaseAuthHooks';
import { surveymonkey } from './surveymonkey';
import { svix } from './svix';
import { taiga } from './taiga';
import { tailscale } from './tailscale';
import { tally } from './tally';
import { teamsOutgoing } from './teamsOutgoing';
import { telegram } from './telegram';
import { telnyx } from './telnyx';
import { terraformCloud } from './terraformCloud';
import { tiktok } from './tiktok';
import { todoist } from './todoist';
import { trello } from './trello';
import { twig } from './twig';
import { twilio } from './twilio';
import { twitchEventsub } from './twitchEventsub';
import { typeform } from './typeform';
import { uber } from './uber';
import { vapi } from './vapi';
import { vercel } from './vercel';
import { veriff } from './veriff';
import { vonage } from './vonage';
import { webex } from './webex';
import { webflow } from './webflow';
import { wise } from './wise';
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
	airwallex,
	alchemy,
	anthropic,
	asana,
	ashby,
	atlassianConnect,
	attentive,
	auth0,
	azureEventGrid,
	bigcommerce,
	bitbucket,
	box,
	brex,
	buildkite,
	bunnyStream,
	calCom,
	calendly,
	chargebee,
	checkoutCom,
	circle,
	circleci,
	clawlet,
	clerk,
	clickup,
	cloudflareStream,
	coinbaseCommerce,
	commerceLayer,
	contentful,
	cursor,
	customerIo,
	datadog,
	discord,
	discourse,
	docusign,
	dropbox,
	easypost,
	elevenlabs,
	fastspring,
	favro,
	figma,
	fireflies,
	formstack,
	front,
	ghost,
	gitea,
	gitHub,
	gitlab,
	gitlabSigned,
	gocardless,
	gogs,
	grafana,
	greenhouse,
	terraformCloud,
	helpScout,
	heroku,
	hookdeck,
	hubspotV3,
	incidentIo,
	intercom,
	jira,
	joAi,
	kick,
	lemonsqueezy,
	line,
	linear,
	lithic,
	liveblocks,
	lua,
	lvng,
	mailerlite,
	mailgun,
	mautic,
	meraki,
	meta,
	microsoftGraph,
	teamsOutgoing,
	mollie,
	monday,
	mux,
	nango,
	netlify,
	notion,
	nuvemshop,
	nylas,
	okta,
	onfleet,
	openai,
	orb,
	paddle,
	pagerdutyV3,
	paystack,
	persona,
	picqer,
	pipedrive,
	polar,
	portIo,
	postmark,
	pusher,
	intuit,
	razorpay,
	render,
	replicate,
	resend,
	retellAi,
	revolut,
	sanity,
	segment,
	sendgrid,
	sentry,
	shopify,
	slack,
	smartcar,
	smartsheet,
	square,
	squarespace,
	statsig,
	stream,
	stripe,
	supabaseAuthHooks,
	surveymonkey,
	svix,
	taiga,
	tailscale,
	tally,
	telegram,
	telnyx,
	tiktok,
	todoist,
	trello,
	twig,
	twilio,
	twitchEventsub,
	typeform,
	uber,
	vapi,
	vercel,
	veriff,
	vonage,
	webex,
	webflow,
	wise,
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
