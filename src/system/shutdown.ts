/**
 * What has been started and has to be stopped, last one first. Stopping goes on past a part that fails, so that nothing is
 * left running because something else would not stop.
 */

export interface Shutdown {
	/** Registers a started part. */
	add(name: string, stop: () => Promise<void>): void;
	/** Stops everything, last one first; later calls wait for the same stop. */
	run(): Promise<void>;
}

/** `onError` is told of a part that did not stop; it must not throw. */
export function createShutdown(onError: (name: string, error: unknown) => void): Shutdown {
	const parts: { name: string; stop: () => Promise<void> }[] = [];
	let running: Promise<void> | null = null;
	const stopAll = async (): Promise<void> => {
		for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
			try {
				await part.stop();
			} catch (error) {
				onError(part.name, error);
			}
		}
	};
	return {
		add: (name, stop) => void parts.push({ name, stop }),
		run: () => {
			running ??= stopAll();
			return running;
		},
	};
}
