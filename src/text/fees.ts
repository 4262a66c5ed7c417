/** What a free text says of how tuition is paid: past the supervised account, or for a long time ahead. Pure; decides nothing. */
import { normaliseText } from './normalise-text.ts';

/** How tuition is paid, as a text tells it. */
export interface FeeSignal {
	/** The clause by which money goes past the supervised account: to a person, in cash without a receipt; null: none. */
	readonly outside: string | null;
	/** Months that are charged at once; null: the text tells of none. */
	readonly monthsAhead: number | null;
}

const MONEY = '(?:学费|培训费|课时费|课费|费用|报名费|学员费|钱|款|收费|缴费|交费|付款|付费|转账|支付)';
const PERSON = '(?:个人|私人|私下|私自|老师|校长|园长|老板|负责人|法人|前台|员工|工作人员|亲戚|家属|他人)';
const PURSE = '(?:账户|帐户|账号|帐号|银行卡|卡号|卡上|卡里|卡|微信|支付宝|收款码|二维码|付款码|钱包|名下)';
/** "the head's own account", "a private payment code"; a payment code alone may be the school's. */
const TO_PERSON = new RegExp(`${PERSON}的?(?:的|个人|私人|本人|自己的)*${PURSE}`);
const AROUND =
	/(?:不走|没走|未走|不进|没进|未进|不入|没入|未入|没有进|没有走|没有进入|绕开|绕过|避开|逃避|规避|脱离|不通过|未通过|没有通过|不交到|没交到|未存入|未缴入)[^,.;!?]{0,6}(?:监管|托管|专用|专户|对公|公户)/;
const CASH = /(?:只收|只能交|要求交|必须交|让[^,.;]{0,4}交)现金/;
const NONE_FOUND = /(?:未发现|未见|没有发现|未查到|不存在|并无|并未|从未|没有|禁止|严禁|不得|不准|不要)[^,.;!?]{0,10}$/;

/** At once or ahead; a charge by the month over half a year is no charge for half a year. */
const AT_ONCE = /一次性|一次收|一次交|一次缴|预收|预交|预缴|提前收|提前交|提前缴|先交|先收|打包收|必须交满|起交|起报/;
const SPANS: readonly (readonly [RegExp, (found: string) => number])[] = [
	[/(\d+|[一二两三四五六七八九十]+)个(?:半)?月/, (found) => numberOf(found)],
	[/(\d+|[一二两三四五六七八九十]+)年(?!级|前|后|来)/, (found) => numberOf(found) * 12],
	[/(\d+|[一二两三四五六七八九十]+)个?学期/, (found) => numberOf(found) * TERM_MONTHS],
	[/(半)年/, () => 6],
	[/(全|整|学)年/, () => 12],
];
/** A school term without its vacation; larger: one term, which many schools file as three months and a half, would look like half a year. */
const TERM_MONTHS = 4;

/** Reads a text about fees. */
export function readFees(text: string): FeeSignal {
	const plain = normaliseText(text)
		.text.replace(/[，、]/g, ',')
		.replace(/[。]/g, '.')
		.replace(/[；]/g, ';');
	return { outside: outsideOf(plain), monthsAhead: monthsAhead(plain) };
}

function outsideOf(plain: string): string | null {
	const around = AROUND.exec(plain) ?? CASH.exec(plain);
	if (around !== null && !NONE_FOUND.test(plain.slice(0, around.index))) return around[0];
	const paid = TO_PERSON.exec(plain);
	if (paid === null || !new RegExp(MONEY).test(plain)) return null;
	return NONE_FOUND.test(plain.slice(0, paid.index)) ? null : paid[0];
}

function monthsAhead(plain: string): number | null {
	const clauses = plain
		.split(/[,.;!?]/)
		.filter((clause) => AT_ONCE.test(clause) && !NONE_FOUND.test(clause.slice(0, clause.search(AT_ONCE))));
	const spans = clauses.flatMap((clause) => SPANS.flatMap(([pattern, months]) => monthsIn(clause, pattern, months)));
	return spans.length === 0 ? null : Math.max(...spans);
}

function monthsIn(clause: string, pattern: RegExp, months: (found: string) => number): number[] {
	const found = pattern.exec(clause);
	return found === null ? [] : [months(found[1] ?? '')];
}

const DIGITS = '零一二三四五六七八九';

/** 1 to 99 in Arabic or Chinese numerals. */
function numberOf(text: string): number {
	if (/^\d+$/.test(text)) return Number(text);
	const plain = text.replaceAll('两', '二');
	const [tens, ones] = plain.includes('十') ? plain.split('十') : ['', plain];
	const ten = plain.includes('十') ? (tens === '' ? 1 : DIGITS.indexOf(tens ?? '')) : 0;
	return ten * 10 + Math.max(0, DIGITS.indexOf(ones === '' ? '零' : (ones ?? '零')));
}
