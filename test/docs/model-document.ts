/** The shipped matching model as a document (docs/model.md), made of its table and of nothing else. */
import { LEVELS } from '#matching/levels.ts';
import { type ModelRow, type Question, rowsOf, SHIPPED_MODEL } from '#matching/match-model.ts';
import { DECISION } from '#matching/model.ts';
import { PERSON_RULES } from '#matching/people.ts';

/** The whole document. */
export function renderModel(): string {
	const rows = rowsOf(SHIPPED_MODEL);
	return [
		'# Matching model',
		'',
		'Made from the tables in `src/matching/`; do not edit, run `npx vitest run test/docs/model.test.ts -u`. `npm run hub -- model show` prints the version in use.',
		'',
		'A weight is in bits: one bit more, twice the odds. A value that n organisations share weighs log2(n) less ([decision 3](decisions/0003-weights-and-what-many-share.md)). Of one',
		'family only the strongest row counts for a pair; rows without a family are added.',
		'',
		'## The same organisation',
		'',
		...table(rows, 'same'),
		`Enough is ${DECISION.attachBits} bits for a licence or account without a code (and a whole name or code among them), ${DECISION.mentionBits} for a text about an organisation, ${DECISION.placeBits} for two texts about`,
		`one unregistered place; the best must lead the second by ${DECISION.leadBits}. Two valid credit codes that differ are two organisations, whatever agrees.`,
		'',
		'## Carries on',
		'',
		...table(rows, 'carriesOn'),
		'The sum, `prior` included, is the logarithm of the odds: a score of 0.5 is 0 bits.',
		'',
		'## The same person',
		'',
		'Rules, strongest first; two different valid numbers are never one person.',
		'',
		'| rule | one number at most | says |',
		'|---|---|---|',
		...PERSON_RULES.map(({ rule, needsOne, reason }) => `| ${rule} | ${needsOne ? 'yes' : ''} | ${reason} |`),
		'',
		'## Levels',
		'',
		'| level | says |',
		'|---|---|',
		...Object.entries(LEVELS).map(([level, says]) => `| ${level} | ${says} |`),
		'',
	].join('\n');
}

function table(rows: readonly ModelRow[], question: Question): string[] {
	return [
		'| signal | level | bits | family | why | rule |',
		'|---|---|---|---|---|---|',
		...rows
			.filter((row) => row.question === question)
			.map(
				({ signal, level, bits, family, reason, rule }) =>
					`| ${signal} | ${level} | ${bits} | ${family ?? ''} | ${reason} | ${rule ?? ''} |`,
			),
		'',
	];
}
