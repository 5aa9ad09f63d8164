import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { CUSTOM_SCHEME_ID } from '../../../signing/customScheme';
import { hasConfigurableHeader } from '../../../signing/headers';
import type { SignatureScheme } from '../../../signing/scheme';
import { signatureSchemes } from '../../../signing/schemes';
import { customSchemeProperties } from '../customScheme/properties';

type SchemeTest = (scheme: SignatureScheme) => boolean;

/** Ids of the schemes that pass the test, for fields that only some schemes need. */
export function schemeIdsWhere(test: SchemeTest): string[] {
	return signatureSchemes.filter(test).map(({ id }) => id);
}

/** The editor shows descriptions of options as they are: Markdown would show its marks. */
const toPlainText = (markdown: string): string =>
	markdown.replaceAll('`', '').replace(/\[([^\]]+)\]\([^)]+\)/g, '$1');

/**
 * What users need to know about one scheme belongs into its option, never into a property of its own:
 * n8n goes through all properties of a node for every request that its webhook receives.
 */
const toOption = (scheme: SignatureScheme): INodePropertyOptions => {
	const { id, displayName, description, secretPlace } = scheme;
	return {
		name: displayName,
		value: id,
		description: secretPlace === undefined ? description : toPlainText(secretPlace),
	};
};

const customOption: INodePropertyOptions = {
	name: 'Custom',
	value: CUSTOM_SCHEME_ID,
	description: 'Any other scheme, which you describe in the fields below',
};

/** What `Signature Header` started as for every scheme in the first versions of the nodes. */
const EARLIER_HEADER = 'X-Signature';

/** The headers in which schemes expect their signature where the user chooses none. */
const defaultHeaders = [
	...new Set(
		signatureSchemes.flatMap(({ signature }) =>
			hasConfigurableHeader(signature) ? [signature.header] : [],
		),
	),
];

const schemesExpecting = (headers: readonly string[]): string[] =>
	schemeIdsWhere(
		({ signature }) => hasConfigurableHeader(signature) && headers.includes(signature.header),
	);

const signatureHeaderField = (
	header: string,
	schemeIds: string[],
	nodeVersions: NonNullable<NonNullable<IDisplayOptions['show']>['@version']>,
): INodeProperties => ({
	displayName: 'Signature Header',
	name: 'signatureHeader',
	type: 'string',
	noDataExpression: true,
	default: header,
	placeholder: `e.g. ${header}`,
	description:
		'Name of the header with the signature. Leave it empty for the default of the scheme.',
	displayOptions: { show: { '@version': nodeVersions, scheme: schemeIds } },
});

/**
 * The field for the header starts as what the scheme expects. n8n does not store a field that was
 * left as it started, so nodes of earlier versions keep the start of those versions.
 */
const signatureHeaderFields = (since: number): INodeProperties[] => [
	...defaultHeaders.map((header) =>
		signatureHeaderField(header, schemesExpecting([header]), [{ _cnd: { gte: since } }]),
	),
	signatureHeaderField(EARLIER_HEADER, schemesExpecting(defaultHeaders), [{ _cnd: { lt: since } }]),
];

/**
 * The fields by which users choose a scheme.
 *
 * @param isOffered which of the known schemes the node can work with
 * @param ownHeadersSince version of the node since which `Signature Header` starts as the scheme's own
 */
export const schemePropertiesFor = (
	isOffered: SchemeTest,
	ownHeadersSince: number,
): INodeProperties[] => [
	{
		displayName: 'Signature Scheme',
		name: 'scheme',
		type: 'options',
		noDataExpression: true,
		options: [customOption, ...signatureSchemes.filter(isOffered).map(toOption)],
		default: 'standard-webhooks',
		description: 'How the sender and the receiver agree to sign',
	},
	...customSchemeProperties,
	...signatureHeaderFields(ownHeadersSince),
];
