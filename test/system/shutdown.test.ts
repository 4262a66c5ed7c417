import { describe, expect, test } from 'vitest';
import { createShutdown } from '#system/shutdown.ts';

describe('createShutdown', () => {
	test('stops the last one first and goes on past one that fails', async () => {
		const stopped: string[] = [];
		const failed: string[] = [];
		const shutdown = createShutdown((name) => failed.push(name));
		for (const name of ['database', 'server', 'schedule']) {
			shutdown.add(name, async () => {
				if (name === 'server') throw new Error('busy');
				stopped.push(name);
			});
		}
		await Promise.all([shutdown.run(), shutdown.run()]);
		expect(stopped).toEqual(['schedule', 'database']);
		expect(failed).toEqual(['server']);
	});
});
