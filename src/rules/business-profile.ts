/**
 * What a registered business says it does, by name, industry and scope: which disguise it could be (Order 53, art. 18 and the
 * ministry's notices), and whether its scope excludes training. The profile alone is never a finding.
 */
import type { Dossier } from '#core/dossier.ts';
import type { Guise } from '#text/lexicon.ts';
import { readText } from '#text/read-text.ts';
import { activeRegistrations, type Registered } from './rule-kit.ts';

export interface BusinessProfile {
	readonly record: Registered;
	/** The disguise that fits; null: a trade that has nothing to do with children or learning. */
	readonly guise: Guise | null;
	/** Where the guise was read. */
	readonly from: 'name' | 'industryCode' | 'scope' | null;
	/** Clause of the scope that excludes training (不含学科类培训); null: there is none. */
	readonly exclusion: string | null;
	/** The name speaks of training for adults or vocations. */
	readonly adult: boolean;
}

/** Where a name fits several, the first of these says most about what is done there. */
const MOST_TELLING: readonly Guise[] = [
	...(['住家教师', '众筹私教', '家庭教育指导', '游学', '研学', '冬夏令营', '托管', '托育', '思维训练', '竞赛', '素质拓展'] as const),
	...(['家政服务', '书店自习室', '书院私塾', '成长中心', '艺术夹带', '体育夹带', '科技夹带', '文化传播', '线上直播', '咨询'] as const),
];

/** GB/T 4754-2017 classes and groups in which disguises are registered; the longest prefix that fits decides. */
const INDUSTRIES: Readonly<Record<string, Guise>> = {
	L724: '咨询',
	L7281: '文化传播',
	L7291: '研学',
	R88: '文化传播',
	R87: '文化传播',
	R89: '体育夹带',
	P8392: '体育夹带',
	P8393: '艺术夹带',
	P8394: '咨询',
	P8399: '咨询',
	O801: '家政服务',
	O802: '托育',
	O809: '托管',
	N7869: '素质拓展',
	N786: '素质拓展',
	F5243: '书店自习室',
	I642: '线上直播',
	I651: '线上直播',
	M759: '科技夹带',
};

/** Words by which a trade is known that no disguise uses; a 书店 that is also a 餐厅 stays a 书店, because names of guises come first. */
const CHILDREN_OR_LEARNING = /教育|学习|培训|学堂|学校|少儿|儿童|青少年|学生|启蒙|智|思维|课|塾|书院|教学|学业/;
const ENTERPRISE_SERVICES = /财税|税务|工程|造价|法律|律师|会计|人力资源|房地产|环保|建筑|知识产权|招标|物流/;

/** Who calls itself a training school hides nothing; other rules ask for its licence. Schools of arts, sport and robots can still hide subjects. */
const OPENLY_TRAINING = /培训学校|培训中心|教育培训|培训机构|培训有限|补习|辅导中心|辅导学校|培训部|培优/;
const LEARNED_SKILLS: readonly Guise[] = ['艺术夹带', '体育夹带', '科技夹带', '思维训练', '托管', '家政服务'];

const cache = new WeakMap<Dossier, readonly BusinessProfile[]>();

/** Profiles of the active registrations, those with a guise first; read once a dossier. */
export function profilesOf(dossier: Dossier): readonly BusinessProfile[] {
	const known = cache.get(dossier);
	if (known !== undefined) return known;
	const profiles = readProfiles(dossier);
	cache.set(dossier, profiles);
	return profiles;
}

function readProfiles(dossier: Dossier): readonly BusinessProfile[] {
	const profiles = activeRegistrations(dossier).map((record) => profileOf(record));
	return profiles.sort((a, b) => Number(b.guise !== null) - Number(a.guise !== null));
}

/** The profile of one registration. */
export function profileOf(record: Registered): BusinessProfile {
	const name = record.body.name ?? '';
	const scope = readText(record.body.scope ?? '');
	const industry = 'industryCode' in record.body ? record.body.industryCode : null;
	const named = readText(name);
	const exclusion = scope.negated.find((clause) => /培训|教育|学科|办学|文化课|辅导/.test(clause)) ?? null;
	const shared = { record, exclusion, adult: named.audience.includes('ADULT') };

	const byName = mostTelling(named.guises);
	if (OPENLY_TRAINING.test(name) && (byName === null || !LEARNED_SKILLS.includes(byName))) return { ...shared, guise: null, from: null };
	if (byName !== null && !(byName === '咨询' && ENTERPRISE_SERVICES.test(name) && !CHILDREN_OR_LEARNING.test(name))) {
		return { ...shared, guise: byName, from: 'name' };
	}
	const byIndustry = industryGuise(industry);
	if (byIndustry !== null && !ENTERPRISE_SERVICES.test(name)) return { ...shared, guise: byIndustry, from: 'industryCode' };
	const byScope = mostTelling(scope.guises.filter((guise) => guise !== '咨询' && guise !== '文化传播' && guise !== '线上直播'));
	if (byScope !== null && (CHILDREN_OR_LEARNING.test(name) || byScope === '托管')) return { ...shared, guise: byScope, from: 'scope' };
	return { ...shared, guise: CHILDREN_OR_LEARNING.test(name) && !shared.adult ? '咨询' : null, from: null };
}

function mostTelling(guises: readonly Guise[]): Guise | null {
	return MOST_TELLING.find((guise) => guises.includes(guise)) ?? null;
}

function industryGuise(code: string | null): Guise | null {
	if (code === null) return null;
	for (let length = code.length; length >= 3; length--) {
		const guise = INDUSTRIES[code.slice(0, length)];
		if (guise !== undefined) return guise;
	}
	return null;
}
