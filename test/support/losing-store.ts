/** A store under which a process dies: nothing of the transaction that was to be committed is kept. */
import type { Store } from '#store/database.ts';

/** A store that loses its connection at a commit, counted from the first. */
export function losing(store: Store, failAt: number): Store {
	let commits = 0;
	const lossy = (client: object): object =>
		new Proxy(client, {
			get(target, name) {
				const member = Reflect.get(target, name) as unknown;
				if (name !== 'query') return typeof member === 'function' ? member.bind(target) : member;
				return (...given: unknown[]) => {
					if (given[0] === 'commit' && commits++ === failAt) throw new Error('the process was killed');
					return (member as (...args: unknown[]) => unknown).apply(target, given);
				};
			},
		});
	const pool = new Proxy(store.pool, {
		get(target, name) {
			if (name === 'connect') return async () => lossy(await target.connect());
			const member = Reflect.get(target, name) as unknown;
			return typeof member === 'function' ? member.bind(target) : member;
		},
	});
	return { ...store, pool };
}
