/**
 * A child server that cannot outlive the hub. Between the two stands a watchdog of a few lines of sh that holds one end
 * of a pipe: when the hub ends in whatever way, kill -9 included, the kernel closes the other end and the watchdog
 * stops the server. It runs in a session of its own, so Ctrl-C in a terminal reaches the hub alone, which stops
 * its servers in order.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, closeSync, openSync } from 'node:fs';
import type { Socket } from 'node:net';
import { constants } from 'node:os';
import type { ServiceUser } from './service-user.ts';

export interface WatchedOptions {
	readonly command: string;
	readonly args: readonly string[];
	readonly cwd: string;
	/** File that receives what the server prints. */
	readonly logFile: string;
	readonly user: ServiceUser | null;
	readonly env?: Readonly<Record<string, string>>;
	/** Signal that asks the server to end in order, and the one sent when the grace is over. */
	readonly stopSignal: 'INT' | 'TERM';
	readonly lastSignal: 'QUIT' | 'KILL';
	/** Folder the watchdog removes once the server has ended (data of a test run). */
	readonly removeAfter?: string;
}

export interface WatchedProcess {
	/** Resolves with the exit status when the server has ended, whoever ended it; 128+n for signal n. */
	readonly ended: Promise<number>;
	/** Asks the server to end and waits until it has; may be called more than once. */
	stop(): Promise<number>;
}

/** Less, and a large cache is not written out in time; more, and a hung server holds Ctrl-C longer than people wait. */
const GRACE_SECONDS = 60;

/**
 * Descriptor 3 is the hub's pipe; 4 is held by the server alone and tells the hub that it has ended, upon which the hub closes 3. A
 * signal to a process that was forked this moment can be lost: therefore the pipe, and therefore the server is asked to end every
 * second. A background command of a plain sh ignores INT and QUIT until it sets its own handlers, which servers do at
 * once. Children are waited for: in a container without an init process the ones that are not stay on as zombies.
 */
const WATCHDOG = `
grace=$1 signal=$2 last=$3 remove=$4; shift 4
exec 3<&0 </dev/null
"$@" 3<&- & pid=$!
exec 4>&-
trap 'kill -s "$signal" "$pid" 2>/dev/null' TERM INT HUP
(
	exec >/dev/null 2>&1
	while read -r _ <&3; do :; done
	nap= seconds=0
	trap '[ -z "$nap" ] || { kill -s KILL "$nap"; wait "$nap"; }; exit 0' TERM
	while [ "$seconds" -lt "$grace" ]; do
		kill -s "$signal" "$pid" || exit 0
		sleep 1 & nap=$!
		wait "$nap"
		seconds=$((seconds + 1))
	done
	kill -s "$last" "$pid"
) & reader=$!
exec 3<&-
code=0
while :; do wait "$pid"; code=$?; kill -0 "$pid" 2>/dev/null || break; done
kill "$reader" 2>/dev/null
wait "$reader"
[ -z "$remove" ] || rm -rf "$remove"
exit "$code"
`;

/** Starts a server under a watchdog. That the server answers is for the caller to find out. */
export function startWatched(options: WatchedOptions): WatchedProcess {
	const log = openSync(options.logFile, 'a', 0o600);
	const settings = [String(GRACE_SECONDS), options.stopSignal, options.lastSignal, options.removeAfter ?? ''];
	const child = spawn('/bin/sh', ['-c', WATCHDOG, 'lianjian-watchdog', ...settings, options.command, ...options.args], {
		cwd: options.cwd,
		env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', ...options.env },
		detached: true,
		stdio: ['pipe', log, log, 'ignore', 'pipe'],
		...(options.user ?? {}),
	});
	closeSync(log);
	child.stdin?.on('error', () => {}); // a watchdog that is gone breaks the pipe; `ended` tells
	child.unref();
	(child.stdin as { unref?(): void } | null)?.unref?.();
	const alive = child.stdio[4] as Socket;
	alive.on('close', () => child.stdin?.end());
	alive.resume().unref();
	const ended = endOf(child, options.logFile);
	return {
		ended,
		stop: () => {
			child.ref();
			child.stdin?.end();
			return ended;
		},
	};
}

/** A watchdog that could not be started at all counts as status 127, as a shell says of a missing command. */
function endOf(child: ChildProcess, logFile: string): Promise<number> {
	return new Promise((resolve) => {
		child.once('error', (error) => {
			appendFileSync(logFile, `${error.message}\n`);
			resolve(127);
		});
		child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal ?? 'SIGKILL'] ?? 0)));
	});
}
