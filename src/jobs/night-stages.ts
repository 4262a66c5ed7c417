/** The stages of a night as they are in the hub: each job with what it needs. Tests hand `runNight` stages of their own. */
import type { Clock } from '#core/days.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { Regulation } from '#core/policy.ts';
import type { Connector, Intake, Progress } from '#core/ports.ts';
import type { Retention } from '#core/retention.ts';
import type { Tokeniser } from '#intake/tokens.ts';
import { exportBundle } from '#services/export-bundle.ts';
import type { Store } from '#store/database.ts';
import { forget } from '#store/retention.ts';
import { evaluate } from './evaluate.ts';
import type { IntakePool } from './intake-pool.ts';
import type { NightStages } from './nightly.ts';
import { policeOf } from './police-questions.ts';
import { resolve } from './resolve.ts';
import { sync } from './sync.ts';
import { verify } from './verify.ts';

export interface NightParts {
	readonly store: Store;
	/** In the order of the configuration. */
	readonly sources: readonly SourceMapping[];
	readonly regulation: Regulation;
	readonly connectorOf: (source: SourceMapping) => Connector;
	readonly intakeOf: (source: SourceMapping, table: TableMapping) => Intake;
	readonly intakePool?: IntakePool;
	readonly tokeniser: Tokeniser;
	readonly clock: Clock;
	readonly progress: Progress;
	/** Folder that receives the bundle's folder. */
	readonly out: string;
	readonly bom: boolean;
	readonly retention: Retention;
}

/** Builds the stages. */
export function createNightStages(parts: NightParts): NightStages {
	const { store, progress, out, bom, clock, regulation } = parts;
	const clearanceSource = policeOf(parts.sources)?.id ?? null;
	return {
		sync: ({ asOf, runId, signal }) => sync({ ...parts, asOf, runId, signal }),
		verify: ({ asOf, signal }) => verify({ ...parts, asOf, signal }),
		resolve: ({ asOf, runId }) => resolve({ store, progress, asOf, runId }),
		evaluate: ({ asOf, runId }, sources) => evaluate({ store, progress, asOf, runId, sources, regulation, clearanceSource, full: false }),
		forget: ({ asOf }) => forget(store, asOf, parts.retention),
		export: ({ runId, signal }, standings) => exportBundle({ store, clock, progress, runId, standings, out, bom, signal }),
	};
}
