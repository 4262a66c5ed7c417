/** Saved queries as the API offers them: checked before they are kept, found, shared and deleted, all for one caller. */
import { hideIdentityNumbers } from '#access/mask.ts';
import type { CheckedText, SavedQueryDoor } from '#access/saved-queries.ts';
import { type Clock, dayOf } from '#core/days.ts';
import { HubError, isHubError } from '#core/errors.ts';
import { MAX_SLUG, type QueryText, type QueryVersion, SLUG } from '#core/saved-queries.ts';
import type { QueryChecks } from './query-checks.ts';
import type { QueryPlan, QueryVariable } from './query-plan.ts';
import { variablesOfRun } from './query-variables.ts';
import type { ResultColumn } from './result-table.ts';
import { columnsFor } from './run-query.ts';

/** What is told of a version beside what it says. */
export interface VersionPlan {
	readonly variables: readonly (QueryVariable & { readonly default: string | null })[];
	readonly columns: readonly ResultColumn[];
}

/** Saved queries for one caller; throws as SavedQueryDoor does, and INVALID_INPUT or LIMIT_EXCEEDED for a text that cannot be kept. */
export interface SavedQueries extends Pick<SavedQueryDoor, 'find' | 'page' | 'count' | 'versions' | 'lastRun' | 'share' | 'remove'> {
	save(slug: string, text: QueryText): ReturnType<SavedQueryDoor['add']>;
	saveVersion(slug: string, text: QueryText): ReturnType<SavedQueryDoor['addVersion']>;
	/** Variables and columns of a version; null: it no longer fits the schema. */
	planOf(version: QueryVersion): VersionPlan | null;
}

/** The saved queries of a caller under the checks of a server. */
export function createSavedQueries(door: SavedQueryDoor, checks: QueryChecks, clock: Clock): SavedQueries {
	const check = (text: QueryText): CheckedText => {
		const plan = checkText(text, checks);
		const defaults = dayOf(clock.now());
		checks.pageSize(plan, variablesAsSaved(plan, text, { checks, today: defaults }), door.caller);
		return { text, schemaHash: checks.schemaHash };
	};
	const { find, page, count, versions, lastRun, share, remove } = door;
	return {
		...{ find, page, count, versions, lastRun, share, remove },
		async save(slug, text) {
			if (!SLUG.test(slug) || slug.length > MAX_SLUG) {
				throw new HubError('INVALID_INPUT', `A slug is small letters, digits and single hyphens, at most ${MAX_SLUG}: "closed-schools".`);
			}
			return door.add(slug, check(text));
		},
		async saveVersion(slug, text) {
			return door.addVersion(slug, check(text));
		},
		planOf(version) {
			try {
				const plan = checks.plan(version);
				const variables = plan.variables.map((variable) => ({ ...variable, default: version.defaults[variable.name] ?? null }));
				return { variables, columns: columnsFor(version, plan, { door, checks }) };
			} catch (thrown) {
				if (isHubError(thrown, 'INVALID_INPUT')) return null;
				throw thrown;
			}
		},
	};
}

/** Longest title, and longest description. */
const MAX_TITLE = 120;
const MAX_DESCRIPTION = 2_000;

/**
 * Whether a text can be kept, without its cost; gives its plan.
 * @throws HubError INVALID_INPUT that says what must change.
 */
export function checkText(text: QueryText, checks: Pick<QueryChecks, 'plan'>): QueryPlan {
	const refuse = (why: string): never => {
		throw new HubError('INVALID_INPUT', why);
	};
	const { title, description, defaults, titles } = text;
	if ([title.zh, title.en].some((words) => words.trim() === '' || words.length > MAX_TITLE)) {
		refuse(`Give the query a title of at most ${MAX_TITLE} characters in Chinese and in English.`);
	}
	if ([description.zh, description.en].some((words) => words.length > MAX_DESCRIPTION)) {
		refuse(`A description has at most ${MAX_DESCRIPTION} characters.`);
	}
	const whole = JSON.stringify(text);
	// Others read a shared query; whoever it looks for belongs into a variable of a run, which is not kept.
	if (hideIdentityNumbers(whole) !== whole) refuse('A query is kept and shared, so it may hold no identity number; take it as a variable.');
	const plan = checks.plan(text);
	const strange = Object.keys(defaults).find((name) => !plan.variables.some((variable) => variable.name === name));
	if (strange !== undefined) refuse(`There is a default for "${strange}", which is no variable of the document.`);
	const untitled = Object.keys(titles).find((path) => !plan.columns.some((column) => column.path === path));
	if (untitled !== undefined) {
		refuse(`There is a title for "${untitled}", which is no column; columns are ${plan.columns.map(({ path }) => path).join(', ')}.`);
	}
	return plan;
}

/** The defaults alone, checked; a variable that a run must give counts as absent. */
function variablesAsSaved(
	plan: QueryPlan,
	{ defaults }: QueryText,
	{ checks, today }: { readonly checks: QueryChecks; readonly today: string },
): Readonly<Record<string, unknown>> {
	const missing = plan.variables.some(({ name, required }) => required && defaults[name] === undefined);
	if (missing) return {};
	return variablesOfRun(plan, {}, { schema: checks.schema, defaults, today });
}
