/**
 * What people decided about who is who, put into sets before anything that data says: what was told apart stays apart through
 * whatever joins later, what was said to be one is joined first. Pure.
 */
import type { DecisionConflict } from '#core/match-decisions.ts';
import type { Link } from './decide.ts';
import type { SuccessionScore } from './succession.ts';
import { LabelledSets } from './union.ts';

/** A decision that stands, between two things that go by a name: an organisation's cluster or a mention's record. */
export interface DecidedPair {
	readonly decisionId: string;
	readonly verdict: 'SAME' | 'DIFFERENT';
	readonly a: string;
	readonly b: string;
}

/** Conflicts by decision. */
export type Conflicts = ReadonlyMap<string, DecisionConflict>;

/** Weight of a decision in milli-bits: that of a credit code, for a person has looked. */
const DECIDED_WEIGHT = 30_000;

/** Puts decisions on organisations into sets labelled by credit code; a decision wins over two codes, and that is reported. */
export function decideClusters(
	sets: LabelledSets,
	pairs: readonly DecidedPair[],
	indexOf: (name: string) => number | undefined,
): Conflicts {
	const conflicts = new Map<string, DecisionConflict>();
	for (const { pair, a, b } of differentFirst(pairs, indexOf)) {
		if (pair.verdict === 'DIFFERENT') {
			if (!sets.forbid(a, b)) conflicts.set(pair.decisionId, 'ONE_ENTRY');
			continue;
		}
		const twoCodes = sets.conflicts(a, b);
		if (!sets.force(a, b)) conflicts.set(pair.decisionId, 'KEPT_APART');
		else if (twoCodes) conflicts.set(pair.decisionId, 'TWO_CODES');
	}
	return conflicts;
}

function differentFirst(pairs: readonly DecidedPair[], indexOf: (name: string) => number | undefined) {
	const known = pairs.flatMap((pair) => {
		const [a, b] = [indexOf(pair.a), indexOf(pair.b)];
		return a === undefined || b === undefined ? [] : [{ pair, a, b }];
	});
	return [...known.filter(({ pair }) => pair.verdict === 'DIFFERENT'), ...known.filter(({ pair }) => pair.verdict === 'SAME')];
}

/** Mentions on which someone decided, with clusters and mentions in one set of names. A set holds one cluster at most. */
export class DecidedMentions {
	readonly conflicts: Conflicts;
	readonly #pairs: readonly DecidedPair[];
	/** Names that are mentions. */
	readonly mentions: ReadonlySet<string>;
	readonly #sets: NamedSets;

	/** @param mentions names among those of the pairs that are mentions, in an order that does not depend on record numbers; the others are clusters. */
	constructor(pairs: readonly DecidedPair[], mentions: ReadonlySet<string>) {
		this.#pairs = pairs;
		this.mentions = mentions;
		this.#sets = new NamedSets(pairs, mentions, []);
		this.conflicts = this.#sets.conflicts;
	}

	/** Whether a decision keeps a mention from a cluster: told apart, or said to be about another. */
	excludes(mention: string, cluster: string): boolean {
		if (!this.mentions.has(mention)) return false;
		const said = this.#sets.clusterOf(mention);
		return said === null ? this.#sets.areApart(mention, cluster) : said !== cluster;
	}

	/**
	 * The links with decisions obeyed: a decided mention takes the cluster of its set, and its links are offered strongest first, of
	 * equals in the order given.
	 */
	settle(links: readonly Link[]): Link[] {
		const linkOf = new Map(links.map((link) => [link.probe, link]));
		const own = [...this.mentions].flatMap((mention) => linkOf.get(mention) ?? []);
		const sets = new NamedSets(
			this.#pairs,
			this.mentions,
			own.map(({ subject }) => subject),
		);
		for (const { probe, subject } of own.toSorted((a, b) => b.score.total - a.score.total)) sets.join(probe, subject);
		const settled = [...this.mentions].flatMap((mention): Link[] => {
			const cluster = sets.clusterOf(mention);
			if (cluster === null) return [];
			const found = linkOf.get(mention);
			return [found?.subject === cluster ? found : decidedLink(mention, cluster)];
		});
		return [...links.filter(({ probe }) => !this.mentions.has(probe)), ...settled];
	}

	/** Puts decisions between mentions of unregistered places into the sets in which places are gathered. */
	settlePlaces(sets: LabelledSets, indexOf: (mention: string) => number | undefined): void {
		decideClusters(sets, this.#pairs, indexOf);
	}
}

function decidedLink(probe: string, subject: string): Link {
	return { probe, subject, score: { total: DECIDED_WEIGHT, signals: [{ signal: 'decided', weight: DECIDED_WEIGHT }] } };
}

/** Sets over names, each cluster with a label of its own. */
class NamedSets {
	readonly conflicts: Conflicts;
	readonly #names: readonly string[];
	readonly #index: ReadonlyMap<string, number>;
	readonly #sets: LabelledSets;

	constructor(pairs: readonly DecidedPair[], mentions: ReadonlySet<string>, more: readonly string[]) {
		this.#names = [...new Set([...pairs.flatMap(({ a, b }) => [a, b]), ...more])];
		this.#index = new Map(this.#names.map((name, i) => [name, i]));
		this.#sets = new LabelledSets(Int32Array.from(this.#names, (name, i) => (mentions.has(name) ? -1 : i)));
		const conflicts = new Map<string, DecisionConflict>();
		const onMentions = pairs.filter(({ a, b }) => mentions.has(a) || mentions.has(b));
		for (const { pair, a, b } of differentFirst(onMentions, (name) => this.#index.get(name))) {
			if (pair.verdict === 'DIFFERENT') this.#sets.forbid(a, b);
			else if (this.#sets.areApart(a, b)) conflicts.set(pair.decisionId, 'KEPT_APART');
			else if (!this.#sets.join(a, b)) conflicts.set(pair.decisionId, 'TWO_ORGANISATIONS');
		}
		this.conflicts = conflicts;
	}

	join(a: string, b: string): void {
		this.#sets.join(this.#index.get(a) as number, this.#index.get(b) as number);
	}

	areApart(a: string, b: string): boolean {
		const [first, second] = [this.#index.get(a), this.#index.get(b)];
		return first !== undefined && second !== undefined && this.#sets.areApart(first, second);
	}

	/** The cluster in a mention's set; null: none. */
	clusterOf(mention: string): string | null {
		const label = this.#sets.labelOf(this.#index.get(mention) as number);
		return label === -1 ? null : (this.#names[label] as string);
	}
}

/** The score of a succession that a person has confirmed: what was found, and the decision on top. */
export function confirmedSuccession(found: SuccessionScore | null): SuccessionScore {
	const reason = { signal: 'decided', weight: DECIDED_WEIGHT, detail: 'a person decided' };
	const millibits = (found?.millibits ?? 0) + DECIDED_WEIGHT;
	return { millibits, score: 1, kind: found?.kind ?? 'REBRAND', reasons: [...(found?.reasons ?? []), reason] };
}
