/** What one request, and one caller, may ask of the hub, by role. The configuration (`hub.limits`) changes single figures. */
import type { Role } from '#access/caller.ts';
import type { LimitOverrides } from '#config/hub-config.ts';

/** Limits of a role. */
export interface RoleLimits {
	/** Smaller: "the flags of the successor, their evidence and its organisation" no longer fits; larger: circles are walked for nothing. */
	readonly depth: number;
	/** Smaller: dashboards that put several counts in one query break; larger: one request asks the same thing a thousand times. */
	readonly aliases: number;
	/** Fields of the operation itself. Smaller: a dashboard of counts needs two requests; larger: one request stands for many. */
	readonly rootFields: number;
	/** Smaller: 100 organisations with 100 members of staff each no longer fit; larger: one request can hold the server for seconds. */
	readonly objects: number;
	/** By `@cost` and `@listSize`. Smaller: analysts cannot count and list in one query; larger: costly fields can be asked for by the hundred. */
	readonly cost: number;
	/** Rows read from the store. Smaller: what the cost allows is cut off; larger: one answer fills the memory. */
	readonly rows: number;
	/** Seconds until what is still being read is given up. Smaller: counts over a province fail on a busy day; larger: slow queries pile up. */
	readonly seconds: number;
	/** Requests a minute and caller; null: any number. Smaller: a dashboard with many tiles stutters; larger: one script takes the hub from the others. */
	readonly perMinute: number | null;
	/** Whether documents may be sent that are not trusted (trusted-documents.ts). */
	readonly adHoc: boolean;
}

const USUAL: RoleLimits = {
	depth: 16,
	aliases: 40,
	rootFields: 40,
	objects: 25_000,
	cost: 60_000,
	rows: 60_000,
	seconds: 30,
	perMinute: 1_200,
	adHoc: true,
};

const DEFAULTS: Record<Role, RoleLimits> = {
	dashboard: { ...USUAL, cost: 30_000, seconds: 10, perMinute: 6_000, adHoc: false },
	analyst: USUAL,
	reviewer: USUAL,
	enforcement: USUAL,
	auditor: USUAL,
	exporter: USUAL,
	admin: USUAL,
};

/** The limits of each role under a configuration. */
export function createLimits(overrides: LimitOverrides = {}): Readonly<Record<Role, RoleLimits>> {
	const roles = Object.entries(DEFAULTS) as [Role, RoleLimits][];
	return Object.fromEntries(roles.map(([role, limits]) => [role, { ...limits, ...overrides[role] }])) as Record<Role, RoleLimits>;
}

/** Lexical tokens of a document. Smaller: saved queries of analysts break; larger: parsing alone becomes a burden. */
export const MOST_TOKENS = 4_000;
