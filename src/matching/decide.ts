/** Decisions on candidate pairs: which unit joins which registered body, which organisation a text is about. Pure. */
import type { Day } from '#core/days.ts';
import { addDays } from '#core/days.ts';
import { type Candidate, chooseBest } from './choose.ts';
import { isLongGone, isTooEarly, isTooLate } from './life.ts';
import type { MatchModel } from './match-model.ts';
import { DECISION, type Family } from './model.ts';
import { type NameForms, nameInText } from './name-in-text.ts';
import { isNameSlip } from './name-slip.ts';
import { type PairScore, scorePair } from './score.ts';
import { isOfLearning } from './trade.ts';

/** One candidate pair as the store found it; see store/matching/pairs.ts. */
export interface CandidatePair {
	readonly probe: string;
	readonly subject: string;
	readonly features: readonly string[];
	/** How many organisations share the value of each feature, in the same order. */
	readonly sharers: readonly number[];
	readonly probeFamilies: readonly Family[];
	readonly subjectFamilies: readonly Family[];
	readonly codesDiffer: boolean;
	/** Both say a room (or both a storey) and none agrees. */
	readonly roomDiffers: boolean;
	/** The organisation says a room or a storey. */
	readonly subjectRoomed: boolean;
	readonly day: Day | null;
	readonly lifeFrom: Day | null;
	readonly lifeUntil: Day | null;
	/** Names of the organisation, present and former. */
	readonly names: NameForms;
}

/** What a mention says in words. */
export interface MentionText {
	/** See name-in-text.ts: `searchable`. */
	readonly text: string;
	/** Cores of the names that the mention gives. */
	readonly cores: readonly string[];
	/** Brands of the names that it gives. */
	readonly brands: readonly string[];
	/** Tells of lessons or care. */
	readonly tellsOfLearning: () => boolean;
}

/** A record that joins an organisation, with its score. */
export interface Link {
	readonly probe: string;
	readonly subject: string;
	readonly score: PairScore;
}

/** A record that joins nobody because several fit alike. */
export interface Ambiguous {
	readonly probe: string;
	readonly rivals: readonly Candidate[];
}

export interface Decisions {
	readonly links: readonly Link[];
	/** Probes with two candidates too close to tell apart, and those candidates, best first. */
	readonly ambiguous: readonly Ambiguous[];
}

const agreementsOf = (pair: CandidatePair) => pair.features.map((feature, i) => ({ feature, sharedBy: pair.sharers[i] as number }));

/** A licence is issued up to half a year before the body is registered; a year covers registers that were copied late. */
const LICENCE_LEAD_DAYS = 365;

/** Agreements that make two records one organisation. A brand alone does not: 启航英语培训学校 can carry on 启航教育咨询有限公司. */
const IDENTIFYING: ReadonlySet<string> = new Set(['creditCode', 'licenceNo', 'codeRepaired', 'name', 'core', 'coreNearby']);

/**
 * The registered body of a licence, admission or account that carries no usable code. Needs a whole name, mistyped at most, or a code that
 * agrees: the same head in the same room under the same brand is what a successor looks like, not the same organisation.
 * @param formsOf the names of a probe; asked only where no name agrees
 */
export function attachmentScorer(model: MatchModel, formsOf: (probe: string) => NameForms): (pair: CandidatePair) => PairScore | null {
	return (pair) => {
		const foundedLater = pair.day !== null && pair.lifeFrom !== null && pair.day < addDays(pair.lifeFrom, -LICENCE_LEAD_DAYS);
		const facts = { ...pair, agreements: agreementsOf(pair), foundedLater };
		if (pair.features.some((feature) => IDENTIFYING.has(feature))) return scorePair(model, facts);
		return !foundedLater && isNameSlip(formsOf(pair.probe), pair.names) ? scorePair(model, { ...facts, nameInText: 'coreOneAway' }) : null;
	};
}

/** The organisation that a text or an act is about; `textOf` gives a mention's words. */
export function mentionScorer(model: MatchModel, textOf: (probe: string) => MentionText): (pair: CandidatePair) => PairScore | null {
	return (pair) => {
		const life = { from: pair.lifeFrom, until: pair.lifeUntil };
		const words = textOf(pair.probe);
		return scorePair(model, {
			...pair,
			agreements: agreementsOf(pair),
			ofMention: true,
			nameInText: nameInText(words.text, { cores: words.cores, own: words.brands }, pair.names),
			tradeFits: words.tellsOfLearning() ? pair.names.cores.some(isOfLearning) : null,
			tooEarly: isTooEarly(pair.day, life),
			tooLate: isTooLate(pair.day, life),
			longGone: isLongGone(pair.day, life),
		});
	};
}

/** How pairs are decided on. */
export interface Deciding {
	readonly score: (pair: CandidatePair) => PairScore | null;
	readonly enoughBits: number;
	/** Told of each probe before its pairs are scored; left out: nobody asks. */
	readonly before?: ((probe: string) => Promise<void>) | undefined;
}

/** Decides probe by probe over pairs that come grouped by probe. */
export async function decide(pairs: AsyncIterable<CandidatePair>, { score, enoughBits, before }: Deciding): Promise<Decisions> {
	const links: Link[] = [];
	const ambiguous: Ambiguous[] = [];
	let probe: string | null = null;
	let candidates: Candidate[] = [];
	const close = () => {
		if (probe === null) return;
		const choice = chooseBest(candidates, enoughBits, DECISION.leadBits);
		if (choice.chosen !== null) links.push({ probe, subject: choice.chosen.subject, score: choice.chosen.score });
		if (choice.ambiguous) ambiguous.push({ probe, rivals: choice.rivals });
	};
	for await (const pair of pairs) {
		if (pair.probe !== probe) {
			close();
			probe = pair.probe;
			candidates = [];
			await before?.(probe);
		}
		const scored = score(pair);
		if (scored !== null) candidates.push({ subject: pair.subject, score: scored });
	}
	close();
	return { links, ambiguous };
}
