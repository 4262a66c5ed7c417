/** An explanation as text for a terminal: what, then why, one line a fact. */
import { refText } from '#core/records.ts';
import type {
	ExplainedFlag,
	ExplainedPerson,
	ExplainedRecord,
	ExplainedSignal,
	ExplainedSuccession,
	Explanation,
} from './explain-organisation.ts';

/** Longer values of evidence are cut: a terminal shows a lead, `--json` the whole. */
const LONGEST_VALUE = 80;

/** Says an explanation in lines. */
export function sayExplanation({ organisation, records, people, successions, flags }: Explanation): string {
	const { organisationId, name, creditCode, divisionCode, status, riskScore, severity } = organisation;
	const facts = [creditCode, divisionCode, organisation.registered ? status : 'not registered', `risk ${riskScore}`, severity];
	return [
		`${name}  ${organisationId}`,
		`  ${facts.filter((fact) => fact !== null).join(' · ')}`,
		...section(`Records (${records.length})`, records.flatMap(sayRecord)),
		...section(`People (${people.length})`, people.map(sayPerson)),
		...section(`Successions (${successions.length})`, successions.flatMap(saySuccession)),
		...section(`Flags (${flags.length})`, flags.flatMap(sayFlag)),
	].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
	return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function sayRecord(record: ExplainedRecord): string[] {
	const ended = record.endedOn === null ? '' : `, ended ${record.endedOn}`;
	const link = record.bits === null ? 'by its key or code' : `${sayBits(record.bits)} bits: ${saySignals(record.signals)}`;
	return [`${record.kind}  ${refText(record)}  ${record.name ?? ''}  (as of ${record.asOf}${ended})`, `    ${link}`];
}

function sayPerson({ personId, name, roles, certain }: ExplainedPerson): string {
	const counts = Object.entries(roles).map(([role, count]) => (count === 1 ? role : `${role} ×${count}`));
	return `${personId}  ${name}  ${counts.join(', ')}${certain ? '' : '  (not by identity number alone)'}`;
}

function saySuccession(succession: ExplainedSuccession): string[] {
	const { side, organisationId, name, kind, score, reasons } = succession;
	return [`${side} ${name ?? ''}  ${organisationId}  ${kind} ${score}`, `    ${saySignals(reasons)}`];
}

function sayFlag(flag: ExplainedFlag): string[] {
	const person = flag.personId === null ? '' : `  ${flag.personId}`;
	return [
		`${flag.code}  ${flag.severity} ${flag.status} ${flag.score}  ${flag.flagId}${person}  (${flag.firstSeen} to ${flag.lastSeen})`,
		`    ${flag.title.zh}: ${flag.explanation.zh}`,
		...flag.evidence.map((one) => `    + ${refText(one)} ${one.field}: ${cut(one.value)}`),
		...flag.counterEvidence.map((against) => `    - ${against}`),
		`    ${flag.legalBasis.join('; ')}`,
	];
}

function cut(value: string | null): string {
	if (value === null) return '(not shown)';
	const line = value.replaceAll(/\s+/g, ' ');
	return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE)}…` : line;
}

function saySignals(signals: readonly ExplainedSignal[]): string {
	return signals
		.map(({ signal, bits, detail }) => `${signal} ${bits >= 0 ? '+' : ''}${sayBits(bits)}${detail === undefined ? '' : ` (${detail})`}`)
		.join(', ');
}

function sayBits(bits: number): string {
	return String(Math.round(bits * 10) / 10);
}
