/**
 * The command line: reads arguments, runs one function of commands.ts or start.ts, prints its outcome, and turns every error into
 * one sentence and an exit status (0 done; 1 done, with something to look at; 2 not done). Knows nothing of what commands do.
 */
import { join, resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { readEnvironment } from '#config/environment.ts';
import { type Day, isDay, systemClock } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import { createProgress } from '#jobs/progress.ts';
import { type LogFile, openLogFile } from '#system/log-file.ts';
import { watchNpm } from '#system/npm-parent.ts';
import { EXIT_FAILED, reportError } from '#system/report-error.ts';
import { makeHome, runtimeHome } from '#system/runtime-home.ts';
import type { Outcome } from './commands/outcome.ts';
import { COMMANDS, type Commands } from './commands.ts';
import { openHub, readConfig, type Settings } from './compose.ts';
import { makeSandbox, type SandboxArguments } from './make-sandbox.ts';
import { type StartArguments, sandboxSettings, start } from './start.ts';

/** What every command knows besides its own arguments. */
interface Shared {
	readonly config?: string;
	readonly json?: boolean;
	readonly sandbox?: boolean;
}

const CHECKOUT = resolve(import.meta.dirname, '..');
/** A third Ctrl-C ends the process at once; the watchdogs then stop the databases. */
const PATIENT_SIGNALS = 2;

/** What a command that was stopped on the way has to say. */
const STOPPED = new HubError('CONFLICT', 'Stopped before the work was done; the same command goes on where it stopped.');

const program = new Command('lianjian')
	.description('联鉴: joins what the agencies know about off-campus training, and flags what a person should look at.')
	.showHelpAfterError('(--help shows how)')
	.exitOverride();

const asOf = () =>
	new Option('--as-of <day>', 'the day the command speaks for, YYYY-MM-DD (default: today in Asia/Shanghai)')
		.argParser(parseDay)
		.default(null, 'today');
const out = () => new Option('--out <folder>', 'folder that receives <as-of>/').default('out');
const bom = () => new Option('--bom', 'begin CSV files with the byte-order mark that Excel wants').default(false);
const businesses = () =>
	new Option('--businesses <count>', 'size of the province').argParser(parseNumber).default(null, '20,000, or what is there');
const seed = () => new Option('--seed <seed>', 'another seed gives another province').default(null, 'the usual one, or what is there');
const list = (flags: string, about: string) => new Option(flags, about).default([]);

hubCommand('nightly', 'nightly', 'the whole night: sync, resolve, verify, evaluate, forget, export', [asOf(), out(), bom()]);
hubCommand('serve', 'serve', 'serve the GraphQL API and run the nightly schedule', [
	new Option('--port <port>', 'default: the configuration’s').argParser(parseNumber).default(null),
	new Option('--host <host>', 'default: the configuration’s').default(null),
	out(),
]);
hubCommand('sync [sources...]', 'sync', 'read what changed at the sources (default: all)', [
	asOf(),
	new Option('--from-start', 'read everything again (after a change of the mapping, or of what an agency had given)').default(false),
	new Option('--check', 'read also what databases changed without a newer stamp').default(false),
]);
hubCommand('resolve', 'resolve', 'decide which records are one organisation or person, and who carries on whom', [
	asOf(),
	new Option('--full', 'resolve everything, and not only what changed and its neighbours (the result is the same)').default(false),
]);
hubCommand('evaluate [organisation]', 'evaluate', 'run the rules over all that are due; or over one organisation, writing nothing', [
	asOf(),
]);
hubCommand('export', 'export', 'write the bundle from what the store holds', [asOf(), out(), bom()]);
hubCommand('doctor', 'doctor', 'look at database and sources, and whether the mapping fits their rows; or propose a mapping', [
	new Option('--propose <source>', 'propose a mapping for a table of this source, from names and values').default(null),
	new Option('--table <name>', 'the table, file pattern ("pattern#sheet" of workbooks) or path (default: list what there is)').default(
		null,
	),
]);
hubCommand(
	'explain <organisation> [other]',
	'explain',
	'say why an organisation’s records, people, successions and flags stand as they do (id, code or exact name), or why the mentions of a person (per_…) are one; with another, or a record (source/type/key, of a person …#slot), how the two stand to each other',
	[],
);
hubCommand('match', 'match', 'which organisation a record in hand is about, by what it says; writes nothing', [
	new Option('--as <question>', 'a text or act about somebody, or an entry of a register (licence, account)')
		.choices(['mention', 'attachment'])
		.default('mention'),
	...['name', 'address', 'phone', 'code', 'licence', 'text'].map((said) =>
		new Option(`--${said} <${said}>`, `the ${said} it gives`).default(null),
	),
	new Option('--division <digits>', 'county that it comes from').default(null),
	new Option('--day <day>', 'day of which it speaks').argParser(parseDay).default(null),
]);
hubCommand('match-person', 'matchPerson', 'who a person in a record in hand is, by what it says; writes nothing but the audit', [
	new Option('--name <name>', 'the name it gives').default(null),
	new Option('--number-stdin', 'read the identity number from standard input, so that it stands in no history of a shell').default(false),
	new Option('--phone <phone>', 'the phone it gives').default(null),
	new Option('--certificate <number>', 'the teacher certificate it gives').default(null),
	new Option('--employer <id>', 'id of the organisation where they work').default(null),
	new Option('--day <day>', 'a day on which they work there').argParser(parseDay).default(null),
]);
hubCommand('silences', 'silences', 'list by county and rule what could not be judged, and which agency would have to give it', [
	new Option('--division <digits>', 'of the counties whose code begins so').default(null),
]);
hubCommand('token', 'token', 'issue a token for the API', [
	new Option('--role <role>', 'role of the caller').makeOptionMandatory(),
	new Option('--subject <name>', 'who the caller is, for the audit').default('command-line'),
	new Option('--hours <hours>', 'how long it holds').argParser(parseNumber).default(12),
	list('--divisions <codes...>', 'division codes the caller sees (default: all)'),
	list('--sources <ids...>', 'sources the caller sees (default: all)'),
]);
const setAside = program.command('set-aside').description('rows that could not be used');
hubCommand('list', 'setAsideList', 'list them with the reason', [new Option('--source <id>', 'of one source').default(null)], setAside);
hubCommand(
	'export <source>',
	'setAsideExport',
	'write those of a source into a CSV file for its agency: reason in Chinese, place, masked contents',
	[new Option('--out <file>', 'the file').default(null, 'set-aside-<source>.csv')],
	setAside,
);
hubCommand('retry <source>', 'setAsideRetry', 'try those of a source again, after its mapping was mended', [asOf()], setAside);

const model = program.command('model').description('the weights by which records are matched');
hubCommand(
	'show',
	'modelShow',
	'every weight with its level, rule and reason',
	[new Option('--version <number>', 'of this version').argParser(parseNumber).default(null, 'the one in use')],
	model,
);
hubCommand(
	'estimate',
	'modelEstimate',
	'estimate weights over the pairs of the store (EM, a block at a time) and keep them as a version; changes no match yet',
	[asOf(), new Option('--mentions <number>', 'texts whose pairs are looked at').argParser(parseNumber).default(20_000)],
	model,
);
hubCommand(
	'use <version>',
	'modelUse',
	'weigh by another version from the next resolution on',
	[new Option('--reason <text>', 'why; kept').makeOptionMandatory()],
	model,
);

const risk = program.command('risk').description('the weights by which risk is reckoned');
hubCommand('list', 'riskList', 'list the versions, and which is in force by whose decision', [], risk);
hubCommand(
	'estimate',
	'riskEstimate',
	'estimate weights from labelled organisations and keep them, with figures and a fairness sheet; changes no risk yet',
	[
		new Option('--truth <file>', 'labels, a JSON object a line').default(null, 'the sandbox’s truth'),
		new Option('--reviews', 'learn from what reviewers confirmed and dismissed').default(false),
	],
	risk,
);
hubCommand(
	'use <version>',
	'riskUse',
	'put a version in force from the next evaluation on',
	[
		new Option('--by <name>', 'who decides').makeOptionMandatory(),
		new Option('--reason <text>', 'why, for the record').makeOptionMandatory(),
	],
	risk,
);
const audit = program.command('audit').description('the record of who read what');
hubCommand(
	'verify',
	'auditVerify',
	'find every change of the audit, and name the rows that are not sealed yet',
	[new Option('--expect <head>', 'a head that an earlier verification gave and that must still be in the chain').default(null)],
	audit,
);

const secret = program.command('secret').description('the secret under which people are kept');
hubCommand(
	'rotate',
	'secretRotate',
	'bring the store to a new HUB_SECRET; those before it stand in HUB_FORMER_SECRETS. Nothing runs on the store meanwhile',
	[
		new Option('--by <name>', 'who decides').makeOptionMandatory(),
		new Option('--reason <text>', 'why, for the record').makeOptionMandatory(),
	],
	secret,
);

const config = program.command('config').description('the configuration');
command('check', 'read the configuration and tell every mistake in it', [], config, async (settings) => {
	const { file, sources, leftOut, digest } = readConfig(settings);
	const ids = sources.map(({ id }) => id);
	return { status: 0, text: `${file} is well formed; sources: ${ids.join(', ')}.`, json: { file, sources: ids, leftOut, digest } };
});
command(
	'start',
	'start everything on this machine with a synthetic province, until Ctrl-C',
	[new Option('--port <port>', 'default: 4000, or the next free one').argParser(parseNumber).default(null), businesses(), seed()],
	program,
	(settings, args) => start(settings, args as unknown as StartArguments),
);
command(
	'sandbox',
	'make a synthetic province in a folder of its own, up to 1,000,000 businesses',
	[
		businesses(),
		seed(),
		asOf(),
		new Option('--folder <folder>', 'where it is made, or stands').default(null, 'in the runtime folder'),
		new Option('--serve', 'keep its agencies answering until Ctrl-C').default(false),
	],
	program,
	(settings, args) => makeSandbox(settings, args as unknown as SandboxArguments),
);

/** Offers a command that works on an open hub. */
function hubCommand(usage: string, name: keyof Commands, about: string, options: readonly Option[], parent: Command = program): void {
	const run = COMMANDS[name] as (hub: object, args: object) => Promise<Outcome>;
	command(usage, about, options, parent, async (settings, args) => {
		const rotating = name === 'secretRotate';
		const hub = await openHub(settings, { database: name === 'serve' || rotating ? 'own' : 'shared', rotating });
		try {
			return await run(hub, args);
		} finally {
			await hub.close();
		}
	});
}

type Run = (settings: Settings, args: Readonly<Record<string, unknown>>) => Promise<Outcome>;

function command(usage: string, about: string, options: readonly Option[], parent: Command, run: Run): void {
	const made = parent.command(usage).description(about);
	for (const option of options) made.addOption(option);
	made.option('--config <file>', 'configuration file (default: config/hub.yaml, else config/reference.yaml)');
	made.option('--sandbox', 'use the configuration of the sandbox that `npm start` runs');
	made.option('--json', 'print the result as JSON');
	made.action(async (...given: unknown[]) => {
		const names = made.registeredArguments.map((argument) => argument.name());
		const named = Object.fromEntries(names.map((name, index) => [name, given[index]]));
		await perform(run, made.opts<Shared>(), { ...made.opts(), ...named });
	});
}

async function perform(run: Run, shared: Shared, args: Readonly<Record<string, unknown>>): Promise<void> {
	let log: LogFile | null = null;
	const signal = stopSignal(readEnvironment().npm_lifecycle_event !== undefined);
	try {
		const environment = readEnvironment();
		const home = runtimeHome(CHECKOUT, environment.LIANJIAN_HOME);
		makeHome(home);
		log = openLogFile(join(home, 'log'));
		const settings: Settings = {
			checkout: CHECKOUT,
			home,
			environment,
			configFile: shared.config ?? null,
			clock: systemClock,
			progress: createProgress(),
			log,
			signal,
			say: (line) => void process.stderr.write(`${line}\n`),
		};
		const outcome = await run(shared.sandbox === true ? sandboxSettings(settings) : settings, args);
		process.stdout.write(`${shared.json === true ? JSON.stringify(outcome.json, null, '\t') : outcome.text}\n`);
		process.exitCode = outcome.status;
	} catch (error) {
		const report = reportError(signal.aborted && error === signal.reason ? STOPPED : error, log);
		process.stderr.write(`${report.line}\n`);
		if (shared.json === true) process.stdout.write(`${JSON.stringify(report.json)}\n`);
		process.exitCode = EXIT_FAILED;
	} finally {
		log?.close();
	}
}

/** Aborted by the first Ctrl-C, SIGTERM or SIGHUP, or by the end of the npm that runs the hub; whoever works on it stops in order. */
function stopSignal(underNpm: boolean): AbortSignal {
	const controller = new AbortController();
	let count = 0;
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(name, () => {
			count++;
			if (count > PATIENT_SIGNALS) process.exit(EXIT_FAILED);
			controller.abort();
		});
	}
	if (underNpm) watchNpm(() => controller.abort());
	return controller.signal;
}

function parseDay(text: string): Day {
	if (!isDay(text)) throw new InvalidArgumentError('It must be a day of the calendar, YYYY-MM-DD.');
	return text;
}

function parseNumber(text: string): number {
	const number = Number(text);
	if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('It must be a whole number.');
	return number;
}

try {
	await program.parseAsync();
} catch (error) {
	if (!(error instanceof CommanderError)) throw error;
	process.exitCode = error.exitCode === 0 ? 0 : EXIT_FAILED; // commander has said what is wrong, or shown the help
}
