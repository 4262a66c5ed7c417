import { describe, expect, test } from 'vitest';
import { type Machine, renderSettings, settingsFor } from '#store/embedded/settings.ts';
import fc from '../../support/property.ts';

const GB = 1024 ** 3;
const PLACES = { data: "/x/o'brien/data", socketFolder: '/x/run', port: 5432 };
const makeMachine = (changes: Partial<Machine> = {}): Machine => ({ memoryBytes: 8 * GB, cores: 4, sharedMemoryBytes: 4 * GB, ...changes });

describe('settingsFor', () => {
	test('gives the server a part of the memory that leaves room for the hub, on any machine', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 512 }), fc.integer({ min: 1, max: 128 }), (gigabytes, cores) => {
				const settings = settingsFor(makeMachine({ memoryBytes: gigabytes * GB, cores }), PLACES, false);
				const megabytes = (name: string) => Number.parseInt(settings.get(name) ?? '', 10);
				expect(megabytes('shared_buffers') + 4 * megabytes('work_mem')).toBeLessThan((gigabytes * 1024) / 2);
				expect(Number(settings.get('max_worker_processes'))).toBeGreaterThan(Number(settings.get('max_parallel_workers')));
			}),
		);
	});

	test('maps files where a container gives little shared memory', () => {
		expect(settingsFor(makeMachine({ sharedMemoryBytes: 64 * 1024 ** 2 }), PLACES, false).get('dynamic_shared_memory_type')).toBe('mmap');
		expect(settingsFor(makeMachine(), PLACES, false).get('dynamic_shared_memory_type')).toBe('posix');
	});

	test('waits for the disk at a commit, and only a throwaway server does not', () => {
		for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
			expect(settingsFor(makeMachine(), PLACES, false).get(name)).toBe('on');
			expect(settingsFor(makeMachine(), PLACES, true).get(name)).toBe('off');
		}
	});

	test('opens no TCP port', () => {
		expect(settingsFor(makeMachine(), PLACES, false).get('listen_addresses')).toBe('');
	});
});

describe('renderSettings', () => {
	test('doubles quotes, so that a folder name cannot end a value', () => {
		expect(renderSettings(settingsFor(makeMachine(), PLACES, false))).toContain("data_directory = '/x/o''brien/data'\n");
	});
});
