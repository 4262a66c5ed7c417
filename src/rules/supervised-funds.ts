/** Supervised accounts and their entries as the rules on money see them: amounts in fen, days of Asia/Shanghai, what an account held when. */
import { addDays, type Day } from '#core/days.ts';
import type { BalanceStatement, Dossier } from '#core/dossier.ts';
import { refText, type StoredRecord } from '#core/records.ts';

export type AccountEntry = StoredRecord<'accountEntry'>;
export type Account = StoredRecord<'account'>;

/** Entries posted longer ago are left to the archive. */
export const ENTRY_LOOK_BACK_DAYS = 365;

/** An amount of yuan in whole fen; null: none is given. */
export function fenOf(yuan: string | null): number | null {
	return yuan === null ? null : Math.round(Number(yuan) * 100);
}

/** Fen as yuan without needless zeros, "2400" or "2400.50". */
export function yuanText(fen: number): string {
	return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}

/** The day on which an entry was posted; null: not known. */
export function postedOn(entry: AccountEntry): Day | null {
	return entry.body.postedAt === null ? null : entry.body.postedAt.slice(0, 10);
}

/** Entries of a type within the last year, oldest first; entries without a day do not count. */
export function recentEntries(dossier: Dossier, type: NonNullable<AccountEntry['body']['type']>): readonly AccountEntry[] {
	const since = addDays(dossier.asOf, -ENTRY_LOOK_BACK_DAYS);
	const within = (entry: AccountEntry): boolean => {
		const on = postedOn(entry);
		return on !== null && on >= since && on <= dossier.asOf;
	};
	return dossier.records.accountEntry
		.filter((entry) => entry.body.type === type && within(entry))
		.toSorted((a, b) => compare(a.body.postedAt, b.body.postedAt) || compare(a.recordKey, b.recordKey));
}

const compare = (a: string | null, b: string | null): number => ((a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0);

/** What a bank said of an account, oldest first, the present statement last; those without a day or a balance are left out. */
export function statementsOf(dossier: Dossier, account: Account): readonly BalanceStatement[] {
	const { balance, minimumBalance, balanceOn } = account.body;
	const present: BalanceStatement = { on: balanceOn ?? account.asOf, balance, minimumBalance };
	const past = (dossier.pastBalances.get(refText(account)) ?? []).filter(({ on }) => on < present.on);
	return [...past, present].filter((one) => one.balance !== null);
}
