/**
 * What weighs in "the same organisation?" besides equal keys: what a text says of a name, whether the trade fits, and what speaks
 * against. Each in bits, with its level and reason, as the keys of model.ts.
 */
import type { Level } from './levels.ts';

/** One level of a signal that is no key. */
export interface Weighed {
	readonly level: Level;
	readonly bits: number;
	/** The article or standard it follows; null: plain sense. */
	readonly rule: string | null;
	readonly reason: string;
}

/**
 * What a text says beyond equal keys, read only for pairs that share a place, a telephone or a code; of the family `name`. Common
 * brands count as much as rare ones here: the pair is already close.
 */
export const TEXT_SIGNALS = {
	coreInText: { level: 'DIV_OR_FORM_ONLY', bits: 8, rule: '企业名称相同相近比对规则 3(3)', reason: 'the text holds the brand and trade' },
	coreOneAway: { level: 'CORE_ONE_AWAY', bits: 7, rule: null, reason: 'brand and trade one character away: mistyped' },
	brandInText: { level: 'BRAND_SAME_INDUSTRY_LIKE', bits: 5, rule: '企业名称相同相近比对规则 4(1)', reason: 'the text holds the brand' },
} as const satisfies Record<string, Weighed>;

/**
 * Whether the trade fits, where a text tells of lessons or care and names nobody: of the tenants of a house the tutor is meant and not the
 * ironmonger. Beside the families.
 */
export const TRADE_SIGNALS = {
	// Larger decides for a tenant whom nothing else points to.
	tradeFits: { level: 'TRADE_FITS', bits: 1.5, rule: null, reason: 'a name of learning, care, culture or advice' },
	// Together with the above more than the lead; larger lets nobody be found behind an ironmonger's name.
	tradeStrange: { level: 'TRADE_DIFFERS', bits: -1, rule: null, reason: 'the text tells of lessons or care, the name of another trade' },
} as const satisfies Record<string, Weighed>;

/** What speaks against one organisation. */
export const AGAINST = {
	// Fronts advertise under other names, so it is no proof; but the same room alone is not enough then, only with a trade that fits.
	// Smaller gives strangers' complaints to whoever is registered in the room.
	nameDiffers: { level: 'NAME_DIFFERS', bits: -3.6, rule: null, reason: 'both sides have a brand and no form of the names agrees' },
	placeDiffers: { level: 'PLACE_DIFFERS', bits: -3, rule: null, reason: 'both sides have a road number or building and none agrees' },
	// Smaller links a flat where lessons are given to the shoe shop beside it.
	roomDiffers: { level: 'ROOM_DIFFERS', bits: -4, rule: null, reason: 'one building, another room or storey: the neighbour' },
	contactDiffers: {
		level: 'CONTACT_DIFFERS',
		bits: -1,
		rule: null,
		reason: 'both sides have a telephone and none agrees: people have several',
	},
	tooEarly: {
		level: 'TIME_DIFFERS',
		bits: -4,
		rule: null,
		reason: 'from long before the organisation was founded: about the tenant before',
	},
	tooLate: {
		level: 'TIME_DIFFERS',
		bits: -1.5,
		rule: null,
		reason: 'from long after it ended; a look-back visit finds the door locked, a refund is asked for later',
	},
	longGone: { level: 'TIME_DIFFERS', bits: -3, rule: null, reason: 'from years after it ended: whoever is there now is meant' },
	nothingElse: {
		level: 'PLACE_ALONE',
		// Of what these alone linked in a synthetic province five in six were about somebody else; smaller links them again.
		bits: -5,
		rule: null,
		reason: 'a storey, a telephone or a namesake near by, and nothing beside it: anybody there may be meant',
	},
	foundedLater: {
		level: 'TIME_DIFFERS',
		bits: -9,
		rule: '民办教育促进法 19',
		reason: 'the licence is older than the business: licence and registration come within a year',
	},
} as const satisfies Record<string, Weighed>;

/**
 * Features that say who is meant only beside another family, or a trade that fits. A room and a name in its county say it alone, and so
 * does a house of which the registers know one tenant.
 */
export const NOT_ALONE: ReadonlySet<string> = new Set([
	'roomInBlock',
	'storey',
	'roadAlone',
	'phone',
	'contactId',
	'coreNearby',
	'brandNearby',
]);

/** Places with room for many: alone they say who is meant only where the organisation has the house to itself. */
export const HOUSES: ReadonlySet<string> = new Set(['building', 'roadNumber']);

export type TextSignal = keyof typeof TEXT_SIGNALS;
export type TradeSignal = keyof typeof TRADE_SIGNALS;
export type AgainstSignal = keyof typeof AGAINST;
