/** How a bundle that was written is told. */
import type { NightOutcome } from '#jobs/nightly.ts';

/** Where the bundle is, and which sources it is behind with. */
export function sayBundle({ folder, standings }: Pick<NightOutcome, 'folder' | 'standings'>): string {
	const behind = standings
		.filter(({ state }) => state !== 'FRESH')
		.map(({ source, state, error }) => `${source}: ${state}${error === null ? '' : `, ${error}`}`);
	return [folder === null ? 'Nothing was due.' : `The bundle is in ${folder}.`, ...behind].join('\n');
}
