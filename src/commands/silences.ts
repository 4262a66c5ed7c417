/** The command that tells what rules could not judge. */
import type { Hub } from '#compose.ts';
import { HubError } from '#core/errors.ts';
import { type ReportedSilence, reportSilences } from '#services/silence-report.ts';
import { readSilences } from '#store/silence-view.ts';
import type { Outcome } from './outcome.ts';

/** Tells what rules could not judge, by county and rule, and who would have to give what is missing. @throws HubError CONFLICT before the first whole run. */
export async function silences(hub: Hub, args: { readonly division: string | null }): Promise<Outcome> {
	const found = await readSilences(hub.store.db, args.division);
	if (found === null) throw new HubError('CONFLICT', 'No run has judged every organisation yet. Run nightly first.');
	const sources = hub.config.sources.map(({ id, agency, tables }) => ({ id, agency, kinds: tables.map(({ kind }) => kind) }));
	const report = reportSilences(found.rows, sources);
	return { status: 0, text: [...report.map(saySilence), `As of ${found.asOf}.`].join('\n'), json: { asOf: found.asOf, silences: report } };
}

function saySilence({ divisionCode, code, reason, agencies, organisations }: ReportedSilence): string {
	const who = agencies.map(({ zh, en }) => `${zh} (${en})`).join(', ');
	return [divisionCode === '' ? '------' : divisionCode, code, `${organisations} organisations`, reason, who]
		.filter((part) => part !== '')
		.join('  ');
}
