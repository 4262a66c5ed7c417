/**
 * The hub's configuration as everybody else sees it: typed, complete (defaults filled in) and frozen.
 * `load-config.ts` makes it from YAML and the environment; nothing here reads a file.
 */
import type { SourceMapping } from '#core/mapping.ts';
import type { Regulation } from '#core/policy.ts';
import type { Retention } from '#core/retention.ts';
import type { ReviewDays } from '#core/review.ts';
import type { WordEntry } from '#core/words.ts';

/** How callers prove who they are. */
export interface TokenSettings {
	/** Key of HS256 tokens, at least 32 characters; null: the hub issues none, but for `development`. */
	readonly jwtSecret: string | null;
	/** A key derived from the hub's secret signs and checks tokens where nothing else does: for the sandbox alone. */
	readonly development: boolean;
	/** Address of a JSON Web Key Set (RFC 7517) of the deployment's identity provider; wins over `jwtSecret`. Null: none. */
	readonly jwksUrl: string | null;
	/** `iss` that a token must carry; null: any. */
	readonly issuer: string | null;
	/** `aud` that a token must carry; null: any. */
	readonly audience: string | null;
	/** How long a token issued by the hub's own command holds. */
	readonly lifetimeMinutes: number;
	/** Names of the claims that say which role, agency and division a caller has. */
	readonly claims: { readonly role: string; readonly agency: string; readonly division: string };
	/** The identity provider's word for a role → the hub's role; a word that is not listed is taken as it is. */
	readonly roles: Readonly<Record<string, string>>;
}

/** What the hub itself needs. */
export interface HubSettings {
	/** PostgreSQL of the store; null: the hub starts its own. */
	readonly databaseUrl: string | null;
	/** Key of the person tokens, at least 16 characters; another secret than the store was made with is refused, unless it is rotated to. */
	readonly secret: string;
	/** Secrets that were in use before, oldest first; the newest wraps what they made. */
	readonly formerSecrets: readonly string[];
	readonly host: string;
	readonly port: number;
	/** When the nightly run starts: a cron expression in Asia/Shanghai. */
	readonly nightlySchedule: string;
	readonly tokens: TokenSettings;
	/** Figures that differ from the hub's own limits of a role. */
	readonly limits: LimitOverrides;
	/** Folder of the documents that every role may send; null: none. */
	readonly trustedDocuments: string | null;
	/** How often a document is seen before it is compiled; null: none is; undefined: the server's own figure. */
	readonly compileAfter?: number | null;
}

/** The secrets of a deployment, oldest first, the current one last. */
export const secretsOf = ({ secret, formerSecrets: [first, ...later] }: HubSettings): readonly [string, ...string[]] =>
	first === undefined ? [secret] : [first, ...later, secret];

/** Limits of requests by role, as far as the deployment sets them; what they mean stands in src/server/limits.ts. */
export type LimitOverrides = Readonly<
	Partial<
		Record<
			string,
			{
				readonly depth?: number;
				readonly aliases?: number;
				readonly rootFields?: number;
				readonly objects?: number;
				readonly cost?: number;
				readonly rows?: number;
				readonly seconds?: number;
				/** Null: any number. */
				readonly perMinute?: number | null;
				readonly adHoc?: boolean;
			}
		>
	>
>;

/** A source that the configuration holds and this deployment leaves out. */
export interface LeftOutSource {
	readonly id: string;
	/** The variable that is not set. */
	readonly variable: string;
}

/** The whole configuration: complete, checked, frozen. */
export interface HubConfig extends Regulation {
	/** The file it was read from, as given. */
	readonly file: string;
	readonly hub: HubSettings;
	/** Gives the words that texts are searched for: the hub's own, the district's, without what the district takes away. */
	readonly lexicon: () => readonly WordEntry[];
	/** Days that each stage of a review has. */
	readonly reviewDays: ReviewDays;
	/** How long what serves nobody any more is kept. */
	readonly retention: Retention;
	/** In the order of the file, in which they are shown; ids of organisations go by kind, then source id, and do not depend on it. */
	readonly sources: readonly SourceMapping[];
	/** Optional sources whose variables are not set. */
	readonly leftOut: readonly LeftOutSource[];
	/** SHA-256 (hex) of what the hub does: the resolved configuration without secrets and without addresses. */
	readonly digest: string;
}
