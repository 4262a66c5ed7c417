/** What the shape of the settings cannot tell: schedules, addresses, days, and words that have to mean something. All before anything is read. */
import { Cron } from 'croner';
import type { DaySpan } from '#core/calendar.ts';
import { type Day, isDay } from '#core/days.ts';
import { messageOf } from '#core/errors.ts';
import { type RawConfig, ROLE_NAMES } from './config-schema.ts';
import { hint, type Mistake } from './mistakes.ts';
import type { Path, YamlTree } from './yaml-file.ts';

type Report = (path: Path, message: string) => void;

/** The mistakes of a configuration whose shape is right. */
export function checkSettings(raw: RawConfig, tree: Pick<YamlTree, 'place'>): Mistake[] {
	const mistakes: Mistake[] = [];
	const report: Report = (path, message) => mistakes.push({ ...tree.place(path), message });
	checkHub(raw.hub, report);
	checkDays(raw.calendars, report);
	return mistakes;
}

const MOST_PORT = 65_535;

function checkHub({ databaseUrl, port, secret, formerSecrets, nightlySchedule, tokens }: RawConfig['hub'], report: Report): void {
	if (databaseUrl && !/^(?:postgres(?:ql)?:\/\/|socket:|\/)/.test(databaseUrl))
		report(
			['hub', 'databaseUrl'],
			'hub.databaseUrl is no address of a PostgreSQL: write postgresql://user:password@host/database, or nothing.',
		);
	if (Number(port) > MOST_PORT) report(['hub', 'port'], `hub.port is too big: at most ${MOST_PORT}.`);
	if (secret.trim() === '') report(['hub', 'secret'], 'hub.secret is nothing but blanks.');
	const former = typeof formerSecrets === 'string' ? formerSecrets.split(/\s+/) : formerSecrets;
	if (former.includes(secret))
		report(['hub', 'formerSecrets'], 'hub.formerSecrets holds the secret that is in use: it lists those before it, oldest first.');
	const why = whyNoSchedule(nightlySchedule);
	if (why !== null) report(['hub', 'nightlySchedule'], `hub.nightlySchedule ${why}; "30 1 * * *" is every night at 01:30.`);
	if (tokens?.jwksUrl && !/^https?:$/.test(URL.parse(tokens.jwksUrl)?.protocol ?? ''))
		report(['hub', 'tokens', 'jwksUrl'], 'hub.tokens.jwksUrl is no http or https address.');
	for (const [word, role] of Object.entries(tokens?.roles ?? {})) {
		if ((ROLE_NAMES as readonly string[]).includes(role)) continue;
		report(['hub', 'tokens', 'roles', word], `“${role}” is no role of the hub.${hint(role, ROLE_NAMES)}`);
	}
}

/** Null: it is one, and comes. */
function whyNoSchedule(expression: string): string | null {
	try {
		return new Cron(expression, { paused: true, timezone: 'Asia/Shanghai' }).nextRun() === null ? 'names no time to come' : null;
	} catch (thrown) {
		return `is no cron expression (${messageOf(thrown)})`;
	}
}

/** Days that do not exist, and spans that end before they begin. */
function checkDays({ national, school }: RawConfig['calendars'], report: Report): void {
	const check = (path: Path, day: Day): void => {
		if (!isDay(day)) report(path, `${day} is no day of the calendar.`);
	};
	const checkSpans = (path: Path, spans: readonly DaySpan[]): void => {
		for (const [index, span] of spans.entries()) {
			check([...path, index, 'from'], span.from);
			check([...path, index, 'to'], span.to);
			if (span.to < span.from) report([...path, index, 'to'], `${span.name} ends before it begins.`);
		}
	};
	check(['calendars', 'national', 'knownFrom'], national.knownFrom);
	check(['calendars', 'national', 'knownTo'], national.knownTo);
	if (national.knownTo < national.knownFrom) report(['calendars', 'national', 'knownTo'], 'The calendar ends before it begins.');
	checkSpans(['calendars', 'national', 'holidays'], national.holidays);
	for (const [index, day] of national.workdays.entries()) check(['calendars', 'national', 'workdays', index], day);
	for (const [division, spans] of Object.entries(school)) checkSpans(['calendars', 'school', division], spans);
}
