/** An explanation as text for a terminal: what, then why, one line a fact. */
import { refText } from '#core/records.ts';
import type { MatchExplanation } from './explain-match.ts';
import type { ExplainedFlag, ExplainedPerson, ExplainedRecord, Explanation, SidedSuccession } from './explain-organisation.ts';
import type { GivenRecordMatch } from './match-record.ts';
import type { ExplainedSignal } from './signals.ts';

type OrganisationPart = Explanation['organisation']['riskParts'][number];

/** Longer values of evidence are cut: a terminal shows a lead, `--json` the whole. */
const LONGEST_VALUE = 80;

/** Says an explanation in lines. */
export function sayExplanation({ organisation, records, people, successions, flags }: Explanation): string {
	const { organisationId, name, creditCode, divisionCode, status, riskScore, severity, riskParts, riskVersion } = organisation;
	const facts = [creditCode, divisionCode, organisation.registered ? status : 'not registered', `risk ${riskScore}`, severity];
	return [
		`${name}  ${organisationId}`,
		`  ${facts.filter((fact) => fact !== null).join(' · ')}`,
		...section(`Records (${records.length})`, records.flatMap(sayRecord)),
		...section(`People (${people.length})`, people.map(sayPerson)),
		...section(`Successions (${successions.length})`, successions.flatMap(saySuccession)),
		...section(`Risk ${riskScore} (${riskVersion ?? 'not judged yet'})`, riskParts.map(sayPart)),
		...section(`Flags (${flags.length})`, flags.flatMap(sayFlag)),
	].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
	return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function sayRecord(record: ExplainedRecord): string[] {
	const ended = record.endedOn === null ? '' : `, ended ${record.endedOn}`;
	const { bits, enough, signals } = record.match;
	const link = bits === null ? ['by its key or code'] : [`${sayBits(bits)} bits, ${sayBits(enough)} are enough`, ...signals.map(saySignal)];
	return [`${record.kind}  ${refText(record)}  ${record.name ?? ''}  (as of ${record.asOf}${ended})`, ...link.map((line) => `    ${line}`)];
}

function sayPerson({ personId, name, roles, certain }: ExplainedPerson): string {
	const counts = Object.entries(roles).map(([role, count]) => (count === 1 ? role : `${role} ×${count}`));
	return `${personId}  ${name}  ${counts.join(', ')}${certain ? '' : '  (not by identity number alone)'}`;
}

function saySuccession(succession: SidedSuccession): string[] {
	const { side, organisationId, name, kind, score, signals } = succession;
	return [`${side} ${name ?? ''}  ${organisationId}  ${kind} ${score}`, ...signals.map((signal) => `    ${saySignal(signal)}`)];
}

function sayPart({ points, code, flagId, sources, ownSources }: OrganisationPart): string {
	const shared = sources - ownSources;
	return `${points} points  ${code}  ${flagId}  (${sources} records${shared === 0 ? '' : `, ${shared} of them counted for another flag`})`;
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

function saySignal({ signal, level, bits, rule, reason, detail, a, b }: ExplainedSignal): string {
	const values = [a, b].every((value) => value === null) ? '' : `  ${cut(a)} | ${cut(b)}`;
	const why = [reason, rule, detail].filter((part) => part !== null).join('; ');
	return `${`${bits >= 0 ? '+' : ''}${sayBits(bits)}`.padStart(6)}  ${signal} ${level ?? ''}${values}  (${why})`;
}

/** Says how two sides stand to each other, in lines. */
export function sayMatch({ modelVersion, same, successions }: MatchExplanation): string {
	const lines = [`Matching model ${modelVersion}`];
	if (same !== null) {
		const bits =
			same.bits === null ? '' : `: ${sayBits(same.bits)} bits, ${sayBits(same.enough)} are enough with a lead of ${sayBits(same.lead)}`;
		lines.push('', `One organisation? ${same.standing}${bits}`, ...same.signals.map((signal) => `  ${saySignal(signal)}`));
	}
	for (const { predecessorId, successorId, kind, score, signals } of successions) {
		lines.push('', `${successorId} carries on ${predecessorId}? ${kind} ${score}`, ...signals.map((signal) => `  ${saySignal(signal)}`));
	}
	return lines.join('\n');
}

/** Says whom a record in hand means, in lines. */
export function sayRecordMatch({ modelVersion, standing, organisation, enough, lead, candidates }: GivenRecordMatch): string {
	const meant = organisation === null ? '' : ` ${organisation.name}  ${organisation.organisationId}`;
	return [
		`Matching model ${modelVersion}`,
		`${standing}${meant}  (${sayBits(enough)} bits are enough with a lead of ${sayBits(lead)})`,
		...candidates.flatMap(({ organisation: { name, organisationId }, bits, signals }) => [
			'',
			`${name}  ${organisationId}: ${sayBits(bits)} bits`,
			...signals.map((signal) => `  ${saySignal(signal)}`),
		]),
	].join('\n');
}

function sayBits(bits: number): string {
	return String(Math.round(bits * 10) / 10);
}
