/**
 * The commands, each one typed function from an open hub and its arguments to an outcome, in a file of commands/. `main.ts` offers what
 * stands in `COMMANDS`; a command joins by one entry there. Commands call jobs and the server, and decide nothing themselves.
 */
import { auditVerify } from './commands/audit-verify.ts';
import { type DoctorArguments, doctor } from './commands/doctor.ts';
import { type EvaluateArguments, evaluate } from './commands/evaluate.ts';
import { type ExplainArguments, explain } from './commands/explain.ts';
import { exportAll } from './commands/export.ts';
import { type MatchArguments, match } from './commands/match.ts';
import { type MatchPersonArguments, matchPerson } from './commands/match-person.ts';
import { modelEstimate, modelShow, modelUse } from './commands/model.ts';
import { type NightlyArguments, nightly } from './commands/nightly.ts';
import type { DayArgument, Outcome } from './commands/outcome.ts';
import { type ResolveArguments, resolve } from './commands/resolve.ts';
import { type RiskEstimateArguments, type RiskUseArguments, riskEstimate, riskList, riskUse } from './commands/risk.ts';
import { type SecretRotateArguments, secretRotate } from './commands/secret.ts';
import { type ServeArguments, serve } from './commands/serve.ts';
import { setAsideExport, setAsideList, setAsideRetry } from './commands/set-aside.ts';
import { silences } from './commands/silences.ts';
import { type SyncArguments, sync } from './commands/sync.ts';
import { type TokenArguments, token } from './commands/token.ts';
import type { Hub } from './compose.ts';

/** The commands that need an open hub, by the name under which `main.ts` offers them. */
export interface Commands {
	nightly(hub: Hub, args: NightlyArguments): Promise<Outcome>;
	sync(hub: Hub, args: SyncArguments): Promise<Outcome>;
	resolve(hub: Hub, args: ResolveArguments): Promise<Outcome>;
	evaluate(hub: Hub, args: EvaluateArguments): Promise<Outcome>;
	export(hub: Hub, args: NightlyArguments): Promise<Outcome>;
	doctor(hub: Hub, args: DoctorArguments): Promise<Outcome>;
	setAsideList(hub: Hub, args: { readonly source: string | null }): Promise<Outcome>;
	silences(hub: Hub, args: { readonly division: string | null }): Promise<Outcome>;
	setAsideExport(hub: Hub, args: { readonly source: string; readonly out: string | null }): Promise<Outcome>;
	setAsideRetry(hub: Hub, args: DayArgument & { readonly source: string }): Promise<Outcome>;
	explain(hub: Hub, args: ExplainArguments): Promise<Outcome>;
	match(hub: Hub, args: MatchArguments): Promise<Outcome>;
	matchPerson(hub: Hub, args: MatchPersonArguments): Promise<Outcome>;
	modelShow(hub: Hub, args: { readonly version: number | null }): Promise<Outcome>;
	modelEstimate(hub: Hub, args: DayArgument & { readonly mentions: number }): Promise<Outcome>;
	modelUse(hub: Hub, args: { readonly version: string; readonly reason: string }): Promise<Outcome>;
	riskList(hub: Hub, args: object): Promise<Outcome>;
	riskEstimate(hub: Hub, args: RiskEstimateArguments): Promise<Outcome>;
	riskUse(hub: Hub, args: RiskUseArguments): Promise<Outcome>;
	auditVerify(hub: Hub, args: { readonly expect: string | null }): Promise<Outcome>;
	secretRotate(hub: Hub, args: SecretRotateArguments): Promise<Outcome>;
	token(hub: Hub, args: TokenArguments): Promise<Outcome>;
	serve(hub: Hub, args: ServeArguments): Promise<Outcome>;
}

export const COMMANDS: Commands = {
	nightly,
	sync,
	resolve,
	evaluate,
	export: exportAll,
	doctor,
	setAsideList,
	silences,
	setAsideExport,
	setAsideRetry,
	explain,
	match,
	matchPerson,
	modelShow,
	modelEstimate,
	modelUse,
	riskList,
	riskEstimate,
	riskUse,
	auditVerify,
	secretRotate,
	token,
	serve,
};
