/**
 * Clusters with conflicts: a disjoint-set forest in which a join that would put two conflicting members together is
 * refused. Joins are offered strongest first, so a weak link never decides what a strong one could.
 */

/** Disjoint sets over 0 … size−1, each with at most one label; sets with different labels never join. */
export class LabelledSets {
	readonly #parent: Int32Array;
	/** Label of the set at its root; -1: none yet. */
	readonly #label: Int32Array;
	/** Elements that must stay out of a set, by its root; few: only people's decisions make them. */
	readonly #apart = new Map<number, Set<number>>();

	/** @param labels one label an element, -1 for none; elements with one label may still be apart. */
	constructor(labels: Int32Array) {
		this.#parent = Int32Array.from(labels.keys());
		this.#label = labels.slice();
	}

	/** The representative of an element's set. */
	find(element: number): number {
		let root = element;
		while (this.#parent[root] !== root) root = this.#parent[root] as number;
		for (let at = element; at !== root; ) {
			const next = this.#parent[at] as number;
			this.#parent[at] = root;
			at = next;
		}
		return root;
	}

	/** The label of an element's set; -1: none. */
	labelOf(element: number): number {
		return this.#label[this.find(element)] as number;
	}

	/** Joins two sets, the smaller representative staying; false when their labels conflict or they must stay apart. */
	join(a: number, b: number): boolean {
		return !this.conflicts(a, b) && this.force(a, b);
	}

	/** Whether the labels of two elements' sets differ. */
	conflicts(a: number, b: number): boolean {
		const [labelA, labelB] = [this.labelOf(a), this.labelOf(b)];
		return labelA !== -1 && labelB !== -1 && labelA !== labelB;
	}

	/** Joins two sets whatever their labels, the smaller representative's label staying; false when they must stay apart. */
	force(a: number, b: number): boolean {
		const [low, high] = [Math.min(this.find(a), this.find(b)), Math.max(this.find(a), this.find(b))];
		if (low === high) return true;
		if (this.areApart(low, high)) return false;
		this.#parent[high] = low;
		if (this.#label[low] === -1) this.#label[low] = this.#label[high] as number;
		const moved = this.#apart.get(high);
		if (moved !== undefined) this.#apart.set(low, new Set([...moved, ...(this.#apart.get(low) ?? [])]));
		return true;
	}

	/** Keeps the sets of two elements apart from now on; false when they are one set already. */
	forbid(a: number, b: number): boolean {
		const [rootA, rootB] = [this.find(a), this.find(b)];
		if (rootA === rootB) return false;
		for (const [root, other] of [[rootA, b] as const, [rootB, a] as const]) {
			this.#apart.set(root, (this.#apart.get(root) ?? new Set()).add(other));
		}
		return true;
	}

	/** Whether any two of these elements' sets must stay apart. */
	anyApart(elements: readonly number[]): boolean {
		if (this.#apart.size === 0) return false;
		const roots = new Set(elements.map((element) => this.find(element)));
		return [...roots].some((root) => [...(this.#apart.get(root) ?? [])].some((other) => roots.has(this.find(other))));
	}

	/** Whether two elements' sets must stay apart. */
	areApart(a: number, b: number): boolean {
		const rootB = this.find(b);
		for (const other of this.#apart.get(this.find(a)) ?? []) if (this.find(other) === rootB) return true;
		return false;
	}
}
