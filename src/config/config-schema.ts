/**
 * The shape of a configuration file, as zod schemas: what may be written, before it is read as a mapping.
 * The JSON Schema for editors is generated from here; `about` texts appear there as help.
 */
import { z } from 'zod';
import { KIND_NAMES } from '#core/kinds.ts';
import { USUAL_RETENTION } from '#core/retention.ts';
import { USUAL_REVIEW_DAYS } from '#core/review.ts';
import { WORD_KINDS } from '#core/words.ts';

const text = z.string();
const filled = z.string().min(1, 'must not be empty');
/** YAML reads 12345 and 1.5 as numbers; where a text is meant they are taken as written. */
const textual = z.union([z.string(), z.number(), z.boolean()]);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'is a day, "2025-01-31"');
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time, "20:30" (in quotes)');
const columns = z.union([filled, z.array(filled).min(1)]);

const expressionShape = {
	column: filled.optional().describe('Column of the agency whose value is taken'),
	columns: z.array(filled).min(1).optional().describe('Several columns, joined by “join”; empty ones are left out'),
	join: text.optional().describe('What stands between joined columns; default: nothing'),
	codes: z.record(z.string(), textual).optional().describe('Code list: the agency’s value → canonical value'),
	otherwise: text.optional().describe('Canonical value of a value that the code list does not know; without it such a value is a fault'),
	times: textual.optional().describe('Decimals: factor to the hub’s unit ("10000" where the agency counts in 万元)'),
	split: text.optional().describe('Lists: separators, each character one'),
	pattern: text.optional().describe('Regular expression; its first group, else the whole match, is the value'),
	constant: textual.optional().describe('A fixed value in place of a column'),
};

export const expressionSchema = z.union([filled, z.strictObject(expressionShape)]);

const personShape = {
	name: expressionSchema.describe('Column with the person’s name'),
	identityNumber: expressionSchema.optional().describe('Column with the identity number; only tokens of it are kept'),
	phone: expressionSchema.optional().describe('Column with the person’s own telephone'),
	keySuffix: text.optional().describe('Appended to the record’s key in people.csv where one record names two people'),
};

/** A person field; a bare column is its name. */
export const personSchema = z.union([filled, z.strictObject(personShape)]);

/** What may stand for a field before its type is known: told apart in `read-mapping.ts`. */
const anyField = z.union([filled, z.strictObject({ ...expressionShape, ...personShape, name: expressionSchema.optional() })]);

export const tableSchema = z.strictObject({
	recordType: filled.optional().describe('Name of the records in exports; default: the name of this entry'),
	kind: z.enum(KIND_NAMES).describe('What a row is, in the hub’s words'),
	from: filled.optional().describe('Table, sheet, file pattern or path; default: the record type'),
	key: z.union([expressionSchema, z.array(expressionSchema).min(1)]).describe('The record’s key: the first of these that gives a value'),
	keyColumn: filled.optional().describe('Column by which a database is paged; default: the column of a simple key'),
	updatedColumn: filled.optional().describe('Column with the time of the last update'),
	readWhole: z
		.literal(true)
		.optional()
		.describe('The table has no column with the time of the last update: every run reads all of it, and keeps what changed'),
	where: z
		.strictObject({ column: filled, in: z.union([textual, z.array(textual).min(1)]) })
		.optional()
		.describe('Only rows whose column has one of these values'),
	fields: z.record(z.string(), anyField).describe('Canonical field → column'),
	needsOneOf: z.array(filled).min(1).optional().describe('A row in which all these fields are empty is set aside; default: by kind'),
	redact: columns.optional().describe('Personal columns read only to remove their values from free texts'),
	personal: columns.optional().describe('Columns masked when a row is set aside'),
	format: z.record(z.string(), z.unknown()).optional().describe('Settings of the file format; see docs/mapping.md'),
});

export const verifySchema = z.strictObject({
	path: filled.describe('Path of the question about people'),
	purpose: filled.describe('Purpose code sent with every question'),
	batchSize: z.int().min(1).max(10_000).describe('People a call at most'),
	request: z.strictObject({ list: filled, ref: filled, name: filled, identityNumber: filled }),
	answer: z.strictObject({ list: filled, ref: filled, result: filled, scope: filled, checkedAt: filled, validUntil: filled }),
	results: z.record(z.string(), z.enum(['CLEAR', 'RESTRICTED', 'UNKNOWN'])).describe('The agency’s result → the hub’s'),
	scopes: z.record(z.string(), z.enum(['SEX', 'ART62'])).describe('The agency’s scope → the hub’s'),
	scopeDefault: z.enum(['SEX', 'ART62']).describe('Scope of an answer that names none'),
});

export const CONNECTOR_TYPES = ['postgres', 'mysql', 'rest', 'csv', 'xlsx', 'ndjson'] as const;

const signingSchema = z.strictObject({
	secret: filled.describe('Shared key; from the environment, never in a file'),
	requester: filled.describe('Number of the requester (rid)'),
	service: filled.describe('Number of the service (sid); a table may name its own in format.service'),
	headers: z
		.strictObject({
			requester: filled.default('gjgxjhpt_rid'),
			service: filled.default('gjgxjhpt_sid'),
			time: filled.default('gjgxjhpt_rtime'),
			signature: filled.default('gjgxjhpt_sign'),
		})
		.prefault({})
		.describe('Names of the headers, where the province has its own'),
	refresh: z
		.strictObject({
			path: filled.describe('Path that answers with a key of its own for some minutes'),
			key: filled.describe('Member of the answer with the key'),
			until: filled.optional().describe('Member with the epoch milliseconds at which the key ends'),
			validSeconds: z.int().min(10).default(600).describe('How long a key holds where the answer does not say'),
		})
		.optional()
		.describe('Where a key that rotates is fetched; absent: calls are signed with “secret”'),
});

export const connectorSchema = z.strictObject({
	type: z.enum(CONNECTOR_TYPES).describe('Kind of source'),
	url: filled.optional().describe('Connection string or base address'),
	schema: filled.optional().describe('Schema or database of the tables'),
	folder: filled.optional().describe('Folder in which the files appear'),
	token: filled.optional().describe('Bearer token of a REST interface'),
	signing: signingSchema.optional().describe('Signed headers of the national data-exchange platform'),
	purpose: filled.optional().describe('Purpose code sent with every call (X-Purpose)'),
	callsPerSecond: z.number().positive().max(10_000).optional().describe('The hub stays under so many calls a second'),
	timeoutMs: z.int().min(100).max(600_000).default(30_000).describe('Longest wait for one answer, milliseconds'),
	retries: z.int().min(0).max(20).default(4).describe('How often a failed call is tried again'),
	pageSize: z.int().min(1).max(100_000).default(1000).describe('Rows a page'),
	timezone: filled.default('Asia/Shanghai').describe('IANA zone of times that carry none'),
	options: z.record(z.string(), z.unknown()).optional().describe('Settings of one kind of connector; see docs/mapping.md'),
});

export const sourceSchema = z.strictObject({
	agency: z.strictObject({ zh: filled, en: filled }).describe('Who the agency is'),
	modes: z
		.array(z.enum(['replicate', 'lookup', 'verify']))
		.min(1)
		.describe('What may be done with its records'),
	optional: z.boolean().optional().describe('Left out when a variable it needs is not set'),
	overlapMinutes: z.int().min(0).max(10_080).default(60).describe('How far before the watermark a run reads again, minutes'),
	liveDeadlineMs: z.int().min(10).max(60_000).default(800).describe('After so many milliseconds the replica answers a live lookup'),
	connector: connectorSchema,
	tables: z.record(z.string(), tableSchema).default({}).describe('Record type → how its rows become records'),
	verify: verifySchema.optional().describe('How the agency is asked about a person'),
});

const span = z.strictObject({ name: filled, from: day, to: day });

const calendarsSchema = z.strictObject({
	national: z
		.strictObject({
			knownFrom: day.describe('First day for which the calendar is complete'),
			knownTo: day.describe('Last day for which the calendar is complete'),
			holidays: z.array(span).describe('Public holidays (法定节假日), first and last day'),
			workdays: z.array(day).describe('Weekend days that are worked (调休)'),
		})
		.describe('Public holidays of the State Council’s yearly notice'),
	school: z.record(z.string(), z.array(span)).default({}).describe('School vacations by division prefix; "country" for all'),
});

export const policyShape = {
	offlineLessonEndsBy: timeOfDay.describe('Subject lessons on site end by then'),
	onlineLessonEndsBy: timeOfDay.describe('Subject lessons online end by then'),
	lessonHoursBindSeniorHigh: z.boolean().describe('Whether these hours bind courses for senior high pupils alone'),
	onlineLessonMaxMinutes: z.int().positive().describe('Longest online lesson, minutes'),
	onlineBreakMinMinutes: z.int().min(0).describe('Shortest break between online lessons, minutes'),
	feeMaxMonths: z.number().positive().describe('Months that one charge may cover'),
	feeMaxLessons: z.int().positive().describe('Lessons that one charge may cover'),
	feeMaxYuan: z.number().positive().describe('Most charged at once for non-subject training, yuan'),
	balanceBelowMinimumDays: z.int().positive().describe('Days running under its minimum after which a supervised balance is told of'),
	outflowMaxPercentADay: z
		.number()
		.positive()
		.max(100)
		.describe('Most that may leave a supervised account on one day, per cent of what was in it'),
	inspectionEveryMonths: z.int().positive().describe('Months within which every institution is inspected'),
	clearanceEveryMonths: z.int().positive().describe('Months for which a police check of staff holds'),
	homeworkCareAllowed: z.boolean().describe('Whether childcare may look after homework'),
	familyCareBelow: z.int().min(0).describe('Care of fewer children than this among families is no business'),
};

/** More than a year: no term at all. */
const reviewDays = (usual: number) => z.int().min(1).max(366).default(usual);

const policySchema = z.strictObject(policyShape);

const limitsSchema = z
	.strictObject({
		depth: z.int().positive().describe('How deep a query may be nested'),
		aliases: z.int().min(0).describe('Aliases in a query'),
		rootFields: z.int().positive().describe('Fields at the root of a query'),
		objects: z.int().positive().describe('Objects that a query can ask for when every page is full'),
		cost: z.int().positive().describe('Cost of a query by @cost and @listSize of the schema'),
		rows: z.int().positive().describe('Rows that one request reads'),
		seconds: z.number().positive().describe('Seconds until a request is given up'),
		perMinute: z.int().positive().nullable().describe('Requests of a caller a minute; null: any number'),
		adHoc: z.boolean().describe('Whether documents may be sent that are not trusted'),
	})
	.partial();

/** Roles, as src/access/caller.ts has them. */
export const ROLE_NAMES = ['dashboard', 'analyst', 'reviewer', 'enforcement', 'auditor', 'exporter', 'admin'] as const;

export const hubSchema = z.strictObject({
	databaseUrl: text.optional().describe('PostgreSQL of the store; empty: the hub starts its own'),
	secret: z.string().min(16, 'needs at least 16 characters').describe('Key of the person tokens; from the environment, never in a file'),
	formerSecrets: z
		.union([
			z.string().regex(/^\s*(?:\S{16,}(?:\s+|$))*$/, 'needs secrets of at least 16 characters, with blanks between them'),
			z.array(z.string().min(16, 'needs at least 16 characters')),
		])
		.default([])
		.describe('Secrets that were in use before, oldest first: a list, or one text with blanks between them; from the environment'),
	host: filled.default('127.0.0.1').describe('Address on which the hub listens'),
	port: z
		.union([z.int(), z.string().regex(/^\d+$/, 'must be a whole number')])
		.default(4000)
		.describe('Port on which the hub listens; 0: a free one'),
	nightlySchedule: filled.default('30 1 * * *').describe('When the nightly run starts (cron, Asia/Shanghai)'),
	limits: z
		.partialRecord(z.enum(ROLE_NAMES), limitsSchema)
		.default({})
		.describe('Limits of requests by role, where they differ from the hub’s own'),
	trustedDocuments: text.optional().describe('Folder of .graphql files that every role may send; dashboards send no others. Empty: none'),
	compileAfter: z
		.int()
		.positive()
		.nullable()
		.optional()
		.describe('How often a document is seen before it is compiled, trusted ones at once; null: none is; left out: the hub’s own figure'),
	tokens: z
		.strictObject({
			jwtSecret: z
				.string()
				.regex(/^(?:.{32,})?$/s, 'needs at least 32 characters, or none')
				.optional()
				.describe('Key of tokens that the hub issues itself (HS256), at least 32 characters; empty: it issues none'),
			development: z.boolean().default(false).describe('Tokens under a key derived from the hub’s secret; for the sandbox alone'),
			jwksUrl: text.optional().describe('JSON Web Key Set of the identity provider; empty: none'),
			issuer: text.optional().describe('Issuer that a token must name'),
			audience: text.optional().describe('Audience that a token must name'),
			lifetimeMinutes: z.int().positive().default(480).describe('How long a token issued by the hub holds'),
			claims: z
				.strictObject({ role: filled.default('role'), agency: filled.default('agency'), division: filled.default('division') })
				.optional()
				.describe('Names of the claims'),
			roles: z.record(z.string(), filled).default({}).describe('The identity provider’s word for a role → the hub’s role'),
		})
		.optional()
		.describe('How callers prove who they are'),
});

/** Words of one meaning. What they mean decides which value they need: checked in `lexicons.ts`. */
export const wordsSchema = z.strictObject({
	means: z.enum(WORD_KINDS).describe('What the words tell; “ignored” silences a longer word that holds another'),
	value: filled.optional().describe('Subject, audience, guise, place or hint that they mean'),
	weight: z.number().min(0).max(1).optional().describe('What one of them adds to a SubjectSignal; default: what its kind usually adds'),
	besideTeaching: z.boolean().optional().describe('They mean this only beside a word of teaching'),
	takeAway: z.literal(true).optional().describe('The words lose this meaning, which the lists before give them'),
	note: filled.optional().describe('Why they are here, for whoever reads the list'),
	words: z.array(filled).min(1).optional().describe('The words, as people write them'),
	compounds: z
		.strictObject({
			heads: z.array(filled).min(1).describe('What such words begin with'),
			tails: z.array(filled).min(1).describe('What such words end with'),
		})
		.optional()
		.describe('Words made of a head and a tail: every head with every tail'),
});

/** A lexicon file: config/lexicons, and what a department adds. */
export const lexiconSchema = z.strictObject({
	entries: z.array(wordsSchema).describe('Words by what they mean; later entries are read after earlier ones'),
});

const keptMonths = (usual: number | null) => z.int().min(1).max(1200).nullable().default(usual);

/** The whole file. */
export const configSchema = z.strictObject({
	extends: filled.optional().describe('Another configuration that this one changes'),
	hub: hubSchema,
	calendars: calendarsSchema,
	policies: z
		.strictObject({
			country: policySchema.describe('Limits that hold everywhere'),
			divisions: z
				.record(z.string().regex(/^\d{2}(\d{2}(\d{2})?)?$/, 'is the first 2, 4 or 6 digits of a division code'), policySchema.partial())
				.default({})
				.describe('Limits that differ in a division'),
		})
		.describe('Limits of law and of local rules'),
	review: z
		.strictObject({
			dueDays: z
				.strictObject({
					selfCheck: reviewDays(USUAL_REVIEW_DAYS.SELF_CHECK).describe('Days for the self-check of the institution (机构自查)'),
					expertAppraisal: reviewDays(USUAL_REVIEW_DAYS.EXPERT_APPRAISAL).describe('Days for the appraisal by experts (专家鉴定)'),
					enforcementDecision: reviewDays(USUAL_REVIEW_DAYS.ENFORCEMENT_DECISION).describe(
						'Days for the decision on enforcement (执法认定)',
					),
					contested: reviewDays(USUAL_REVIEW_DAYS.CONTESTED).describe('Days to answer an objection (申诉)'),
				})
				.prefault({})
				.describe('Days within which a stage of a review is to be done, where nobody sets another day'),
		})
		.prefault({})
		.describe('Terms of the review of flags'),
	retention: z
		.strictObject({
			unprovenFlagMonths: keptMonths(USUAL_RETENTION.unprovenFlagMonths).describe(
				'Months after which a flag is deleted that cleared by itself and that nobody took up',
			),
			lapsedAnswerMonths: keptMonths(USUAL_RETENTION.lapsedAnswerMonths).describe(
				'Months after which a lapsed answer of the police is deleted',
			),
			historyMonths: keptMonths(USUAL_RETENTION.historyMonths).describe(
				'Months after which an earlier content of a record is deleted; no earlier day can then be asked for',
			),
		})
		.prefault({})
		.describe('How long what serves nobody any more is kept; null: for ever'),
	lexicons: z
		.array(filled)
		.default([])
		.describe('Lexicon files of the district, read after the hub’s own (config/lexicons); paths from this file’s folder'),
	words: z.array(wordsSchema).default([]).describe('Words of the district, read after the lexicons'),
	sources: z
		.record(z.string().regex(/^(?!hub$)[a-z][a-z0-9_-]*$/, 'is small letters, digits, - and _; “hub” is the hub’s own lists'), sourceSchema)
		.describe('The agencies'),
});

/** One entry as written. */
export type RawWords = z.infer<typeof wordsSchema>;

export type RawConfig = z.infer<typeof configSchema>;
export type RawSource = z.infer<typeof sourceSchema>;
export type RawTable = z.infer<typeof tableSchema>;
export type RawExpression = z.infer<typeof expressionSchema>;
export type RawField = RawTable['fields'][string];
