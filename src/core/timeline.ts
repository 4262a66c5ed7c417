/** What can have happened to an organisation on a day: the entries of a dossier's timeline, and from which field of which record each is read. */
import type { Day } from './days.ts';
import type { FlagStatus } from './flags.ts';
import type { Kind } from './kinds.ts';
import type { RecordRef } from './records.ts';

interface EventDef {
	readonly title: { readonly zh: string; readonly en: string };
	/** The kind of record, and its field with the day; absent: what the hub itself noted. */
	readonly of?: { readonly kind: Kind; readonly field: string };
}

const from = (kind: Kind, field: string, zh: string, en: string): EventDef => ({ title: { zh, en }, of: { kind, field } });
const noted = (zh: string, en: string): EventDef => ({ title: { zh, en } });

/** All events. What ends in the future has not happened, and stands in no timeline. */
export const TIMELINE_EVENTS = {
	FIRST_KNOWN: noted('系统首次掌握', 'First known to the hub'),
	REGISTERED: from('registration', 'establishedOn', '市场主体登记成立', 'Registered as a business'),
	REGISTRATION_ENDED: from('registration', 'endedOn', '市场主体注销或吊销', 'Business deregistered or revoked'),
	REGISTRATION_CHANGED: from('registrationChange', 'changedOn', '登记事项变更', 'Registered item changed'),
	POST_BEGUN: from('role', 'from', '主体人员任职或持股', 'Post or share begun'),
	POST_ENDED: from('role', 'to', '主体人员离任或退股', 'Post or share ended'),
	NONPROFIT_REGISTERED: from('nonprofit', 'establishedOn', '民办非企业单位登记', 'Registered as a nonprofit'),
	NONPROFIT_ENDED: from('nonprofit', 'endedOn', '民办非企业单位注销', 'Nonprofit deregistered'),
	LICENSED: from('licence', 'issuedOn', '发放办学许可证', 'Training licence issued'),
	LICENCE_ENDED: from('licence', 'endedOn', '办学许可证注销或吊销', 'Training licence cancelled or revoked'),
	LICENCE_RAN_OUT: from('licence', 'validUntil', '办学许可证有效期届满', 'Training licence ran out'),
	ADMITTED: from('admission', 'issuedOn', '非学科类培训准入', 'Admitted to non-subject training'),
	ADMISSION_RAN_OUT: from('admission', 'validUntil', '非学科类准入有效期届满', 'Admission ran out'),
	STAFF_JOINED: from('staff', 'from', '从业人员入职', 'Member of staff joined'),
	STAFF_LEFT: from('staff', 'to', '从业人员离职', 'Member of staff left'),
	COURSE_BEGUN: from('course', 'from', '备案课程开课', 'Filed course begun'),
	COURSE_ENDED: from('course', 'to', '备案课程结束', 'Filed course ended'),
	ACCOUNT_OPENED: from('account', 'openedOn', '开立资金监管账户', 'Supervised account opened'),
	ADVERTISED: from('advertisement', 'publishedOn', '发布广告', 'Advertisement seen'),
	COMPLAINED_OF: from('complaint', 'receivedAt', '被投诉举报', 'Complaint received'),
	INCIDENT: from('incident', 'occurredAt', '发生警情', 'Police incident'),
	INSPECTED: from('inspection', 'inspectedOn', '接受检查', 'Inspected'),
	PENALISED: from('penalty', 'decidedOn', '行政处罚', 'Penalty decided'),
	LISTED: from('listEntry', 'from', '列入名单', 'Entered on a list'),
	LISTING_ENDED: from('listEntry', 'to', '移出名单', 'Taken off a list'),
	LISTED_BY_HUB: noted('列入本系统名单', 'Entered on the hub’s own list'),
	LISTING_BY_HUB_ENDED: noted('移出本系统名单', 'Taken off the hub’s own list'),
	PREDECESSOR_ENDED: noted('疑似前身终止', 'The organisation that it seems to carry on ended'),
	SUCCESSOR_BEGAN: noted('疑似承继者成立', 'An organisation that seems to carry it on began'),
	MERGED_IN: noted('并入另一条机构记录', 'Another entry of the hub turned out to be the same organisation'),
	FLAG_RAISED: noted('风险线索产生', 'Flag raised'),
	FLAG_REOPENED: noted('风险线索重新出现', 'Flag raised again'),
	FLAG_CLEARED: noted('风险线索消除', 'Flag cleared'),
	FLAG_DECIDED: noted('人工处置风险线索', 'A person decided on a flag'),
	CASE_MOVED: noted('研判案件流转', 'Case of review moved'),
} as const satisfies Readonly<Record<string, EventDef>>;

/** Name of an event. */
export type TimelineEventName = keyof typeof TIMELINE_EVENTS;

/** All of them, in the order of the table. */
export const TIMELINE_EVENT_NAMES = Object.keys(TIMELINE_EVENTS) as readonly TimelineEventName[];

/** What an event is, widened so that the table can be walked. */
export function eventDef(event: TimelineEventName): EventDef {
	return TIMELINE_EVENTS[event];
}

/** One entry of a timeline. */
export interface TimelineEntry {
	readonly on: Day;
	readonly event: TimelineEventName;
	/** Tells the entry from all others of its organisation. */
	readonly key: string;
	/** The record it is read from; null: noted by the hub. */
	readonly ref: RecordRef | null;
	readonly flagId: string | null;
	/** How the flag stood after it; null: it is not about a flag. */
	readonly flagStatus: FlagStatus | null;
	readonly caseId: string | null;
	/** The organisation at the other end of a succession. */
	readonly otherId: string | null;
}
