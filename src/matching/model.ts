/**
 * The matching model as a table: which keys count, how much they weigh and why. `src/store/matching/` turns the key
 * uses into SQL joins on equal keys; `score.ts` adds up the weights. Nothing here is fuzzy: two values are alike when
 * intake gave them an equal key.
 *
 * Weights are in bits (a weight of 8: alike values speak 2^8 to 1 for one organisation, if only one organisation has the
 * value). A value that `df` organisations share weighs log2(df) less: an agent's phone shared by 64 loses 6 bits.
 */
import type { KeyFeature } from '#core/records.ts';

/** What a key says something about. Of one family only the strongest agreement counts: a name is not two names. */
export type Family = 'code' | 'name' | 'place' | 'contact' | 'person';

/** How far a value reaches: a brand is common in a country and rare in a county. */
export type Scope = 'everywhere' | 'prefecture' | 'county';

export interface FeatureUse {
	/** Name of the feature in explanations. */
	readonly feature: string;
	readonly family: Family;
	/** Key of the record that is to be placed, and of the organisation it may belong to. */
	readonly probe: KeyFeature;
	readonly subject: KeyFeature;
	readonly scope: Scope;
	readonly bits: number;
	readonly reason: string;
}

/**
 * Above this many organisations a shared value is not followed: it would weigh less than `bits` − 6.6 and costs df² pairs.
 * Smaller loses office towers that still tell a little; larger makes a night quadratic in the size of a registration agent.
 */
export const MAX_SHARED = 96;

/** Which records are one organisation, and which organisation a mention is about. */
export const ORGANISATION_FEATURES: readonly FeatureUse[] = [
	{
		feature: 'creditCode',
		family: 'code',
		probe: 'creditCode',
		subject: 'creditCode',
		scope: 'everywhere',
		bits: 30,
		reason: 'GB 32100: a valid code names one body',
	},
	{
		feature: 'licenceNo',
		family: 'code',
		probe: 'licenceNo',
		subject: 'licenceNo',
		scope: 'everywhere',
		bits: 24,
		reason: 'the licence is the institution’s; digits can be mistyped',
	},
	{
		feature: 'codeRepaired',
		family: 'code',
		probe: 'creditCodeRepaired',
		subject: 'creditCode',
		scope: 'everywhere',
		bits: 10,
		reason: 'a code one slip away that is valid; one in thirty slips is valid by chance',
	},
	{
		feature: 'name',
		family: 'name',
		probe: 'name',
		subject: 'name',
		scope: 'everywhere',
		bits: 13,
		reason: 'a registrar admits a whole name once in its district (企业名称登记管理规定 4, 17)',
	},
	{
		feature: 'mentionedName',
		family: 'name',
		probe: 'mentionedName',
		subject: 'name',
		scope: 'county',
		bits: 11,
		reason: 'a whole name found inside a text',
	},
	{
		feature: 'core',
		family: 'name',
		probe: 'core',
		subject: 'core',
		scope: 'county',
		bits: 11,
		reason: 'brand and trade agree, division or form is left out (DIV_OR_FORM_ONLY)',
	},
	{
		feature: 'brand',
		family: 'name',
		probe: 'brand',
		subject: 'brand',
		scope: 'county',
		bits: 8,
		reason: 'brand in one county; trade left out or another',
	},
	{
		feature: 'mentionedBrand',
		family: 'name',
		probe: 'mentionedName',
		subject: 'brand',
		scope: 'county',
		bits: 6.5,
		reason: 'a brand found inside a text: the words around it may have been cut wrongly',
	},
	{
		feature: 'coreNearby',
		family: 'name',
		probe: 'core',
		subject: 'core',
		scope: 'prefecture',
		bits: 9,
		reason: 'brand and trade agree in one prefecture: the county is missing, merged or mistaken',
	},
	{
		feature: 'brandNearby',
		family: 'name',
		probe: 'brand',
		subject: 'brand',
		scope: 'prefecture',
		bits: 6,
		reason: 'brand in one prefecture: the county is missing, merged or mistaken',
	},
	{
		feature: 'brandSound',
		family: 'name',
		probe: 'brandPinyin',
		subject: 'brandPinyin',
		scope: 'county',
		bits: 5,
		reason: 'written as heard (BRAND_HOMOPHONE)',
	},
	{
		feature: 'brandShape',
		family: 'name',
		probe: 'brandShape',
		subject: 'brandShape',
		scope: 'county',
		bits: 5,
		reason: 'written as seen (BRAND_LOOKALIKE)',
	},
	{
		feature: 'room',
		family: 'place',
		probe: 'room',
		subject: 'room',
		scope: 'everywhere',
		bits: 9,
		reason: 'the same room (SAME_ROOM); rooms are re-let',
	},
	{
		feature: 'building',
		family: 'place',
		probe: 'building',
		subject: 'building',
		scope: 'everywhere',
		bits: 6,
		reason: 'the same building (SAME_BUILDING)',
	},
	{
		feature: 'roadNumber',
		family: 'place',
		probe: 'roadNumber',
		subject: 'roadNumber',
		scope: 'everywhere',
		bits: 5.5,
		reason: 'the same house number (SAME_ROADNO)',
	},
	{
		feature: 'phone',
		family: 'contact',
		probe: 'phone',
		subject: 'phone',
		scope: 'everywhere',
		bits: 10,
		reason: 'one telephone; agents’ telephones are shared by many and weigh little',
	},
	{
		feature: 'contactId',
		family: 'contact',
		probe: 'contact',
		subject: 'contact',
		scope: 'everywhere',
		bits: 9,
		reason: 'one WeChat or QQ id',
	},
];

/**
 * What a text says beyond equal keys, read only for pairs that share a place, a telephone or a code: bits as above, of the
 * family `name`. Common brands count as much as rare ones here: the pair is already close.
 */
export const TEXT_FEATURES = {
	coreInText: { bits: 8, reason: 'the text holds the brand and trade' },
	coreOneAway: { bits: 7, reason: 'brand and trade one character away: mistyped' },
	brandInText: { bits: 5, reason: 'the text holds the brand' },
} as const;

/** What speaks against one organisation, in bits. */
export const AGAINST = {
	/** Both sides have a brand and no form of the names agrees: fronts advertise under other names, so it is no proof. */
	nameDiffers: -2.5,
	/** Both sides have a road number or building and none agrees. */
	placeDiffers: -3,
	/** Both sides have a telephone and none agrees: people have several. */
	contactDiffers: -1,
	/** The mention is from long before the organisation was founded: about the tenant before. */
	tooEarly: -4,
	/** The mention is from long after it ended; a look-back visit finds the door locked, a refund is asked for years later. */
	tooLate: -1.5,
	/** Licence older than the business: a business is registered first (民办教育促进法 19: licence, then registration, within a year). */
	foundedLater: -9,
} as const;

/** Decisions: how many bits are enough, and by how much the best must lead the second. */
export const DECISION = {
	/** A licence or account without a usable code joins a registered body: name and one more signal. Lower joins shells in re-let rooms. */
	attachBits: 14,
	/** A mention is about an organisation. Lower links "学校对面" texts; higher loses brand-only advertisements. */
	mentionBits: 5.5,
	/** Two mentions are about one unregistered place. */
	placeBits: 6,
	/** Lead over the second best; under it the record joins neither and is listed. */
	leadBits: 2,
} as const;

/** Order in which records found an organisation: registers first, then texts; then source, type and key. */
export const FOUNDING_ORDER = [
	'registration',
	'nonprofit',
	'licence',
	'admission',
	'account',
	'inspection',
	'penalty',
	'incident',
	'complaint',
	'advertisement',
	'listEntry',
] as const;
