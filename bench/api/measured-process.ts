/** The other side of `measure.ts`: a served process tells its address, and its processor time whenever it is asked. */

/** Tells that the server answers at `url` (path included), then answers "cpu" with milliseconds of processor time. */
export function serveMeasured(url: string): void {
	process.on('message', (message) => {
		if (message !== 'cpu') return;
		const { user, system } = process.cpuUsage();
		process.send?.({ cpu: (user + system) / 1000 });
	});
	process.on('disconnect', () => process.exit(0));
	process.send?.({ url });
}
