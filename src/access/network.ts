/**
 * The Reader's networks: from an organisation step by step to those with which it shares people, rooms, telephones or a succession.
 * What many share is shown and not gone through; what the caller may not read is left out and said so.
 */
import type { Day } from '#core/days.ts';
import { KIND_NAMES } from '#core/kinds.ts';
import { type SharedKind, type SharedRow, sharedBy, successionsAround } from '#store/network-view.ts';
import { organisationsByIds } from '#store/organisation-view.ts';
import type { SuccessionRow } from '#store/succession-view.ts';
import { actionOfKind, assertCan, can } from './actions.ts';
import type { Door } from './door.ts';
import { maskPhone } from './mask.ts';

/** Others with which a value may be shared and still be gone through. Smaller: a chain of twelve shops falls apart; larger: office towers and registration agents join strangers. */
const MOST_SHARERS = 11;
/** Successions around the organisations of a step. More than this nobody reads in a picture. */
const MOST_SUCCESSIONS = 400;

/** A node; its label is null for organisations and people, whose own rows tell it. */
export interface ReadNode {
	readonly id: string;
	readonly kind: 'ORGANISATION' | SharedKind;
	readonly label: string | null;
	readonly distance: number;
	readonly common: boolean;
}

export interface ReadEdge {
	readonly from: string;
	readonly to: string;
	readonly kind: 'NAMES' | 'HAS_ROOM' | 'HAS_PHONE' | 'CARRIED_ON_BY';
	readonly score: string | null;
	readonly reasons: SuccessionRow['reasons'];
	readonly certain: boolean | null;
	readonly since: Day | null;
	readonly until: Day | null;
}

export interface ReadNetwork {
	readonly nodes: readonly ReadNode[];
	readonly edges: readonly ReadEdge[];
	readonly complete: boolean;
	readonly hidden: readonly SharedKind[];
}

export interface Networks {
	/** Null: the organisation is unknown or outside the scope. @throws HubError ACCESS_DENIED. */
	network(query: { organisationId: string; depth: number; limit: number }): Promise<ReadNetwork | null>;
}

const NO_TIMES = { since: null, until: null } as const;
const EDGE_KINDS = { PERSON: 'NAMES', PLACE: 'HAS_ROOM', PHONE: 'HAS_PHONE' } as const;

/** The networks of one reader. */
export function networks({ store: { db }, caller, scope, audit }: Door): Networks {
	const kinds = KIND_NAMES.filter((kind) => can(caller, actionOfKind(kind)));
	const shared = (['PERSON', 'PLACE', 'PHONE'] as const).filter((kind) => can(caller, kind === 'PERSON' ? 'person:read' : 'record:read'));
	const clearPhones = can(caller, 'contact:read');
	const labelOf = (row: SharedRow): string | null => {
		if (row.kind === 'PERSON') {
			audit.note('person:read', row.value);
			return null;
		}
		if (row.kind === 'PLACE') return row.label ?? row.value;
		if (clearPhones) audit.note('contact:read', `${row.organisationId}#phones`);
		return clearPhones ? row.value : maskPhone(row.value);
	};
	return {
		async network({ organisationId, depth, limit }) {
			assertCan(caller, 'organisation:read');
			const middle = (await organisationsByIds(db, scope, [organisationId])).get(organisationId);
			if (middle === undefined) return null;
			const picture = new Picture(middle.organisationId, limit);
			for (let distance = 0, frontier = [middle.organisationId]; distance < depth && frontier.length > 0; distance++) {
				const [rows, successions] = await Promise.all([
					shared.length === 0 ? [] : sharedBy(db, scope, { organisationIds: frontier, shared, kinds, mostSharers: MOST_SHARERS }),
					successionsAround(db, scope, { organisationIds: frontier, first: MOST_SUCCESSIONS }),
				]);
				frontier = [...picture.carriedOn(successions, distance + 1), ...picture.shared(rows, { distance, labelOf })];
			}
			return picture.drawn((['PERSON', 'PLACE', 'PHONE'] as const).filter((kind) => !shared.some((one) => one === kind)));
		},
	};
}

/** A network as it grows. */
class Picture {
	private readonly nodes = new Map<string, ReadNode>();
	private readonly edges = new Map<string, ReadEdge>();
	/** Values by what they are, for they have no id of their own. */
	private readonly values = new Map<string, string>();
	private readonly limit: number;
	private organisations = 0;
	private complete = true;

	constructor(middle: string, limit: number) {
		this.limit = limit;
		this.organisation(middle, 0);
	}

	/** Adds successions; gives the organisations that are new. */
	carriedOn(rows: readonly SuccessionRow[], distance: number): readonly string[] {
		return rows.flatMap(({ predecessorId, successorId, score, reasons }) => {
			const found = [predecessorId, successorId].filter((id) => this.organisation(id, distance));
			this.edge({ from: predecessorId, to: successorId, kind: 'CARRIED_ON_BY', score, reasons, certain: null, ...NO_TIMES });
			return found;
		});
	}

	/** Adds what organisations share; gives the organisations that are new. */
	shared(
		rows: readonly SharedRow[],
		{ distance, labelOf }: { distance: number; labelOf: (row: SharedRow) => string | null },
	): readonly string[] {
		return rows.flatMap((row) => {
			const common = row.sharers.length > MOST_SHARERS;
			const id = this.idOf(row);
			if (!this.nodes.has(id)) this.nodes.set(id, { id, kind: row.kind, label: labelOf(row), distance, common });
			const kind = EDGE_KINDS[row.kind];
			const { certain, since, until } = row;
			const hold = (organisation: string, told: Pick<ReadEdge, 'certain' | 'since' | 'until'>, own: boolean) =>
				this.edge({ from: organisation, to: id, kind, score: null, reasons: [], ...told }, own);
			hold(row.organisationId, { certain, since, until }, true);
			if (common) return [];
			const found = row.sharers.filter((other) => this.organisation(other, distance + 1));
			// How surely and for how long others are linked is told when their own step comes.
			for (const other of row.sharers) hold(other, { certain: null, ...NO_TIMES }, false);
			return found;
		});
	}

	drawn(hidden: readonly SharedKind[]): ReadNetwork {
		const edges = [...this.edges.values()].filter(({ from, to }) => this.nodes.has(from) && this.nodes.has(to));
		return { nodes: [...this.nodes.values()], edges, complete: this.complete, hidden };
	}

	/** Whether the organisation is new; beyond the limit it is left out. */
	private organisation(id: string, distance: number): boolean {
		if (this.nodes.has(id)) return false;
		if (this.organisations >= this.limit) {
			this.complete = false;
			return false;
		}
		this.organisations += 1;
		this.nodes.set(id, { id, kind: 'ORGANISATION', label: null, distance, common: false });
		return true;
	}

	/** `own`: told by the organisation's own step, which knows more than that of another. */
	private edge(edge: ReadEdge, own = false): void {
		const key = `${edge.from} ${edge.to} ${edge.kind}`;
		if (own || !this.edges.has(key)) this.edges.set(key, edge);
	}

	private idOf({ kind, value }: SharedRow): string {
		if (kind === 'PERSON') return value;
		const key = `${kind} ${value}`;
		const id = this.values.get(key) ?? `${kind.toLowerCase()}_${this.values.size + 1}`;
		this.values.set(key, id);
		return id;
	}
}
