/**
 * Notices that the npm which runs the hub has ended. npm starts a shell and the shell the hub; a signal to npm ends one or both of
 * them and is not passed on to the hub, which would run on unseen.
 */
import { readFileSync } from 'node:fs';

/** Often enough that whoever stopped npm finds nothing left a moment later. */
const EVERY_MS = 250;

/** Calls `onGone` once when a process between the hub and npm, or npm itself, has ended. Keeps no process alive. */
export function watchNpm(onGone: () => void): void {
	const before = lineage();
	const timer = setInterval(() => {
		if (lineage() === before) return;
		clearInterval(timer);
		onGone();
	}, EVERY_MS);
	timer.unref();
}

/** The parent, and behind a shell the parent's parent; further up are the user's own processes, which may come and go. */
function lineage(): string {
	const parent = process.ppid;
	const stat = readStat(parent);
	return /^(sh|dash|ash|bash|zsh|busybox)$/.test(stat.name) ? `${parent} ${stat.parent}` : String(parent);
}

/** Name and parent of a process; empty where the system has no /proc, or the process is gone. */
function readStat(pid: number): { name: string; parent: string } {
	try {
		const [, name = '', parent = ''] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
		return { name, parent };
	} catch {
		return { name: '', parent: '' };
	}
}
