/**
 * Words that texts are searched for, as data: what a word can tell, and the form of a lexicon's entries. The hub's own lists stand in
 * config/lexicons; a department adds to them and takes away by its configuration.
 */

/** School subjects of the identification guide (义务教育阶段校外培训项目分类鉴别指南, 2021); 学科 stands for subjects left unnamed. */
export const SUBJECTS = ['语文', '数学', '英语', '物理', '化学', '生物', '历史', '地理', '政治', '外语', '学科'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Who is taught. Adults never count as hidden subject training of pupils. */
export const AUDIENCES = ['PRESCHOOL', 'PRIMARY', 'JUNIOR', 'SENIOR', 'ADULT'] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * The disguises: the thirteen of MOE Order 53, art. 18 (校外培训行政处罚暂行办法), first, then those that the ministry's notices
 * and published cases name besides.
 */
export const GUISES = [
	'咨询',
	'文化传播',
	'素质拓展',
	'竞赛',
	'思维训练',
	'家政服务',
	'家庭教育指导',
	'住家教师',
	'众筹私教',
	'游学',
	'研学',
	'冬夏令营',
	'托管',
	'书店自习室',
	'艺术夹带',
	'体育夹带',
	'科技夹带',
	'线上直播',
	'居民楼',
	'托育',
	'书院私塾',
	'成长中心',
] as const;
export type Guise = (typeof GUISES)[number];

/** Where teaching is said to go on, when it is no schoolroom (Order 53, art. 18 (2)). */
export const PLACES = ['居民楼', '酒店', '咖啡厅', '写字楼', '商铺'] as const;
export type Place = (typeof PLACES)[number];

/** Circumstances that go with hidden teaching and prove nothing alone. */
export const HINTS = [
	'CONCEALMENT', // curtains, lights out, children told what to say, a door that opens late
	'CLASSROOM', // blackboards, desks, exercise sheets, timetables
	'PUPILS', // many children with school bags, parents' cars at the door
	'MARKS', // marks to gain, tests, groups by level
	'FEES', // fees by lesson or term, lessons not finished, refunds of tuition
	'CONTINUITY', // the old teachers, a new address of the old school, "still" after the closing
	'HOMEWORK', // children doing homework: care, but also the usual answer to an inspector
] as const;
export type Hint = (typeof HINTS)[number];

/** What a word tells. */
export const WORD_KINDS = [
	'subject', // names a school subject
	'tutoring', // tutoring in subjects left unnamed (补课, 文化课)
	'disguise', // the new names of old subjects (大语文, 数理思维)
	'method', // teaching for marks (提分, 同步, 一对一)
	'audience',
	'guise',
	'teaching', // lessons go on, of whatever (上课, 授课, 小班)
	'hint',
	'online',
	'price',
	'place',
	'hedge', // hearsay or doubt
	'refuting', // a check found the report wrong
	'uneventful', // a check found nothing to object to
	'careOnly', // says what is done there: meals, naps, supervision
	'vacant', // closed, moved away
	'schoolRun', // the school's own after-class care
	'nonSubject', // chess, music, sport, robots: what may be taught without a subject licence
	'goods', // books, exercise books and other things sold, with which a subject's name is only a title
	'licenceGap', // training without a permit, of whatever (无办学许可证, 无证办学)
	'ignored',
] as const;
export type WordKind = (typeof WORD_KINDS)[number];

/** Words of one meaning, as a lexicon lists them (config/lexicons, and a department's own files). */
export interface WordEntry {
	readonly means: WordKind;
	/** Subject, audience, guise, place or hint; empty for the other kinds. */
	readonly value: string;
	/** As people write them; brought to normal form where they are looked for. */
	readonly words: readonly string[];
	/** What one of them adds to a SubjectSignal, 0..1; null: what its kind usually adds (`USUAL_WEIGHT`). */
	readonly weight: number | null;
	/** They mean this only beside a word of teaching (look-alike spellings such as 舒学): without one they are passed over. */
	readonly besideTeaching: boolean;
}

/**
 * What a word of these kinds adds to a SubjectSignal (0..1), where its entry says nothing else; other kinds add nothing of their own.
 * subject: smaller, 教物理的 falls under the strong limit; larger, a bookshop that lists 数学 passes it. tutoring: near a subject, because in
 * everyday use nobody calls a piano lesson 补课. disguise: larger, a real reading club looks like a class. method: larger, every 培训 with
 * a 冲刺班 is half a subject.
 */
export const USUAL_WEIGHT: Readonly<Partial<Record<WordKind, number>>> = { subject: 0.45, tutoring: 0.4, disguise: 0.2, method: 0.2 };

/** The values that words of a kind may have; null: such words have none. */
export function valuesOf(means: WordKind): readonly string[] | null {
	if (means === 'subject' || means === 'tutoring' || means === 'disguise') return SUBJECTS;
	if (means === 'audience') return AUDIENCES;
	if (means === 'guise') return GUISES;
	if (means === 'place') return PLACES;
	return means === 'hint' ? HINTS : null;
}
