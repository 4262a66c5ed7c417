/** The matching model as text for a terminal: one line a row, by question and family. */
import type { ModelRow, Question } from '#matching/match-model.ts';

const QUESTIONS: Readonly<Record<Question, string>> = {
	same: 'One organisation? (bits: twice as likely each)',
	carriesOn: 'Does the second carry on the first?',
};

/** Says the rows in lines. */
export function sayModel(rows: readonly ModelRow[]): string {
	return (Object.keys(QUESTIONS) as Question[])
		.flatMap((question) => ['', QUESTIONS[question], ...rows.filter((row) => row.question === question).map(sayRow)])
		.slice(1)
		.join('\n');
}

function sayRow({ family, signal, level, bits, rule, reason }: ModelRow): string {
	const weight = `${bits > 0 ? '+' : ''}${bits.toFixed(2)}`.padStart(7);
	return `  ${signal.padEnd(15)} ${weight}  ${level.padEnd(24)} ${(family ?? '').padEnd(8)} ${reason}${rule === null ? '' : ` (${rule})`}`;
}
