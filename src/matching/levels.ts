/**
 * How alike two values are, named as the registrar and the address register name it. A level says what was found; the model says
 * what it weighs.
 */

/** All levels, with what each says. */
export const LEVELS = {
	SAME_CODE: 'the same code or number',
	CODE_ONE_SLIP: 'a code one slip away',
	IDENTICAL: 'the whole name',
	REORDERED: 'the same characters of a name in another order',
	DIV_OR_FORM_ONLY: 'brand and trade agree, division or form does not',
	BRAND_SAME_INDUSTRY_LIKE: 'the brand agrees, the trade is said otherwise or not at all',
	BRAND_HOMOPHONE: 'a brand that sounds alike',
	BRAND_LOOKALIKE: 'a brand that looks alike',
	BRAND_CONTAINS: 'one brand holds the other',
	CORE_ONE_AWAY: 'brand and trade one character away',
	NAME_DIFFERS: 'no form of the names agrees',
	SAME_ROOM: 'the same room',
	SAME_FLOOR: 'the same storey',
	SAME_BUILDING: 'the same building',
	SAME_ROADNO: 'the same house number',
	SAME_ROAD: 'the same road, the number not said',
	PLACE_DIFFERS: 'another house',
	ROOM_DIFFERS: 'another room of one house',
	SAME_PHONE: 'the same telephone',
	SAME_CONTACT_ID: 'the same WeChat or QQ id',
	CONTACT_DIFFERS: 'other telephones',
	SAME_PERSON: 'the same person',
	RELATED_PERSON: 'people who may be relatives',
	STAFF_OVERLAP: 'staff in common',
	TRADE_FITS: 'a trade that fits',
	TRADE_DIFFERS: 'a trade that does not fit',
	PLACE_ALONE: 'nothing but the place',
	TEXT_SAYS: 'said in a text',
	TIME_FITS: 'at the right time',
	TIME_DIFFERS: 'at another time',
	REPEATED: 'more than once',
	BEFORE_EVIDENCE: 'before anything is known of the pair',
} as const;

/** One level. */
export type Level = keyof typeof LEVELS;
