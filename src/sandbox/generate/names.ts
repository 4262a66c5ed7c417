/**
 * Names of people and organisations, put together from parts. The brand (字号) has its homophones and look-alikes
 * beside it, since a school that comes back likes to be one sound or one stroke away from what it was.
 */
import type { Random } from '#sandbox/random.ts';

const SURNAMES: readonly (readonly [number, string])[] = [
	...'王李张刘陈'.split('').map((s) => [7, s] as const),
	...'杨黄赵吴周徐孙马朱胡'.split('').map((s) => [3, s] as const),
	...'郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万'
		.split('')
		.map((s) => [1, s] as const),
	...['欧阳', '司马', '上官', '诸葛', '尉迟'].map((s) => [0.15, s] as const),
];
const MALE = '伟强磊军洋勇杰涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林博文毅峰晨子轩志国建东海瑞'.split('');
const FEMALE = '芳娜敏静丽艳娟霞秀燕玲桂英萍红玉兰洁莹雪慧婷倩颖佳悦欣怡梦琳晓雅诗月彤蕊嘉思淑春梅'.split('');

/** A person's name; short given names and common surnames make namesakes, as in life. */
export function personName(random: Random, male: boolean): string {
	const given = male ? MALE : FEMALE;
	const surname = random.weighted(SURNAMES);
	const first = random.pick(given);
	return random.chance(0.28) ? surname + first : surname + first + random.pick(given);
}

/** A brand's character, the ones that sound alike, the ones that look alike. */
const BRAND_CHARACTERS: readonly (readonly [string, string, string])[] = [
	['启', '起企', '后'],
	['航', '行杭', '舫'],
	['博', '伯帛', '搏'],
	['雅', '亚', '稚'],
	['思', '斯司', '恩'],
	['睿', '瑞锐', '壑'],
	['优', '悠攸', '忧'],
	['培', '佩沛', '陪'],
	['青', '清轻', '清'],
	['明', '铭鸣', '朋'],
	['德', '得', '徳'],
	['智', '志致', '知'],
	['慧', '惠汇', '彗'],
	['乐', '悦', '东'],
	['新', '欣鑫', '亲'],
	['星', '兴', '里'],
	['宇', '羽雨', '字'],
	['童', '桐彤', '章'],
	['卓', '灼', '草'],
	['越', '悦跃', '赵'],
	['诚', '成城', '城'],
	['锦', '金今', '绵'],
	['翰', '瀚汉', '斡'],
	['林', '霖琳', '村'],
	['佳', '嘉家', '住'],
	['远', '苑', '运'],
	['立', '力利', '位'],
	['盈', '英瑛', '盆'],
	['华', '骅', '毕'],
	['帆', '凡', '帐'],
	['芳', '方', '芬'],
	['晨', '辰', '晟'],
	['泽', '择', '译'],
	['恒', '衡', '桓'],
	['未', '卫', '末'],
	['木', '牧沐', '本'],
	['天', '添', '夫'],
	['同', '桐', '冋'],
	['阳', '扬洋', '阴'],
	['润', '闰', '涧'],
	['书', '舒', '韦'],
	['景', '璟', '影'],
	['安', '桉', '按'],
	['禾', '和合', '木'],
	['云', '芸', '去'],
	['竹', '筑', '竺'],
];
const COMMON_BRANDS = ['启航', '博雅', '新星', '金童', '优越', '明德', '智慧', '卓越', '育才', '天天'] as const;
const THIRD = '堂园屋桥谷坊岛';

/** A brand of two or three characters; one in eight is among the few that everybody uses. */
export function brandName(random: Random): string {
	if (random.chance(0.12)) return random.pick(COMMON_BRANDS);
	const [first, second] = random.sample(BRAND_CHARACTERS, 2);
	const brand = `${first?.[0]}${second?.[0]}`;
	return random.chance(0.35) ? brand + random.pick(BRAND_CHARACTERS)[0] : random.chance(0.08) ? brand + random.pick([...THIRD]) : brand;
}

/** How a variant differs from the brand it is made of. */
export type BrandTwist = 'same' | 'homophone' | 'lookAlike' | 'longer' | 'turned';

/** A brand near another one: equal, one sound away, one stroke away, with one more character, or turned round. */
export function brandVariant(random: Random, brand: string, twist: BrandTwist): string {
	if (twist === 'same') return brand;
	if (twist === 'longer') return brand + random.pick([...THIRD, '新', '优']);
	if (twist === 'turned') return [...brand].reverse().join('');
	const chars = [...brand];
	const places = chars
		.map((char, i) => ({ i, entry: BRAND_CHARACTERS.find(([own]) => own === char) }))
		.filter((p) => p.entry !== undefined);
	if (places.length === 0) return brand + random.pick([...THIRD]);
	const place = random.pick(places);
	const others = place.entry?.[twist === 'homophone' ? 1 : 2] ?? '';
	chars[place.i] = random.pick([...others]);
	return chars.join('');
}

/** A WeChat id as it stands in advertisements. */
export function wechatId(random: Random): string {
	const letters = () => random.pick([...'abcdefghjkmnpqrstuvwxyz']);
	return `${letters()}${letters()}${letters()}${random.pick(['_', '', '-'])}${random.between(1000, 99_999)}`;
}
