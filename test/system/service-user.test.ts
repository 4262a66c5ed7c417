import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseServiceUser, type UserSource } from '#system/service-user.ts';

const NOBODY = 'nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin';
const POSTGRES = 'postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash';
const nowhere = join(tmpdir(), 'no-such-folder');

function makeMachine(uid: number, ...passwd: string[]): UserSource {
	return { uid: () => uid, passwd: () => ['root:x:0:0:root:/root:/bin/bash', ...passwd].join('\n') };
}

describe('chooseServiceUser', () => {
	test('leaves the servers to an ordinary user who runs the hub', () => {
		expect(chooseServiceUser(nowhere, makeMachine(1000, NOBODY, POSTGRES))).toBeNull();
	});

	test('hands over from root to postgres, and to nobody where there is no postgres', () => {
		expect(chooseServiceUser(nowhere, makeMachine(0, NOBODY, POSTGRES))).toEqual({ uid: 101, gid: 104 });
		expect(chooseServiceUser(nowhere, makeMachine(0, NOBODY))).toEqual({ uid: 65534, gid: 65533 });
	});

	test('refuses to run as root on a machine without anybody else', () => {
		expect(() => chooseServiceUser(nowhere, makeMachine(0))).toThrow(/DATABASE_URL/);
	});
});
