/**
 * Where a text says something happens, against where the organisation is registered, licensed or admitted; and whether a place that
 * only texts know is surely a place without registration.
 */
import type { Dossier } from '#core/dossier.ts';
import type { AddressValue, StoredRecord } from '#core/records.ts';
import { isHeld } from './rule-kit.ts';
import { voicesOf, type WeighedText } from './teaching-evidence.ts';

/** The addresses under which an organisation is registered, licensed or admitted. */
export function ownAddresses(dossier: Dossier): readonly AddressValue[] {
	const { registration, nonprofit, licence, admission } = dossier.records;
	return [...registration, ...nonprofit, ...licence, ...admission]
		.filter(isHeld)
		.flatMap(({ body }) => (body.address === null ? [] : [body.address]));
}

/** Whether an address is surely another than all of these: another street or number, and no building of the same name. */
export function isElsewhere(address: AddressValue, own: readonly AddressValue[]): boolean {
	const placed = own.filter(isPlaced);
	return placed.length > 0 && placed.length === own.length && placed.every((one) => isOther(address, one));
}

/** Whether an address is not known to be one of these: no street number and no building of theirs. False where none of theirs has either. */
export function isNotAmong(address: AddressValue, own: readonly AddressValue[]): boolean {
	const placed = own.filter(isPlaced);
	return placed.length > 0 && !placed.some((one) => isSame(address, one));
}

const isPlaced = ({ road, building }: AddressValue): boolean => road !== null || building !== null;

function isSame(a: AddressValue, b: AddressValue): boolean {
	if (a.building !== null && a.building === b.building) return true;
	const numbered = a.road !== null && a.number !== null && b.number !== null;
	return numbered && a.road === b.road && mainNumber(a.number) === mainNumber(b.number);
}

function isOther(a: AddressValue, b: AddressValue): boolean {
	if (a.building !== null && a.building === b.building) return false;
	const comparable = a.road !== null && b.road !== null && a.number !== null && b.number !== null;
	// Without street and number on both sides, only two named buildings can be told apart.
	if (!comparable) return a.building !== null && b.building !== null;
	return a.road !== b.road || mainNumber(a.number) !== mainNumber(b.number);
}

/** 265-2号 is a door of 265号. */
const mainNumber = (number: string | null): string => (number ?? '').split(/[-之]/)[0] ?? '';

/** Record kinds of texts that name a place of their own. */
const PLACED = ['inspection', 'complaint', 'incident', 'advertisement'] as const;

/** The address that a text's record names; null: none. */
export function addressOf(dossier: Dossier, { evidence }: WeighedText): AddressValue | null {
	for (const kind of PLACED) {
		const records: readonly StoredRecord<(typeof PLACED)[number]>[] = dossier.records[kind];
		const record = records.find(
			(one) => one.recordKey === evidence.recordKey && one.recordType === evidence.recordType && one.source === evidence.source,
		);
		if (record !== undefined) return record.body.address;
	}
	return null;
}

/** Precise enough to knock at: a room, or a building with its number or floor. */
export function isDoor(address: AddressValue | null): boolean {
	return address !== null && (address.room !== null || (address.building !== null && (address.unit !== null || address.floor !== null)));
}

/** Precise enough to find at all: a door, or a street with its number. 菜市场楼上 is neither. */
export function isFindable(address: AddressValue | null): boolean {
	return isDoor(address) || (address !== null && address.road !== null && address.number !== null);
}

/** A street becomes known with the first business that registers there. Smaller: places are judged again for nothing; larger: one is found late. */
export const STREET_ASKED_AGAIN_DAYS = 30;

/**
 * Whether one text alone names a street or building that no register of the prefecture knows: misheard, mistyped or invented, and nobody
 * knows at whose door to knock. A second text about the same place confirms it.
 */
export function isToBeFoundFirst({ streetKnown }: Dossier, texts: readonly WeighedText[]): boolean {
	return streetKnown === false && voicesOf(texts) < 2;
}

/** A form that only a register gives. Whatever a text says, such a place is to be looked up there first. */
const LEGAL_FORM = /公司|合作社|服务部|服务中心|工作室|事务所|俱乐部|经营部|商店|门市部/;
/** A trade in a name, as registered businesses and their signs bear it. */
const TRADE =
	/托管|托育|午托|晚托|小饭桌|家政|到家|文化|传媒|艺术|美术|舞蹈|体育|科技|思维|素养|研学|营地|咨询|书店|书吧|书房|自习室|图书|网课|研究院/;

/** Whether a name or a text names a registered form. */
export function bearsLegalForm(text: string): boolean {
	return LEGAL_FORM.test(text);
}

/** Whether a name looks like one that stands in a register; such a place has to be looked up first. */
export function namedLikeABusiness(name: string): boolean {
	return LEGAL_FORM.test(name) || TRADE.test(name);
}
