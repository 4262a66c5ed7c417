/** Holds a bundle against the truth of its province: the measures, and the single errors behind them. Pure. */
import { RULES } from '#rules/catalogue.ts';
import type { Bundle, FoundFlag } from './bundle.ts';
import { CODES, type CodeTruth } from './codes.ts';
import { averagePrecision, bestCut, type Claim, calibrationError, pairwise, rates } from './score.ts';
import type { Planted, Truth } from './truth.ts';

/** Which organisations of the truth a found one is, and the other way round. */
export interface Meeting {
	readonly truthOf: ReadonlyMap<string, ReadonlySet<string>>;
	readonly foundOf: ReadonlyMap<string, ReadonlySet<string>>;
}

/** An organisation is the true one of its registrations; a place that texts alone know, of its mentions. */
export function meet(truth: Truth, bundle: Bundle): Meeting {
	const [truthOf, foundOf] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
	const note = (found: string, id: string) => {
		truthOf.set(found, (truthOf.get(found) ?? new Set()).add(id));
		foundOf.set(id, (foundOf.get(id) ?? new Set()).add(found));
	};
	for (const [record, id] of truth.registrations) {
		const found = bundle.organisations.get(record);
		if (found !== undefined) note(found, id);
	}
	const registered = new Set(truthOf.keys());
	for (const [record, id] of truth.mentions) {
		const found = bundle.organisations.get(record);
		if (found !== undefined && truth.unregistered.has(id) && !registered.has(found)) note(found, id);
	}
	return { truthOf, foundOf };
}

/** An error of one class, as text that says where to look. */
export interface ErrorCase {
	readonly kind: string;
	readonly records: readonly string[];
	readonly note: string;
}

/** What nobody can tell from innocence counts for nothing, neither found nor missed. */
const UNDETECTABLE = 'undetectable';

const none: ReadonlySet<string> = new Set();

/** Texts and acts: whether they stand with the organisation that they are about. */
export function measureMentions(truth: Truth, bundle: Bundle, { truthOf, foundOf }: Meeting, errors: ErrorCase[]) {
	let [linked, right, all, places, placesKept] = [0, 0, 0, 0, 0];
	for (const [record, id] of truth.mentions) {
		const found = bundle.organisations.get(record);
		const isRight = found !== undefined && (foundOf.get(id) ?? none).has(found);
		if (truth.unregistered.has(id)) {
			places++;
			if (found === undefined || isRight) placesKept++;
			else errors.push({ kind: 'mention of an unregistered place linked elsewhere', records: [record], note: `${id} → ${found}` });
			continue;
		}
		all++;
		if (found !== undefined) linked++;
		if (isRight) right++;
		else {
			const kind =
				found === undefined ? 'mention missed' : truthOf.has(found) ? 'mention linked wrongly' : 'mention kept as a place of its own';
			errors.push({ kind, records: [record], note: `${id} → ${found ?? 'nobody'}` });
		}
	}
	let nobodyLinked = 0;
	for (const record of truth.nobody) {
		const found = bundle.organisations.get(record);
		if (found === undefined || !truthOf.has(found)) continue;
		nobodyLinked++;
		errors.push({ kind: 'mention of nobody linked', records: [record], note: `→ ${found}` });
	}
	return {
		count: all,
		...rates({ right, found: linked, hit: right, true: all }),
		nobody: truth.nobody.size,
		nobodyLinked: rates({ right: nobodyLinked, found: truth.nobody.size, hit: 0, true: 0 }).precision,
		ofUnregisteredPlaces: places,
		notMislinked: rates({ right: placesKept, found: places, hit: 0, true: 0 }).precision,
	};
}

/** Groups of records: pairs, and whom the run put together or kept apart wrongly. */
export function measureGroups(
	kind: string,
	groups: { truth: ReadonlyMap<string, string>; found: ReadonlyMap<string, string> },
	errors: ErrorCase[],
) {
	const records = [...groups.truth.keys()];
	const byFound = Map.groupBy(records, (record) => groups.found.get(record) ?? `alone ${record}`);
	for (const [found, own] of byFound) {
		const ids = new Set(own.map((record) => groups.truth.get(record)));
		if (ids.size > 1) errors.push({ kind: `${kind} put together wrongly`, records: own, note: `${found} is ${[...ids].join(', ')}` });
	}
	for (const [id, own] of Map.groupBy(records, (record) => groups.truth.get(record) as string)) {
		const parts = new Set(own.map((record) => groups.found.get(record) ?? `alone ${record}`));
		if (parts.size > 1) errors.push({ kind: `${kind} kept apart wrongly`, records: own, note: `${id} is ${[...parts].join(', ')}` });
	}
	return { records: records.length, ...pairwise(groups) };
}

export function measureSuccessions(truth: Truth, bundle: Bundle, { truthOf }: Meeting, errors: ErrorCase[]) {
	const hitOf = (predecessor: string, successor: string): string | null => {
		for (const before of truthOf.get(predecessor) ?? none) {
			for (const after of truthOf.get(successor) ?? none) if (truth.successions.has(`${before}\t${after}`)) return `${before}\t${after}`;
		}
		return null;
	};
	const claims: Claim[] = bundle.successions.map(({ predecessor, successor, score }) => ({ score, hit: hitOf(predecessor, successor) }));
	const hits = new Set(claims.flatMap(({ hit }) => (hit === null ? [] : [hit])));
	bundle.successions.forEach(({ predecessor, successor, score, kind }, index) => {
		if (claims[index]?.hit !== null) return;
		errors.push({ kind: 'succession that is none', records: [], note: `${score} ${kind} ${predecessor} → ${successor}` });
	});
	for (const [pair, kind] of truth.successions) {
		if (!hits.has(pair)) errors.push({ kind: 'succession missed', records: [], note: `${kind} ${pair.replace('\t', ' → ')}` });
	}
	return {
		count: truth.successions.size,
		...rates({
			right: claims.filter(({ hit }) => hit !== null).length,
			found: claims.length,
			hit: hits.size,
			true: truth.successions.size,
		}),
		best: bestCut(claims, truth.successions.size),
		calibrationError: calibrationError(claims),
	};
}

/** How well each flag of the catalogue finds what was planted for it. */
export function measureFlags(truth: Truth, bundle: Bundle, meeting: Meeting, errors: ErrorCase[]) {
	const asked = new Set<string>(RULES.map(({ code }) => code));
	const hitsOf = plantedFor(truth, bundle, meeting);
	const measured = Object.entries(CODES)
		.filter(([code]) => asked.has(code))
		.map(([code, expected]) => {
			const planted = truth.findings.filter(({ type, strength }) => expected.finds.includes(type) && strength !== UNDETECTABLE);
			const flags = bundle.flags.filter((flag) => flag.code === code);
			return [code, measureCode({ code, expected, planted, flags }, hitsOf, errors)] as const;
		});
	const byCode: Record<string, ReturnType<typeof pool>> = Object.fromEntries(
		measured.map(([code, { claims: _, hits: __, ...own }]) => [code, own]),
	);
	return { ...byCode, pooled: pool(measured) } as typeof byCode;
}

/** What was planted of these types at the organisation of a flag; of its person alone, if the code is about a person. */
type HitsOf = (flag: FoundFlag, types: readonly string[], person?: true) => readonly Planted[];

function plantedFor(truth: Truth, bundle: Bundle, { truthOf }: Meeting): HitsOf {
	const trueFindings = Map.groupBy(truth.findings, ({ organisation }) => organisation);
	const peopleOf = truePeople(truth, bundle);
	return (flag, types, person) => {
		const own = [...(truthOf.get(flag.organisationId) ?? none)].flatMap((id) => trueFindings.get(id) ?? []);
		const isPerson = (id: string | null) => id !== null && (peopleOf.get(flag.personId) ?? none).has(id);
		return own.filter((finding) => types.includes(finding.type) && (person === undefined || isPerson(finding.person)));
	};
}

interface OneCode {
	readonly code: string;
	readonly expected: CodeTruth;
	readonly planted: readonly Planted[];
	readonly flags: readonly FoundFlag[];
}

function measureCode({ code, expected: { finds, allows = [], person }, planted, flags }: OneCode, hitsOf: HitsOf, errors: ErrorCase[]) {
	const hit = new Set<Planted>();
	const claims = flags.map((flag): Claim => {
		const found = hitsOf(flag, finds, person);
		// One that nobody could tell counts neither way, when it was found all the same.
		for (const finding of found) if (finding.strength !== UNDETECTABLE) hit.add(finding);
		const holds = found.length > 0 || hitsOf(flag, allows).length > 0;
		const note = `${flag.score} ${flag.severity} ${flag.organisationId} ${flag.personId}`;
		if (!holds) errors.push({ kind: `${code} that is none`, records: [], note });
		return { score: flag.score, hit: holds ? flag.organisationId : null };
	});
	for (const finding of planted) {
		if (!hit.has(finding))
			errors.push({ kind: `${code} missed`, records: [], note: `${finding.strength} ${finding.type} ${finding.organisation}` });
	}
	const right = claims.filter(({ hit: id }) => id !== null).length;
	return {
		planted: planted.length,
		flags: flags.length,
		...rates({ right, found: flags.length, hit: hit.size, true: planted.length }),
		calibrationError: calibrationError(claims),
		claims,
		hits: hit.size,
	};
}

/** Codes with fewer planted findings than this say little alone. */
const FEW = 50;

/** The small codes together, and how far all scores together are from what holds. */
function pool(measured: readonly (readonly [string, { planted: number; flags: number; claims: readonly Claim[]; hits: number }])[]) {
	const all = measured.map(([, own]) => own);
	const small = all.filter(({ planted }) => planted < FEW);
	const sum = (count: (own: (typeof all)[number]) => number) => small.reduce((total, own) => total + count(own), 0);
	const right = sum(({ claims }) => claims.filter(({ hit }) => hit !== null).length);
	const counts = { planted: sum(({ planted }) => planted), flags: sum(({ flags }) => flags) };
	return {
		...counts,
		...rates({ right, found: counts.flags, hit: sum(({ hits }) => hits), true: counts.planted }),
		calibrationError: calibrationError(all.flatMap(({ claims }) => claims)),
	};
}

/** Found person → people of the truth. */
function truePeople(truth: Truth, bundle: Bundle): Map<string, Set<string>> {
	const out = new Map<string, Set<string>>();
	for (const [record, id] of truth.people) {
		const found = bundle.people.get(record);
		if (found !== undefined) out.set(found, (out.get(found) ?? new Set()).add(id));
	}
	return out;
}

/** Whether the list that an inspector works through from the top begins with the guilty ones. */
export function measureRanking(truth: Truth, bundle: Bundle, { foundOf }: Meeting) {
	const hidden = ['front', 'falseClosure', 'trainingWithoutLicence'];
	const detectable = truth.findings.filter(({ strength }) => strength !== UNDETECTABLE);
	const guilty = new Set(detectable.filter(({ type }) => hidden.includes(type)).map(({ organisation }) => organisation));
	const other = new Set(truth.findings.map(({ organisation }) => organisation));
	const grave = new Set(bundle.flags.filter(isGrave).map(({ organisationId }) => organisationId));
	const isFlagged = (id: string) => [...(foundOf.get(id) ?? none)].some((found) => grave.has(found));
	const riskOf = (id: string) => Math.max(0, ...[...(foundOf.get(id) ?? none)].map((found) => bundle.risk.get(found) ?? 0));
	const ranked = truth.organisations
		.filter((id) => !truth.unregistered.has(id) && (guilty.has(id) || !other.has(id)))
		.map((id) => ({ score: riskOf(id), holds: guilty.has(id) }));
	const shareFlagged = (ids: readonly string[]) =>
		rates({ right: ids.filter(isFlagged).length, found: ids.length, hit: 0, true: 0 }).precision;
	const fronts = truth.findings.filter(({ type }) => type === 'front');
	const ofStrength = (wanted: string) => fronts.filter(({ strength }) => strength === wanted).map(({ organisation }) => organisation);
	const decoys = [...truth.decoys.keys()].filter((id) => !other.has(id));
	return {
		averagePrecision: averagePrecision(ranked),
		clearFrontsFlagged: shareFlagged(ofStrength('clear')),
		subtleFrontsFlagged: shareFlagged(ofStrength('subtle')),
		decoysFlagged: shareFlagged(decoys),
		decoysFlaggedByKind: Object.fromEntries(
			[...Map.groupBy(decoys, (id) => truth.decoys.get(id) as string)]
				.sort(([a], [b]) => (a < b ? -1 : 1))
				.map(([kind, ids]) => [kind, shareFlagged(ids)]),
		),
	};
}

/** What sends somebody out: hidden training or a rebrand, grave. */
function isGrave({ category, severity }: FoundFlag): boolean {
	return ['HIDDEN_TRAINING', 'REBRAND'].includes(category) && ['HIGH', 'CRITICAL'].includes(severity);
}

/** Rows set aside and values given up: those that were spoiled, and no others. */
export function measureSpoiled(kind: string, truth: ReadonlySet<string>, found: ReadonlySet<string>, errors: ErrorCase[]) {
	const both = [...truth].filter((one) => found.has(one)).length;
	const note = (what: string, one: string) =>
		errors.push({ kind: `${kind} ${what}`, records: [one.split('\t').slice(0, 3).join('\t')], note: one });
	for (const one of found) if (!truth.has(one)) note('that is none', one);
	for (const one of truth) if (!found.has(one)) note('missed', one);
	return { count: truth.size, ...rates({ right: both, found: found.size, hit: both, true: truth.size }) };
}
