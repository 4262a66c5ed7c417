/**
 * Filed courses as they read: whether the name of a course that was declared as no subject (or under a licence for arts, sport,
 * technology) speaks of a school subject all the same, and whether it is for children before school.
 */
import type { Dossier } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import type { Audience } from '#text/lexicon.ts';
import { readText } from '#text/read-text.ts';

export interface CourseReading {
	readonly record: StoredRecord<'course'>;
	/** 0..1: how surely the name is that of a subject course; from 0.6 clear. */
	readonly subject: number;
	/** Only for children before school. */
	readonly preschool: boolean;
}

/** A subject named beside an art (书法与阅读写作, 科学思维(物理初步)): for pupils that is a lesson in it. */
const NAMED_FOR_PUPILS = 0.75;
/** A new name of an old subject, offered by school year. Larger: real reading clubs for "小学生" would be clear cases. */
const DISGUISED_BY_YEAR = 0.65;
/** An art taught by school year (五年级计算): arts are grouped by age or skill, subjects by year. Never clear alone. */
const BY_YEAR = 0.5;
/** A disguise word without a school year. */
const DISGUISED = 0.3;
/** The words by which courses are grouped as school lessons are; an age (7-15岁) or 小学生 says nothing. */
const SCHOOL_YEAR = /[一二三四五六七八九1-9]年级|[初高][一二三]|小升初|中考|高考|初升高|小学[一二三四五六低高]/;
/** What schools drill, right behind a school year, whatever art stands before it: 创意美术(五年级计算). */
const DRILL_BY_YEAR = /(?:年级|[初高][一二三])的?(?:计算|口算|算术|应用题?|默写|听写|单词|语法)/;
/** Teaching in two languages is an English lesson with a brush. */
const BILINGUAL = /双语|全英/;
/** What is played or built; its 思维 and 启蒙 are meant. */
const THINKING_IN_EARNEST = /棋|编程|机器人|航模|积木|搭建|魔方/;
/** Science that is done with the hands; of 物理 or 化学 the subject itself is named. */
const EXPERIMENTS = /科学|实验|科普|创客/;
const BEFORE_SCHOOL = /拼音|识字|算术|口算|认字|写字|数学|英语|语文|幼小衔接|学前班|计算|思维训练/;
/** Older than about 7 years stands in the same text. */
const SCHOOL_AGE = /小学|年级|初|高中|(?:[7-9]|1[0-8])\s*岁/;

const cache = new WeakMap<Dossier, readonly CourseReading[]>();

/** The courses of a dossier as they read; adults' courses are left out. Read once a dossier. */
export function courseReadings(dossier: Dossier): readonly CourseReading[] {
	const known = cache.get(dossier);
	if (known !== undefined) return known;
	const technology = isForTechnology(dossier);
	const readings = dossier.records.course.flatMap((course) => readCourse(course, technology));
	cache.set(dossier, readings);
	return readings;
}

/** Licensed or admitted for science and technology: experiments are then what it is there for. */
function isForTechnology({ records }: Dossier): boolean {
	return (
		records.licence.some(({ body }) => body.category === 'TECHNOLOGY') || records.admission.some(({ body }) => body.department === '科技')
	);
}

function readCourse(record: StoredRecord<'course'>, technology: boolean): CourseReading[] {
	const name = record.body.name ?? '';
	const audience = record.body.audience ?? '';
	const signal = readText(`${name}课`);
	const who: readonly Audience[] = [...new Set([...readText(audience).audience, ...signal.audience])];
	if (who.includes('ADULT') && who.every((one) => one === 'ADULT')) return [];
	const preschool = isPreschool(who, `${name} ${audience}`);
	const byYear = SCHOOL_YEAR.test(audience);
	const named = !signal.goods && signal.words.some(({ kind }) => kind === 'subject' || kind === 'tutoring');
	const inEarnest = THINKING_IN_EARNEST.test(name) || (technology && EXPERIMENTS.test(name));
	const disguised = signal.words.some(({ kind }) => kind === 'disguise') && !signal.nonSubject && !inEarnest;
	let subject = signal.subject;
	if (DRILL_BY_YEAR.test(name)) subject = Math.max(subject, DISGUISED_BY_YEAR);
	else if (named && (byYear || preschool)) subject = Math.max(subject, NAMED_FOR_PUPILS);
	else if (disguised || BILINGUAL.test(name)) subject = Math.max(Math.min(subject, DISGUISED), byYear ? DISGUISED_BY_YEAR : DISGUISED);
	else if (SCHOOL_YEAR.test(name) && signal.nonSubject) subject = Math.max(subject, BY_YEAR);
	return [{ record, subject, preschool: preschool && BEFORE_SCHOOL.test(name) && !THINKING_IN_EARNEST.test(name) }];
}

function isPreschool(who: readonly Audience[], text: string): boolean {
	return who.includes('PRESCHOOL') && who.every((one) => one === 'PRESCHOOL') && !SCHOOL_AGE.test(text);
}
