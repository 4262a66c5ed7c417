/**
 * Clusters with conflicts: a disjoint-set forest in which a join that would put two conflicting members together is
 * refused. Joins are offered strongest first, so a weak link never decides what a strong one could.
 */

/** Disjoint sets over 0 … size−1, each with at most one label; sets with different labels never join. */
export class LabelledSets {
	readonly #parent: Int32Array;
	/** Label of the set at its root; -1: none yet. */
	readonly #label: Int32Array;

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

	/** Joins two sets, the smaller representative staying; false when their labels conflict. */
	join(a: number, b: number): boolean {
		const [low, high] = [Math.min(this.find(a), this.find(b)), Math.max(this.find(a), this.find(b))];
		if (low === high) return true;
		const lowLabel = this.#label[low] as number;
		const highLabel = this.#label[high] as number;
		if (lowLabel !== -1 && highLabel !== -1 && lowLabel !== highLabel) return false;
		this.#parent[high] = low;
		this.#label[low] = lowLabel === -1 ? highLabel : lowLabel;
		return true;
	}
}
