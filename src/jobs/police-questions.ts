/**
 * Questions to the police, a batch at a time: numbers read again from the source by key, the question in the audit, the question put,
 * the answers by token. Clear numbers live in `Question` values of one batch and nowhere else. Shared by the nightly round
 * (`verify.ts`) and by questions at query time (`verify-now.ts`).
 */
import { randomUUID } from 'node:crypto';
import type { Clock } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { Asker, Connector, VerifySubject } from '#core/ports.ts';
import { plainColumn } from '#intake/lookup-columns.ts';
import { takeSubjects } from '#intake/take-subjects.ts';
import type { Tokeniser } from '#intake/tokens.ts';
import { insertAudit } from '#store/audit-store.ts';
import type { DuePerson, TokenAnswer } from '#store/clearance-store.ts';
import type { Store } from '#store/database.ts';

export interface PoliceDeps {
	readonly store: Store;
	readonly sources: readonly SourceMapping[];
	readonly connectorOf: (source: SourceMapping) => Connector;
	readonly tokeniser: Pick<Tokeniser, 'tokensOf'>;
	readonly clock: Clock;
}

/** A table whose rows can be read again, with the column that holds the record's key. */
export interface Readable {
	readonly source: SourceMapping;
	readonly table: TableMapping;
	readonly keyColumn: string;
}

/** Someone to ask about: the token that stays, and what is dropped with the answer. */
export interface Question {
	readonly token: string;
	readonly name: string;
	readonly identityNumber: string;
}

/** The source that answers questions about people; undefined: none is configured. */
export function policeOf(sources: readonly SourceMapping[]): SourceMapping | undefined {
	return sources.find((source) => source.modes.includes('verify') && source.verify !== undefined);
}

/** Tables with people whose key is one column as it stands. */
export function readableTables(sources: readonly SourceMapping[]): readonly Readable[] {
	return sources
		.filter((source) => source.modes.includes('lookup'))
		.flatMap((source) =>
			source.tables.flatMap((table) => {
				const keyColumn = plainColumn(table.key[0]);
				const people = Object.values(table.fields).some((field) => 'person' in field);
				return keyColumn === null || !people ? [] : [{ source, table, keyColumn }];
			}),
		);
}

/** Where numbers can be read again, as the store names it. */
export function placesOf(readable: readonly Readable[]): readonly { source: string; recordType: string }[] {
	return readable.map(({ source, table }) => ({ source: source.id, recordType: table.recordType }));
}

/** Names and numbers, read again where the records stand. A number that gives another token than the one due is not asked about. */
export async function readQuestions(
	deps: PoliceDeps,
	wanted: { readonly people: readonly DuePerson[]; readonly readable: readonly Readable[] },
	signal: AbortSignal,
): Promise<readonly Question[]> {
	const questions: Question[] = [];
	for (const { source, table, keyColumn } of wanted.readable) {
		const here = wanted.people.filter((person) => person.source === source.id && person.recordType === table.recordType);
		if (here.length === 0) continue;
		const tokens = new Set(here.map((person) => person.token));
		const keys = [...new Set(here.map((person) => person.recordKey))];
		const rows = await deps.connectorOf(source).lookup(table, columnsOf(table), keyColumn, keys, signal);
		for (const { name, identityNumber } of rows.flatMap((row) => takeSubjects(table, row))) {
			const token = deps.tokeniser.tokensOf(identityNumber).tokens.find(({ kind }) => kind === 'full')?.value;
			if (token !== undefined && tokens.delete(token)) questions.push({ token, name, identityNumber });
		}
	}
	return questions;
}

/** The columns from which a person's key, name and number are read; no others. */
function columnsOf(table: TableMapping): readonly string[] {
	const people = Object.values(table.fields).flatMap((field) => ('person' in field ? [field.person] : []));
	const expressions = [
		...table.key,
		...people.flatMap(({ name, identityNumber }) => [name, ...(identityNumber === undefined ? [] : [identityNumber])]),
	];
	const columns = expressions.flatMap((expression) => expression.columns);
	return [...new Set([...columns, ...(table.where === undefined ? [] : [table.where.column])])];
}

/** Notes a question in the audit, so that none leaves without its row; returns the id under which it is put. */
export async function noteQuestions(
	deps: PoliceDeps,
	{ police, asker, questions }: { readonly police: SourceMapping; readonly asker: Asker; readonly questions: readonly Question[] },
): Promise<string> {
	const operation = randomUUID();
	const tokens = questions.map(({ token }) => token);
	const subject = { source: police.id, purpose: police.verify?.purpose ?? '', tokens };
	await insertAudit(deps.store.db, [
		{ at: deps.clock.now(), ...asker, action: 'clearance:ask', operation, subject, rows: questions.length },
	]);
	return operation;
}

/** Puts a question that is in the audit under `requestId`; whom the answer leaves out is left out here. */
export async function putQuestions(
	deps: PoliceDeps,
	{ police, requestId, questions }: { readonly police: SourceMapping; readonly requestId: string; readonly questions: readonly Question[] },
	signal: AbortSignal,
): Promise<readonly TokenAnswer[]> {
	const connector = deps.connectorOf(police);
	if (connector.verify === undefined) {
		throw new HubError('CONFIG', `The connector of ${police.id} cannot ask about people. Give the source a connector of type rest.`);
	}
	const subjects = questions.map(({ name, identityNumber }, index): VerifySubject => ({ ref: String(index + 1), name, identityNumber }));
	const answers = await connector.verify(subjects, requestId, signal);
	return answers.flatMap(({ ref, ...answer }) => {
		const token = questions[Number(ref) - 1]?.token;
		return token === undefined ? [] : [{ token, ...answer }];
	});
}
