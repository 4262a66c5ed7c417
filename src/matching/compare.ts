/** Compares two sides by their keys, as the store's joins do for all pairs at once; for the one pair that somebody asks about. Pure. */
import type { Day } from '#core/days.ts';
import type { KeyFeature } from '#core/records.ts';
import type { CandidatePair } from './decide.ts';
import type { Family, FeatureUse, Scope } from './model.ts';

/** A key of one side, with the record that carries it. */
export interface SideKey {
	readonly rid: string;
	readonly feature: KeyFeature;
	readonly value: string;
	/** County of the record, six digits; anything else: not known. */
	readonly division: string;
}

/** One side of a comparison. */
export interface Side {
	readonly id: string;
	readonly keys: readonly SideKey[];
	/** Its valid credit code; null: none. */
	readonly code: string | null;
}

/** Two keys that agree under a use. */
export interface Agreed {
	readonly use: FeatureUse;
	readonly value: string;
	/** What the value is narrowed to: nothing, four digits of a prefecture, six of a county. */
	readonly within: string;
	readonly probe: SideKey;
	readonly subject: SideKey;
}

/** What is known of the pair besides keys. */
export interface PairDays {
	readonly day: Day | null;
	readonly lifeFrom: Day | null;
	readonly lifeUntil: Day | null;
}

const within = (scope: Scope, division: string) => (scope === 'everywhere' ? '' : division.slice(0, scope === 'prefecture' ? 4 : 6));
const located = ({ scope }: FeatureUse, { division }: SideKey) => scope === 'everywhere' || division.length === 6;

/** Every agreement of the two sides, in the order of the uses. */
export function agreementsOf(uses: readonly FeatureUse[], probe: Side, subject: Side): readonly Agreed[] {
	return uses.flatMap((use) => {
		const place = (key: SideKey) => `${key.value}@${within(use.scope, key.division)}`;
		const usable = (side: Side, feature: KeyFeature) => side.keys.filter((key) => key.feature === feature && located(use, key));
		const known = new Map(usable(subject, use.subject).map((key) => [place(key), key]));
		return usable(probe, use.probe).flatMap((key) => {
			const other = known.get(place(key));
			return other === undefined ? [] : [{ use, value: key.value, within: within(use.scope, key.division), probe: key, subject: other }];
		});
	});
}

/** The pair as the score takes it. `sharers`: how many organisations share the value of each agreement, in their order. */
export function comparedPair(
	uses: readonly FeatureUse[],
	sides: { readonly probe: Side; readonly subject: Side; readonly days: PairDays },
	agreed: { readonly agreements: readonly Agreed[]; readonly sharers: readonly number[] },
): CandidatePair {
	const { probe, subject, days } = sides;
	const features = agreed.agreements.map(({ use }) => use.feature);
	const both = (feature: KeyFeature) => [probe, subject].every(({ keys }) => keys.some((key) => key.feature === feature));
	const values = (feature: KeyFeature) => [...new Set(subject.keys.filter((key) => key.feature === feature).map(({ value }) => value))];
	return {
		...days,
		probe: probe.id,
		subject: subject.id,
		features,
		sharers: agreed.sharers,
		probeFamilies: familiesOf(uses, probe, 'probe'),
		subjectFamilies: familiesOf(uses, subject, 'subject'),
		codesDiffer: probe.code !== null && subject.code !== null && probe.code !== subject.code,
		roomDiffers: !features.includes('roomInBlock') && (both('roomInBlock') || (both('storey') && !features.includes('storey'))),
		subjectRoomed: subject.keys.some(({ feature }) => feature === 'roomInBlock' || feature === 'storey'),
		names: { cores: values('core'), brands: values('brand') },
	};
}

function familiesOf(uses: readonly FeatureUse[], side: Side, end: 'probe' | 'subject'): readonly Family[] {
	const has = (use: FeatureUse) => side.keys.some((key) => key.feature === use[end] && (end === 'subject' || located(use, key)));
	return [...new Set(uses.filter(has).map(({ family }) => family))];
}
