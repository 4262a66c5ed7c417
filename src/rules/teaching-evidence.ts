/**
 * What all texts of a dossier together say about subject teaching: each text read (`src/text`), graded, weighed by who wrote it,
 * repeats discounted, refutations set against. Texts from the time in which teaching was licensed do not count.
 */
import type { Day } from '#core/days.ts';
import type { Dossier } from '#core/dossier.ts';
import { CHANNEL_CAP, type Channel, OUTDATED_REFUTATION, REPEATED } from './evidence-weights.ts';
import { coveredUntil, runningSubjectLicences } from './rule-kit.ts';
import { isNamed, STRONG, type WeighedText, weighTexts } from './weighed-texts.ts';

export { STRONG, type WeighedText } from './weighed-texts.ts';

export interface TeachingEvidence {
	/** All texts of the dossier, those from the time of a licence too: what a licensed school may not do is found there. */
	readonly all: readonly WeighedText[];
	/** All texts that count by their day, whatever they say. */
	readonly texts: readonly WeighedText[];
	/** Texts that speak for teaching, strongest first. */
	readonly speaking: readonly WeighedText[];
	/** Texts that speak against. */
	readonly against: readonly WeighedText[];
	/** Sum in log-odds after discounts and caps; 0 when nothing speaks. */
	readonly logits: number;
	/** Channels that speak for teaching. */
	readonly channels: readonly Channel[];
	/** An authority's own finding that subjects are taught. */
	readonly established: boolean;
	/** A text that is no advertisement names subjects (SS ≥ 0.6). */
	readonly strongSource: boolean;
	/** Texts up to this day, and undated ones, were left out: a licence covered the teaching. Null: all texts count. */
	readonly since: Day | null;
}

/** How many texts of different channels or days there are: one affair told twice on a day counts once. */
export function voicesOf(texts: readonly Pick<WeighedText, 'channel' | 'on'>[]): number {
	return new Set(texts.map(({ channel, on }) => `${channel} ${on}`)).size;
}

/** What an officer is told where a text speaks against: a verdict, and apart from it that nobody was seen teaching when somebody looked. */
export function refutedBy(against: readonly WeighedText[]): readonly string[] {
	const has = (grade: WeighedText['grade']): boolean => against.some((text) => text.grade === grade);
	return [
		...(has('REFUTES') ? ['A text says that no subject training was found or is given.'] : []),
		...(has('UNSEEN') ? ['A text says that no lesson was seen at that hour, which is no verdict.'] : []),
	];
}

/** A text must weigh this much to count as a source of its own (one circumstance alone weighs 1). */
export const OWN_SOURCE = 1;
/**
 * Two sides that do not know of each other tell of it. Larger: any two hints send officers out; smaller: what shows only in hints of
 * two sides, none of which proves anything alone, stays under FRONT_BUSINESS.
 */
const AGREEING = 0.3;

const cache = new WeakMap<Dossier, TeachingEvidence>();

/** Weighs a dossier's texts; computed once a dossier. */
export function weighTeaching(dossier: Dossier): TeachingEvidence {
	const known = cache.get(dossier);
	if (known !== undefined) return known;
	const weighed = weigh(dossier);
	cache.set(dossier, weighed);
	return weighed;
}

function weigh(dossier: Dossier): TeachingEvidence {
	const since = unlicensedSince(dossier);
	const all = weighTexts(dossier);
	const texts = all.filter((text) => since === null || (text.on !== null && text.on > since));
	const speaking = texts.filter((text) => text.weight > 0).sort(byWeight);
	const lastSpoken = latest(speaking.map((text) => text.on));
	const against = texts
		.filter((text) => text.weight < 0)
		.map((text) => ({
			...text,
			weight: text.weight * (text.on !== null && lastSpoken !== null && text.on <= lastSpoken ? OUTDATED_REFUTATION : 1),
		}))
		.sort((a, b) => byWeight(b, a));
	const channels = [...new Set(speaking.map((text) => text.channel))];
	const agreeing = new Set(speaking.filter(({ weight }) => weight >= OWN_SOURCE).map(sideOf)).size >= 2;
	const logits =
		channels.reduce((sum, channel) => sum + channelSum(speaking, channel), 0) + discounted(against) + (agreeing ? AGREEING : 0);
	return {
		all,
		texts,
		speaking,
		against,
		logits,
		channels,
		established: speaking.some((text) => text.official && isNamed(text.grade)),
		strongSource: speaking.some((text) => text.channel !== 'ADVERTISEMENT' && text.signal.subject >= STRONG),
		since,
	};
}

/** Who speaks, apart from whom. Officers come because somebody complained: desks that they note then are no second witness, a lesson that they saw is. */
export function sideOf({ channel, grade }: WeighedText): Channel {
	return channel === 'INSPECTION' && !isNamed(grade) ? 'COMPLAINT' : channel;
}

function byWeight(a: WeighedText, b: WeighedText): number {
	return b.weight - a.weight || (a.evidence.recordKey < b.evidence.recordKey ? -1 : 1);
}

function channelSum(texts: readonly WeighedText[], channel: Channel): number {
	return Math.min(CHANNEL_CAP[channel], discounted(texts.filter((text) => text.channel === channel)));
}

function discounted(sorted: readonly WeighedText[]): number {
	return sorted.reduce((sum, text, i) => sum + text.weight * (REPEATED[i] ?? 0.1), 0);
}

/** The last day on which a subject licence of this organisation, or of one it surely carries on, covered the teaching. Null: there never was one. */
function unlicensedSince(dossier: Dossier): Day | null {
	if (runningSubjectLicences(dossier).length > 0) return dossier.asOf;
	const own = dossier.records.licence;
	const inherited = dossier.predecessors.filter((predecessor) => predecessor.score >= 0.5).flatMap((predecessor) => predecessor.licences);
	const subject = [...own, ...inherited].filter((licence) => licence.body.category === 'SUBJECT');
	return latest(subject.map((licence) => coveredUntil(licence, dossier.asOf)));
}

const latest = (days: readonly (Day | null)[]): Day | null =>
	days.reduce<Day | null>((last, day) => (day !== null && (last === null || day > last) ? day : last), null);
