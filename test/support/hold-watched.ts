/** A process of its own that holds a watched server and waits to be killed; says so once the server is started. */
import { join } from 'node:path';
import { startWatched } from '#system/watched-process.ts';

const folder = process.argv[2] ?? '.';
startWatched({
	command: '/bin/sh',
	args: ['-c', 'echo $$; exec sleep 1000'],
	cwd: folder,
	logFile: join(folder, 'held.log'),
	user: null,
	stopSignal: 'TERM',
	lastSignal: 'KILL',
});
console.log('holding');
process.stdin.resume();
setInterval(() => {}, 1_000_000);
