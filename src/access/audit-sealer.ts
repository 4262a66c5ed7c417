/** Seals the audit each second while the hub serves. Several hubs on one store take turns. */
import type { Clock } from '#core/days.ts';
import { createAuditSealer } from '#store/audit-seal.ts';
import type { Store } from '#store/database.ts';

/** Smaller: more blocks of fewer rows; larger: a row can be changed unseen for longer. */
const EVERY_MS = 1_000;

export interface RunningSealer {
	/** Seals once more and ends. */
	stop(): Promise<void>;
}

/** Starts sealing. `onError`: told of a failure once, until sealing works again. */
export function startAuditSealer(options: {
	readonly store: Pick<Store, 'pool'>;
	readonly secret: string;
	readonly clock: Clock;
	readonly onError: (thrown: unknown) => void;
}): RunningSealer {
	const seal = createAuditSealer(options.store, options.secret);
	let failing = false;
	let stopped = false;
	const once = async (): Promise<void> => {
		try {
			await seal(options.clock.now());
			failing = false;
		} catch (thrown) {
			if (!failing) options.onError(thrown);
			failing = true;
		}
	};
	let timer: NodeJS.Timeout | null = null;
	let sealing: Promise<void> = Promise.resolve();
	const tick = (): void => {
		sealing = once().then(() => {
			if (!stopped) timer = setTimeout(tick, EVERY_MS).unref();
		});
	};
	tick();
	return {
		async stop() {
			stopped = true;
			if (timer !== null) clearTimeout(timer);
			await sealing;
			await once();
		},
	};
}
