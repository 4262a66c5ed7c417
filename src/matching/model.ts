/**
 * The matching model as a table: which keys count, how much they weigh and why. `src/store/matching/` turns the key
 * uses into SQL joins on equal keys; `score.ts` adds up the weights. Nothing here is fuzzy: two values are alike when
 * intake gave them an equal key.
 *
 * Weights are in bits (a weight of 8: alike values speak 2^8 to 1 for one organisation, if only one organisation has the
 * value). A value that `df` organisations share weighs log2(df) less: an agent's phone shared by 64 loses 6 bits.
 */
import type { KeyFeature } from '#core/records.ts';
import type { Level } from './levels.ts';

/** What a key says something about. Of one family only the strongest agreement counts: a name is not two names. */
export type Family = 'code' | 'name' | 'place' | 'contact' | 'person';

/** How far a value reaches: a brand is common in a country and rare in a county. */
export type Scope = 'everywhere' | 'prefecture' | 'county';

export interface FeatureUse {
	/** Name of the feature in explanations. */
	readonly feature: string;
	readonly level: Level;
	/** The article by which the level is told; null: none, it is plain sense. */
	readonly rule: string | null;
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
		level: 'SAME_CODE',
		rule: 'GB 32100',
		family: 'code',
		probe: 'creditCode',
		subject: 'creditCode',
		scope: 'everywhere',
		bits: 30,
		reason: 'a valid code names one body',
	},
	{
		feature: 'licenceNo',
		level: 'SAME_CODE',
		rule: '民办教育促进法 12',
		family: 'code',
		probe: 'licenceNo',
		subject: 'licenceNo',
		scope: 'everywhere',
		bits: 24,
		reason: 'the licence is the institution’s; digits can be mistyped',
	},
	{
		feature: 'codeRepaired',
		level: 'CODE_ONE_SLIP',
		rule: 'GB 32100',
		family: 'code',
		probe: 'creditCodeRepaired',
		subject: 'creditCode',
		scope: 'everywhere',
		bits: 10,
		reason: 'a code one slip away that is valid; one in thirty slips is valid by chance',
	},
	{
		feature: 'name',
		level: 'IDENTICAL',
		rule: '企业名称相同相近比对规则 3(1)',
		family: 'name',
		probe: 'name',
		subject: 'name',
		scope: 'everywhere',
		bits: 13,
		reason: 'a registrar admits a whole name once in its district (企业名称登记管理规定 4, 17)',
	},
	{
		feature: 'mentionedName',
		level: 'IDENTICAL',
		rule: '企业名称相同相近比对规则 3(1)',
		family: 'name',
		probe: 'mentionedName',
		subject: 'name',
		scope: 'county',
		bits: 11,
		reason: 'a whole name found inside a text',
	},
	{
		feature: 'core',
		level: 'DIV_OR_FORM_ONLY',
		rule: '企业名称相同相近比对规则 3(2), 3(3)',
		family: 'name',
		probe: 'core',
		subject: 'core',
		scope: 'county',
		bits: 11,
		reason: 'brand and trade agree; division or form is left out, another, or stands elsewhere in the name',
	},
	{
		feature: 'brand',
		level: 'BRAND_SAME_INDUSTRY_LIKE',
		rule: '企业名称相同相近比对规则 4(1)',
		family: 'name',
		probe: 'brand',
		subject: 'brand',
		scope: 'county',
		bits: 8,
		reason: 'brand in one county; trade left out or another',
	},
	{
		feature: 'mentionedBrand',
		level: 'BRAND_SAME_INDUSTRY_LIKE',
		rule: '企业名称相同相近比对规则 4(1)',
		family: 'name',
		probe: 'mentionedName',
		subject: 'brand',
		scope: 'county',
		bits: 6.5,
		reason: 'a brand found inside a text: the words around it may have been cut wrongly',
	},
	{
		feature: 'signBrand',
		level: 'BRAND_SAME_INDUSTRY_LIKE',
		rule: '企业名称相同相近比对规则 4(1)',
		family: 'name',
		probe: 'brand',
		subject: 'mentionedName',
		scope: 'county',
		bits: 5,
		reason: 'a name under which other texts speak of it; see DECISION.lendBits',
	},
	{
		feature: 'signInText',
		level: 'BRAND_SAME_INDUSTRY_LIKE',
		rule: '企业名称相同相近比对规则 4(1)',
		family: 'name',
		probe: 'mentionedName',
		subject: 'mentionedName',
		scope: 'county',
		bits: 4,
		reason: 'the same, found inside two texts',
	},
	{
		feature: 'coreNearby',
		level: 'DIV_OR_FORM_ONLY',
		rule: '企业名称相同相近比对规则 3(3)',
		family: 'name',
		probe: 'core',
		subject: 'core',
		scope: 'prefecture',
		bits: 9,
		reason: 'brand and trade agree in one prefecture: the county is missing, merged or mistaken',
	},
	{
		feature: 'brandNearby',
		level: 'BRAND_SAME_INDUSTRY_LIKE',
		rule: '企业名称相同相近比对规则 4(1)',
		family: 'name',
		probe: 'brand',
		subject: 'brand',
		scope: 'prefecture',
		bits: 6,
		reason: 'brand in one prefecture: the county is missing, merged or mistaken',
	},
	{
		feature: 'brandSound',
		level: 'BRAND_HOMOPHONE',
		rule: '企业名称相同相近比对规则 4(2)',
		family: 'name',
		probe: 'brandPinyin',
		subject: 'brandPinyin',
		scope: 'county',
		bits: 5,
		reason: 'written as heard',
	},
	{
		feature: 'mentionedSound',
		level: 'BRAND_HOMOPHONE',
		rule: '企业名称相同相近比对规则 4(2)',
		family: 'name',
		probe: 'mentionedSound',
		subject: 'brandPinyin',
		scope: 'county',
		bits: 4.5,
		reason: 'written as heard, inside a text',
	},
	{
		feature: 'brandShape',
		level: 'BRAND_LOOKALIKE',
		rule: null,
		family: 'name',
		probe: 'brandShape',
		subject: 'brandShape',
		scope: 'county',
		bits: 5,
		reason: 'written as seen',
	},
	{
		feature: 'room',
		level: 'SAME_ROOM',
		rule: null,
		family: 'place',
		probe: 'room',
		subject: 'room',
		scope: 'everywhere',
		bits: 9,
		reason: 'the same room; rooms are re-let',
	},
	{
		feature: 'roomInBlock',
		level: 'SAME_ROOM',
		rule: null,
		family: 'place',
		probe: 'roomInBlock',
		subject: 'roomInBlock',
		scope: 'everywhere',
		bits: 8.5,
		reason: 'the same number in one block, a staircase left out',
	},
	{
		feature: 'storey',
		level: 'SAME_FLOOR',
		rule: null,
		family: 'place',
		probe: 'storey',
		subject: 'storey',
		scope: 'everywhere',
		bits: 6.5,
		reason: 'the same storey of one block',
	},
	{
		feature: 'building',
		level: 'SAME_BUILDING',
		rule: null,
		family: 'place',
		probe: 'building',
		subject: 'building',
		scope: 'everywhere',
		bits: 6,
		reason: 'the same building',
	},
	{
		feature: 'roadNumber',
		level: 'SAME_ROADNO',
		rule: null,
		family: 'place',
		probe: 'roadNumber',
		subject: 'roadNumber',
		scope: 'everywhere',
		bits: 5.5,
		reason: 'the same house number',
	},
	{
		feature: 'roadAlone',
		level: 'SAME_ROAD',
		rule: null,
		family: 'place',
		probe: 'roadAlone',
		subject: 'road',
		scope: 'county',
		// With a trade that fits (1.5) still under DECISION.mentionBits: more links a text to whoever else is on the road.
		bits: 3.5,
		reason: 'the same road where the text says no number; tells namesakes of one county apart and finds nobody by itself',
	},
	{
		feature: 'phone',
		level: 'SAME_PHONE',
		rule: null,
		family: 'contact',
		probe: 'phone',
		subject: 'phone',
		scope: 'everywhere',
		bits: 10,
		reason: 'one telephone; agents’ telephones are shared by many and weigh little',
	},
	{
		feature: 'contactId',
		level: 'SAME_CONTACT_ID',
		rule: null,
		family: 'contact',
		probe: 'contact',
		subject: 'contact',
		scope: 'everywhere',
		bits: 9,
		reason: 'one WeChat or QQ id',
	},
];

/** Decisions: how many bits are enough, and by how much the best must lead the second. */
export const DECISION = {
	/** A licence or account without a usable code joins a registered body: name and one more signal. Lower joins shells in re-let rooms. */
	attachBits: 14,
	/** A mention is about an organisation. Lower links "学校对面" texts; higher loses brand-only advertisements. */
	mentionBits: 5.5,
	/**
	 * A mention so surely linked lends its names, places and numbers to the organisation for a second look at those left over: what hangs
	 * over the door or stands in the advertisement is in no register. Lower passes wrong links on; a strange name in the right room has 6.5.
	 */
	lendBits: 6.5,
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

/**
 * Raised when code decides otherwise on the same records and weights: what an earlier resolution kept is then forgotten. A change of
 * weights needs nothing, they are part of the model.
 */
const CODE_VERSION = 4;

/** What decides who is who beside the records and the weights. */
export const FIXED = [CODE_VERSION, MAX_SHARED, DECISION, FOUNDING_ORDER] as const;
