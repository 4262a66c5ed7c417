import { expect, test } from 'vitest';
import { MEASURE_CODES, measureDef } from '#core/measures.ts';

/** The table of measures as a document. */
function renderMeasures(): string {
	const rows = MEASURE_CODES.map((code) => {
		const { title, definition, kinds } = measureDef(code);
		return `| \`${code}\` | ${title.zh} · ${title.en} | ${definition.zh}<br>${definition.en} | ${kinds.map((kind) => `\`${kind}\``).join(', ')} |`;
	});
	return [
		'# Measures',
		'',
		'Made from `src/core/measures.ts`; do not edit, run `npx vitest run test/docs/measures.test.ts -u`. Asked for as `divisionStatistics`.',
		'',
		'Institutions are organisations as the hub resolved them, in the division of their record. What held on a day is read from the days that the records tell',
		'(issued, valid until, ended, inspected) as the hub holds them now: a licence that ended without a day counts as ended when its agency last spoke of it, and a',
		'correction of a record corrects the figures of the past. Staff and courses count as they are filed now. A measure rests on the records of the kinds beside it; where no',
		'source has ever given one of them, or the caller may not read it, it is null and says why.',
		'',
		'| code | title | numerator over denominator | kinds |',
		'|---|---|---|---|',
		...rows,
		'',
	].join('\n');
}

test('docs/measures.md is what the table says (vitest -u writes it anew)', async () => {
	await expect(renderMeasures()).toMatchFileSnapshot('../../docs/measures.md');
});
