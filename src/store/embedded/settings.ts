/**
 * The configuration of the hub's own PostgreSQL, reckoned from the size of the machine. Pure; written anew at every
 * start, so that a machine that grew is used and a hand-made change does not linger.
 */

export interface Machine {
	readonly memoryBytes: number;
	readonly cores: number;
	/** Room in /dev/shm; containers often give 64 MB. */
	readonly sharedMemoryBytes: number;
}

export interface ServerPlaces {
	readonly data: string;
	readonly socketFolder: string;
	/** Port number in the socket's name; no TCP port is opened. */
	readonly port: number;
}

const MB = 1024 * 1024;

/** The server's settings, in the order in which they are written. A throwaway server trades every promise on a crash for speed. */
export function settingsFor(machine: Machine, places: ServerPlaces, throwaway: boolean): ReadonlyMap<string, string> {
	const cores = Math.max(1, machine.cores);
	return new Map([
		['data_directory', places.data],
		['hba_file', `${places.data}/pg_hba.conf`],
		['ident_file', `${places.data}/pg_ident.conf`],
		['listen_addresses', ''],
		['port', String(places.port)],
		['unix_socket_directories', places.socketFolder],
		['unix_socket_permissions', '0700'],
		['password_encryption', 'scram-sha-256'],
		// Several pools of 8 and a psql beside them; each idle slot costs a few hundred kB.
		['max_connections', throwaway ? '200' : '60'],
		...memory(machine),
		['max_worker_processes', String(cores + 4)],
		['max_parallel_workers', String(cores)],
		['max_parallel_workers_per_gather', String(Math.min(4, Math.max(1, cores - 1)))],
		['max_parallel_maintenance_workers', String(Math.min(4, cores))],
		// Parallel plans share memory through /dev/shm; where that is small they fail, so files are mapped instead.
		['dynamic_shared_memory_type', machine.sharedMemoryBytes < 1024 * MB ? 'mmap' : 'posix'],
		// The data folder lies on a local disk or SSD; the default of 4 keeps the planner from the indexes.
		['random_page_cost', '1.1'],
		['jit', 'off'],
		...durability(throwaway),
		...logging(),
		['datestyle', 'ISO, YMD'],
		['timezone', 'Asia/Shanghai'],
	]);
}

function memory({ memoryBytes }: Machine): [string, string][] {
	const megabytes = (share: number, least: number, most: number) =>
		`${Math.round(Math.min(most, Math.max(least, memoryBytes / share / MB)))}MB`;
	return [
		// Smaller, and joins over a province read the disk; larger takes memory from the hub's process beside it.
		['shared_buffers', megabytes(6, 64, 4096)],
		['effective_cache_size', megabytes(2, 256, 65_536)],
		// For a sort or hash; a night runs about four at once. Too small spills blocking to disk, too large ends in the OOM killer.
		['work_mem', megabytes(160, 8, 128)],
		['maintenance_work_mem', megabytes(24, 64, 1024)],
		['wal_buffers', '16MB'],
	];
}

/**
 * Commits wait for the disk: audit rows must stand before the bytes leave and minted ids before an export
 * names them. Long writes commit once a page, so the waiting is small. Nothing replicates from this server.
 */
function durability(throwaway: boolean): [string, string][] {
	const crash = throwaway ? 'off' : 'on';
	return [
		['fsync', crash],
		['synchronous_commit', crash],
		['full_page_writes', crash],
		['wal_level', 'minimal'],
		['max_wal_senders', '0'],
		// A first load writes some GB; with the default of 1 GB it checkpoints all the time.
		['max_wal_size', '4GB'],
		['min_wal_size', throwaway ? '80MB' : '256MB'],
		['checkpoint_timeout', '15min'],
		['autovacuum_naptime', '20s'],
	];
}

/** Neither statements nor values are logged: a row can hold personal data. What remains goes to the file the watchdog opened. */
function logging(): [string, string][] {
	return [
		['logging_collector', 'off'],
		['log_destination', 'stderr'],
		['log_line_prefix', '%m [%p] '],
		['log_min_messages', 'warning'],
		['log_min_error_statement', 'panic'],
		['log_error_verbosity', 'terse'],
		['log_checkpoints', 'off'],
	];
}

/** The settings as the text of a postgresql.conf. */
export function renderSettings(settings: ReadonlyMap<string, string>): string {
	const lines = [...settings].map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
	return `# Written by the hub at every start; changes made here are lost.\n${lines.join('\n')}\n`;
}
