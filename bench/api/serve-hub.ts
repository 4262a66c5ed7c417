/** The hub on a filled store, as a process that is measured. Arguments: address of the store, JSON of what `startServer` gets besides. */
import { join } from 'node:path';
import { ROLES } from '#access/caller.ts';
import { systemClock } from '#core/days.ts';
import { silentLog } from '#server/server-log.ts';
import { startServer } from '#server/start-server.ts';
import { openStore } from '#store/database.ts';
import { serveMeasured } from './measured-process.ts';
import { AUTH } from './tokens.ts';

const [connectionString = '', more = '{}'] = process.argv.slice(2);
const store = await openStore({ connectionString });
const { url } = await startServer({
	host: '127.0.0.1',
	port: 0,
	store,
	auth: AUTH,
	sources: [],
	liveSources: new Map(),
	clock: systemClock,
	log: silentLog,
	simplify: (text) => text,
	limits: Object.fromEntries(ROLES.map((role) => [role, { perMinute: null, adHoc: true }])),
	trustedDocuments: join(import.meta.dirname, 'documents'),
	...JSON.parse(more),
});
serveMeasured(`${url}/graphql`);
