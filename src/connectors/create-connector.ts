/** The connector of a source, by its kind. */
import type { SourceMapping } from '#core/mapping.ts';
import type { Connector } from '#core/ports.ts';
import { createCsvConnector } from './csv-connector.ts';
import { createMysqlConnector } from './mysql-connector.ts';
import { createNdjsonConnector } from './ndjson-connector.ts';
import { createPostgresConnector } from './postgres-connector.ts';
import { RestConnector } from './rest-connector.ts';
import { createXlsxConnector } from './xlsx-connector.ts';

/**
 * The connector that serves a source. Nothing is opened before the first call; `stop` closes everything.
 * @throws HubError CONFIG when the settings of the connector cannot be used.
 */
export function createConnector(source: SourceMapping): Connector {
	switch (source.connector.type) {
		case 'postgres':
			return createPostgresConnector(source);
		case 'mysql':
			return createMysqlConnector(source);
		case 'rest':
			return new RestConnector(source);
		case 'csv':
			return createCsvConnector(source);
		case 'xlsx':
			return createXlsxConnector(source);
		case 'ndjson':
			return createNdjsonConnector(source);
	}
}
