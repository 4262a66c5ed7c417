/**
 * What the hub is compared with: PostGraphile 5 over views of the same store. It is no package of the project: the second argument is a
 * folder where `npm install postgraphile@5` was run. First argument: address of the store.
 */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serveMeasured } from './measured-process.ts';

const [connectionString = '', folder = ''] = process.argv.slice(2);
const installed = createRequire(join(folder, 'package.json'));
const load = async (name: string) => import(pathToFileURL(installed.resolve(name)).href);
const { postgraphile } = await load('postgraphile');
const { PostGraphileAmberPreset } = await load('postgraphile/presets/amber');
const { makePgService } = await load('postgraphile/adaptors/pg');
const { grafserv } = await load('postgraphile/grafserv/node');

const service = postgraphile({
	extends: [PostGraphileAmberPreset],
	pgServices: [makePgService({ connectionString, schemas: ['bench'], poolConfig: { max: 8 } })],
	grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
	grafast: { explain: false },
});
const server = createServer();
await service.createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => serveMeasured(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`));
