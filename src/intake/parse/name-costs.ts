/** What it costs to read a name one way or another; names.ts and split-brand.ts weigh the ways against each other by it. */

/**
 * Costs of reading a name one way, in steps of a tenth. What matters is their order: a character of the tail that no word covers (1)
 * outweighs a longer brand (0.2 to 0.5), and a brand that swallows an industry word (1.5 to 1.7) outweighs both.
 */
export const COST = {
	/** No brand at all: right for 太原艺术培训学校, wrong for 文博教育. */
	noBrand: 1.3,
	/** By length of the brand, 1 to 6 characters; beyond, one more each. Two and three are what people register. */
	brandLength: [2.1, 0, 0.2, 0.5, 1, 1.6],
	/** The brand is an industry word. */
	brandIsWord: 1.5,
	/** The brand is one of the words that are also brands. */
	brandIsBrandlike: 0.5,
	/** The brand ends in an industry word, or has one inside. */
	brandEndsInWord: 1.7,
	brandHoldsWord: 1.5,
	/** Off these two when the word is one that is also taken for brands: 新思维. */
	brandlikeRebate: 0.7,
	/** A brand of a word and an old house's ending: 育苗堂, 墨香斋. Dearer takes the word for the trade and cuts the house in two. */
	brandIsHouse: 0.5,
	/** Behind a division the brand is a town's name. More than a brand behind the town with a word inside that is also taken for brands (0.8). */
	brandIsTown: 1,
	/** A character behind the brand that belongs to no word. */
	strayCharacter: 1,
	word: 0.05,
	/** The name says no industry. */
	noIndustry: 0.4,
	/** The name begins with a division that is then not taken off. */
	keepFullDivision: 2,
	keepCity: 1.8,
	keepShortCounty: 0.4,
	/** 深圳福田: a county behind its own city is hardly a brand, even if none is left. */
	keepOwnCounty: 1.5,
	/** Taking off a short name: 太和英才 is 英才 of 太和, but 和平鸽 is no school of 和平区. */
	takeShortCounty: 0.3,
	takeShortDistrict: 0.8,
	/** Short names of three characters and more (杏花岭) are hardly ever brands: nothing for taking one off, this for keeping it. */
	keepLongShortName: 1.8,
	takeUnknownDivision: 0.3,
	takeTown: 0.2,
	/**
	 * Without 镇 or 街道: a town is no division of a name (企业名称登记管理规定 art. 7), so it is the brand's as long as that is not longer than four
	 * characters (0.5). Cheaper cuts 东湖鱼 to 鱼; dearer leaves the towns that people write in brands of five and more.
	 */
	takeShortTown: 0.55,
	/** Dearer than the longer brand it leaves (0.2 to 0.5), where that is not more than four characters. */
	takeInfixCity: 0.4,
	keepCountry: 1.8,
	/** Less than one more pair of characters in the brand (0.5), more than a word that is known. */
	dish: 0.4,
} as const;
