/**
 * The model of "carries on" as a table. The weights are of a logistic regression on a synthetic province, held towards what was
 * written down before it and rounded; docs/decisions/0008 says how they were found. Signals that are one fact, or more than two, count
 * as another signal when they stand together: see BESIDE.
 */
import type { Weighed } from './signals.ts';

/** Signals of a succession, each in bits when one pair alone has it. */
export const SUCCESSION_SIGNALS = {
	sharedHead: { level: 'SAME_PERSON', bits: 3.75, rule: null, reason: 'the same person heads both' },
	sharedOwner: { level: 'SAME_PERSON', bits: 5.5, rule: null, reason: 'a head or shareholder of one holds a post or share in the other' },
	sharedStaff: { level: 'STAFF_OVERLAP', bits: 4.5, rule: null, reason: 'a member of staff of one holds a post in the other' },
	relative: {
		level: 'RELATED_PERSON',
		bits: 2,
		rule: null,
		// Of common surnames in a tower of offices a pair is nearly always there by chance; see RELATIVE_SHARE.
		reason:
			'heads of one surname in the same room or building: a relative as legal representative; rarer surnames weigh more, crowded houses less',
	},
	room: { level: 'SAME_ROOM', bits: 5, rule: null, reason: 'the same room; a re-let room has it too, see placeAlone' },
	building: { level: 'SAME_BUILDING', bits: 4, rule: null, reason: 'the same building' },
	phone: { level: 'SAME_PHONE', bits: 6, rule: null, reason: 'the same telephone under another head; agents’ telephones weigh nothing' },
	headsPhone: {
		level: 'SAME_PHONE',
		bits: 0.25,
		rule: null,
		// Larger takes every other business of a former head for the school.
		reason: 'the same telephone and the same head: the head took it along, and that is one fact',
	},
	contactId: { level: 'SAME_CONTACT_ID', bits: 5.25, rule: null, reason: 'the same WeChat or QQ id in advertisements' },
	brand: {
		level: 'BRAND_SAME_INDUSTRY_LIKE',
		bits: 0.75,
		rule: '企业名称相同相近比对规则 4(1)',
		reason: 'the same brand in the prefecture; common brands weigh little',
	},
	brandSound: { level: 'BRAND_HOMOPHONE', bits: 1, rule: '企业名称相同相近比对规则 4(2)', reason: 'a brand one homophone away' },
	brandShape: { level: 'BRAND_LOOKALIKE', bits: 0.75, rule: null, reason: 'a brand one look-alike character away' },
	brandContains: {
		level: 'BRAND_CONTAINS',
		bits: 1.25,
		rule: '企业名称相同相近比对规则 4(3)',
		reason: 'one brand holds the other: a word added or dropped',
	},
	brandHere: {
		level: 'BRAND_SAME_INDUSTRY_LIKE',
		bits: 3.5,
		rule: '企业名称相同相近比对规则 4(1)',
		reason: 'the same brand in the same house: even a brand of many is hardly there twice by chance; see BY_CHANCE',
	},
	brandSoundHere: {
		level: 'BRAND_HOMOPHONE',
		bits: 4,
		rule: '企业名称相同相近比对规则 4(2)',
		reason: 'a brand one homophone away in the same house',
	},
	brandShapeHere: { level: 'BRAND_LOOKALIKE', bits: 2.5, rule: null, reason: 'a brand one look-alike character away in the same house' },
	brandContainsHere: {
		level: 'BRAND_CONTAINS',
		bits: 1.5,
		rule: '企业名称相同相近比对规则 4(3)',
		reason: 'one brand holds the other, in the same house',
	},
	placeAlone: {
		level: 'PLACE_ALONE',
		bits: -3.5,
		rule: null,
		// Smaller takes the next tenant who teaches for the one before; larger loses those who only kept their room.
		reason: 'nothing but the place is shared, no person, number, name or text: rooms are re-let',
	},
	formerNamed: {
		level: 'TEXT_SAYS',
		bits: 3.25,
		rule: null,
		reason: 'texts about the successor name the predecessor’s brand as what was there before (原…, 以前是…)',
	},
	brandNamed: { level: 'TEXT_SAYS', bits: 0.5, rule: null, reason: 'texts about the successor hold the predecessor’s brand' },
	formerStaff: { level: 'TEXT_SAYS', bits: 5.25, rule: null, reason: 'texts about the successor name one of the predecessor’s staff' },
	teaches: { level: 'TEXT_SAYS', bits: 2.25, rule: null, reason: 'texts about the successor speak of subject teaching' },
	otherTrade: {
		level: 'TRADE_DIFFERS',
		bits: -5.25,
		rule: null,
		reason: 'the successor’s trade has nothing to do with learning, and nothing is said of teaching',
	},
	furtherStaff: {
		level: 'REPEATED',
		bits: 2.25,
		rule: null,
		// Smaller misses blocks that moved; larger makes two temps a succession.
		reason: 'each member of staff in common after the first',
	},
	longBefore: {
		level: 'TIME_DIFFERS',
		bits: -4.75,
		rule: null,
		reason: 'began more than 400 days before the end: the two lived side by side',
	},
	before: { level: 'TIME_DIFFERS', bits: -1.25, rule: null, reason: 'began 101 to 400 days before the end' },
	soonAfter: { level: 'TIME_FITS', bits: 2.5, rule: null, reason: 'began between 100 days before the end and 400 days after it' },
	later: { level: 'TIME_FITS', bits: 1, rule: null, reason: 'began 401 to 800 days after the end' },
	yearsLater: { level: 'TIME_DIFFERS', bits: -2, rule: null, reason: 'began 801 to 1200 days after the end' },
	muchLater: { level: 'TIME_DIFFERS', bits: -2, rule: null, reason: 'began more than 1200 days after the end: another story' },
	prior: {
		level: 'BEFORE_EVIDENCE',
		bits: -7,
		rule: null,
		reason: 'before anything is known: of all later businesses of a county hardly one carries on a given school',
	},
} as const satisfies Record<string, Weighed>;

export type SuccessionSignal = keyof typeof SUCCESSION_SIGNALS;

/** The gap between end and beginning in days, up to and with `upTo`, and the signal it is. */
export const GAPS: readonly { readonly upTo: number; readonly signal: SuccessionSignal }[] = [
	{ upTo: -401, signal: 'longBefore' },
	{ upTo: -101, signal: 'before' },
	{ upTo: 400, signal: 'soonAfter' },
	{ upTo: 800, signal: 'later' },
	{ upTo: 1200, signal: 'yearsLater' },
	{ upTo: Number.POSITIVE_INFINITY, signal: 'muchLater' },
];

/** Families of signals that say one thing: only the strongest of each counts. */
export const SUCCESSION_FAMILIES: readonly (readonly SuccessionSignal[])[] = [
	['sharedHead', 'sharedOwner', 'relative'],
	['sharedStaff'],
	['room', 'building'],
	['phone', 'headsPhone'],
	['contactId'],
	['brand', 'brandSound', 'brandShape', 'brandContains', 'brandHere', 'brandSoundHere', 'brandShapeHere', 'brandContainsHere'],
	['formerNamed', 'brandNamed'],
	['formerStaff'],
];

/** What a signal counts as beside others. `as` null: it says nothing that they have not said. */
export interface Beside {
	readonly signal: SuccessionSignal;
	readonly beside: readonly SuccessionSignal[];
	readonly as: SuccessionSignal | null;
}

const PLACE: readonly SuccessionSignal[] = ['room', 'building'];

/** Signals that depend on one another; the first row that fits counts. */
export const BESIDE: readonly Beside[] = [
	{ signal: 'phone', beside: ['sharedHead'], as: 'headsPhone' },
	{ signal: 'relative', beside: ['sharedHead'], as: null },
	// Who has the same brand has one that sounds and looks the same.
	{ signal: 'brandSound', beside: ['brand'], as: null },
	{ signal: 'brandShape', beside: ['brand'], as: null },
	{ signal: 'brandContains', beside: ['brand'], as: null },
	{ signal: 'brand', beside: PLACE, as: 'brandHere' },
	{ signal: 'brandSound', beside: PLACE, as: 'brandSoundHere' },
	{ signal: 'brandShape', beside: PLACE, as: 'brandShapeHere' },
	{ signal: 'brandContains', beside: PLACE, as: 'brandContainsHere' },
];

/**
 * Of a house with n others and a brand that b others of the prefecture bear, n × b up to this is taken for no chance; beyond, each
 * doubling costs a bit. Smaller doubts the same brand in a busy block; larger joins two 启航 that share a tower of offices.
 */
export const BY_CHANCE = 64;

/** The share of people who bear a surname for which `relative` has its full weight, where two share the place (王, 李, 张). */
export const RELATIVE_SHARE = 1 / 12;

/** What the successor does; alone no link between two organisations. */
export const SUCCESSION_TRADE: readonly SuccessionSignal[] = ['teaches', 'otherTrade'];
