import { describe, expect, it } from 'vitest';

import { readShippedLexicon } from '#config/lexicons.ts';
import type { WordEntry } from '#text/lexicon.ts';
import { lexiconVersion, setLexicon } from '#text/lexicon-in-use.ts';
import { readText, type TextSignal } from '#text/read-text.ts';
import { createTextReader } from '#text/text-reader.ts';
import fc from '../support/property.ts';

/** SS from which a text is strong. */
const STRONG = 0.6;

describe('readText: subject', () => {
	it.each([
		['现场有十名学生正在上数学课', '数学', 'a subject by name'],
		['周末给五年级孩子补奥·数', '数学', 'a sign put into the word'],
		['给初二学生教英*，一小时两百', '英语', 'a masked character'],
		['晚上偷偷给学生补ｓｘ', '数学', 'full-width pinyin initials'],
		['七年级 舒 学 小班，提分快', '数学', 'a look-alike spelling with spaces'],
		['教初三鹰语，期末提分', '英语', 'a homophone'],
		['給小學生補語文和數學', '语文', 'traditional characters'],
		['6️⃣年级物理冲刺班', '物理', 'an emoji digit in the grade'],
		['补数、英，一对一', '学科', 'single characters in a row'],
		['初三文化课补习', '学科', 'tutoring without a subject'],
	])('reads %s as %s: %s', (text, subject) => {
		const signal = readText(text);
		expect(signal.subjects).toContain(subject);
		expect(signal.subject).toBeGreaterThanOrEqual(STRONG);
	});

	it.each([
		['中小学数学教辅八折，文具满减', 'books for sale'],
		['在该店买的语文练习册缺页，要求退货', 'an exercise book returned'],
		['成人英语晚班，商务英语口语', 'adults'],
		['考研数学、考研英语冲刺', 'students of universities'],
		['物理治疗、化学品仓储、生物科技研发', 'other meanings of the words'],
		['学校课后服务统一开设语文阅读', 'the school’s own care'],
		['围棋思维启蒙', 'chess'],
		['幼儿编程思维课', 'robots'],
		['人数*20，分数x2', 'signs of reckoning'],
		['微信wx_sx12', 'letters of a WeChat id'],
	])('gives %s less than a weak signal: %s', (text) => {
		expect(readText(text).subject).toBeLessThanOrEqual(0.3);
	});

	it('keeps disguise words alone at or under 0.3, and lets a method and a grade lift them', () => {
		expect(readText('大语文、数理逻辑、国学素养、综合素养').subject).toBe(0.3);
		expect(readText('大语文提分，六年级').subject).toBeGreaterThan(0.3);
	});

	it('halves hearsay', () => {
		const [told, heard] = [readText('他们在补课'), readText('听说他们可能在补课')];
		expect(heard.subject).toBeCloseTo(told.subject / 2, 1);
		expect(heard).toMatchObject({ hedged: true, teachingSeen: false });
		expect(told.teachingSeen).toBe(true);
	});
});

describe('readText: negation', () => {
	it.each([
		['经营范围：教育咨询服务（不含学科类培训）', false],
		['以上均不含中小学文化课培训', false],
		['不得从事学科类校外培训', false],
		['除面向中小学生开展的学科类培训外的教育咨询', false],
		['未发现学科类培训行为', true],
		['没有补课，就是做饭不卫生', true],
		['该单位不开展培训', true],
		['资料齐全，无学科培训', true],
		['不是补课，只是看管写作业', true],
		['饭菜不新鲜，和补课没关系', true],
		['举报不实，系误会', true],
		['群众反映的补课情况经现场核查不属实。', true],
		['反映该托管实际给初二学生补数学，经核查不属实', true],
		['经查，学生补习英语一事失实', true],
	])('takes nothing for a subject in %s', (text, refuted) => {
		expect(readText(text)).toMatchObject({ subject: 0, subjects: [], refuted });
	});

	it.each([
		['无证补课，教初二数学', 'a missing permit is no denial'],
		['未取得办学许可擅自给学生补数学', 'nor is a permit not held'],
		['没有办学许可证，开设英语班', 'nor is a certificate not held'],
		['无培训资质给初三学生补数学', 'nor is a qualification not held'],
		['没有学科类培训许可仍给初三补物理', 'nor is a permit for subjects not held'],
		['不仅托管还补数学课', '不仅 adds'],
		['是不是在补课，教数学的', 'a question is no denial'],
		['禁止学科培训，却仍在教五年级数学', 'the sentence turns'],
		['不含学科类培训，实际给初三补物理', 'the scope says one thing, the text another'],
		['反映给初三补物理属实', 'the report was right'],
	])('still finds the subject in %s: %s', (text) => {
		const signal = readText(text);
		expect(signal.subject).toBeGreaterThan(0.15);
		expect(signal.refuted).toBe(false);
	});

	it.each([
		['反映给初三补物理属实，反映收费高不属实', 'one report was right, another wrong'],
		['反映给初三补物理，负责人称不属实', 'the person accused denies it'],
		['举报不实。现场给初三补物理', 'the wrong report was another one'],
		['初三物理班宣传的师资不属实，要求退费', 'a promise was false, the class was there'],
		['给初三补物理，收费内容与合同不符', 'a contract is no report'],
	])('keeps the subject that stands beside a refutation in %s: %s', (text) => {
		expect(readText(text).subject).toBeGreaterThan(0.6);
	});

	it('shows the clauses it took out', () => {
		expect(readText('托管服务（不含学科类培训）').negated).toEqual(['不含学科类培训']);
	});
});

describe('readText: negation by grammar', () => {
	it.each([
		['资料齐全，未开文化课', 'a verb of opening between'],
		['均为非学科项目', 'of another kind'],
		['学科类教学没有发现', 'the verb that denies stands behind'],
		['不是说他补课啊，就说吃的问题', 'nothing was said of tutoring'],
		['他们没给孩子讲过题，学习的事不管', 'nor of lessons'],
		['该机构已停止学科类培训，转为书法', 'ended by itself'],
		['承诺不以任何形式开展语文、数学培训', 'promised'],
		['群众所反映补课情况不存在', 'the matter does not exist'],
		['反映补课，经查系家长聚餐', 'it was something else'],
		['反映他家补数学，系孙辈写作业，举报不成立', 'the word that refutes stands at the end'],
	])('takes %s for a denial: %s', (text) => {
		const signal = readText(text);
		expect(signal.refuted).toBe(true);
		expect(signal.subject).toBeLessThan(0.3);
	});

	it.each([
		['责令停止学科类培训', 'what is ordered to end went on'],
		['反映补课，经查系违规培训', 'the check found training'],
		['孩子的数学课没上完，不给退钱', 'a class that was not finished was a class'],
		['没有招牌，教初二数学', 'a sign is missing, not the class'],
		['找不到办学许可，天天教初三物理', 'the permit is missing'],
	])('takes %s for none: %s', (text) => {
		expect(readText(text).refuted).toBe(false);
		expect(readText(text).subject).toBeGreaterThan(0.3);
	});

	it('counts no furniture that is said to be missing', () => {
		expect(readText('现场未见黑板、教材').hints).toEqual([]);
		expect(readText('现场有黑板、教材').hints).toEqual(['CLASSROOM']);
	});
});

describe('readText: doubt', () => {
	it.each([
		['听说，楼下在教数学', 'hearsay before a comma'],
		['群里传他家补课，真假不晓得', 'doubt behind'],
		['有人讲他家也许在给娃上英语', 'both in the clause'],
		['请问三楼是不是在补习英语', 'a question'],
	])('halves %s: %s', (text) => {
		expect(readText(text)).toMatchObject({ hedged: true, teachingSeen: false });
	});

	it.each([
		['天天教初三数学，不知道有没有证', 'the doubt is about the permit'],
		['听说要搬走。我家孩子就在那学数学，初二的', 'the hearsay is about another thing'],
	])('does not halve %s: %s', (text) => {
		expect(readText(text)).toMatchObject({ hedged: false, teachingSeen: true });
	});
});

describe('readText: made words and spellings', () => {
	it.each([
		['脑力课、推理课', '数学'],
		['整本书共读营', '语文'],
		['双语剧社', '英语'],
		['小小科学家启蒙课', '物理'],
	])('knows %s for a new name of %s, at or under 0.3 alone', (text, subject) => {
		const signal = readText(text);
		expect(signal.words).toContainEqual(expect.objectContaining({ kind: 'disguise', value: subject }));
		expect(signal.subject).toBeLessThanOrEqual(0.3);
	});

	it.each([
		['给初二补shu学', '数学'],
		['ying语小班，三年级', '英语'],
		['数🧮学提分营，初二专场', '数学'],
	])('reads %s as %s', (text, subject) => {
		expect(readText(text).subjects).toContain(subject);
	});

	it.each(['红杉树学校秋季班报名', '阳光美术学校招生，小班上课', '服务理念好，课程丰富', '普通话学习班', '语音语调训练课'])(
		'finds no spelling of a subject inside %s',
		(text) => {
			expect(readText(text).subjects).toEqual([]);
		},
	);

	it('takes an exam with a class for tutoring, but not the exams of sport and of adults', () => {
		expect(readText('中考冲刺班，初三专场').subject).toBeGreaterThanOrEqual(0.6);
		expect(readText('体育中考训练班').subject).toBeLessThan(0.3);
		expect(readText('会计考前冲刺班').subject).toBeLessThan(0.3);
	});

	it('gives tests for marks without a subject a weak signal, and a test of skill none', () => {
		expect(readText('每节课发卷，说期末能涨二十分').subject).toBe(0.3);
		expect(readText('钢琴考级，每节课打分').subject).toBe(0);
	});
});

describe('readText: guises, people, circumstances', () => {
	const guisesOf = (text: string): TextSignal['guises'] => readText(text).guises;

	it('names the guises of a business', () => {
		expect(guisesOf('某某研学旅行有限公司')).toContain('研学');
		expect(guisesOf('某某托管服务部（个体工商户）')).toContain('托管');
		expect(guisesOf('住家教师、众筹私教')).toEqual(expect.arrayContaining(['住家教师', '众筹私教']));
	});

	it('tells bank custody and hosting from childcare', () => {
		for (const text of ['学费由银行托管', '资金托管账户', '服务器托管', '宠物托管', '土地托管'])
			expect(guisesOf(text), text).not.toContain('托管');
		expect(guisesOf('学费银行托管的晚托班')).toContain('托管');
	});

	it('knows school-run care', () => {
		expect(readText('学校5+2课后服务').schoolRun).toBe(true);
		expect(readText('放学后的托管班').schoolRun).toBe(false);
	});

	it('tells who is taught', () => {
		expect(readText('四年级').audience).toEqual(['PRIMARY']);
		expect(readText('初二、高一').audience).toEqual(['JUNIOR', 'SENIOR']);
		expect(readText('4-6岁').audience).toEqual(['PRESCHOOL']);
		expect(readText('6-12岁').audience).toEqual(['PRIMARY']);
		expect(readText('成人').audience).toEqual(['ADULT']);
		expect(readText('初3号楼').audience).toEqual([]);
	});

	it('collects circumstances that prove nothing alone', () => {
		const signal = readText('窗帘拉着，很多孩子背着书包进出，里面有白板和课桌，老师还是原来那些');
		expect(signal.hints).toEqual(['CLASSROOM', 'CONCEALMENT', 'CONTINUITY', 'PUPILS']);
		expect(signal.subject).toBe(0);
	});

	it('tells online teaching, prices, places and missing permits', () => {
		expect(readText('用腾讯会议上网课，每节课收费80元')).toMatchObject({ online: true, price: true });
		expect(readText('居民楼里无证办学')).toMatchObject({ places: ['居民楼'], licenceGap: true });
		expect(readText('大门紧锁，已停业').vacant).toBe(true);
	});

	it.each([
		['反映某咨询公司没有办学资质却招毕业班学生教作文', true],
		['现场学生十五名，未见许可证', true],
		['开舞蹈班，墙上找不到办学许可', true],
		['消防许可未见过期', false],
		['没有补课的证据', false],
		['教学质量没有保证', false],
	])('reads whether a permit is missing in %s: %s', (text, missing) => {
		expect(readText(text).licenceGap).toBe(missing);
	});

	it('takes a check without proof for a denial all the same', () => {
		expect(readText('未发现补课证据')).toMatchObject({ subject: 0, refuted: true });
	});

	it('tells a verdict from nobody seen teaching at that hour', () => {
		expect(readText('现场未见授课')).toMatchObject({ refuted: false, unseen: true });
		expect(readText('未发现学科类培训')).toMatchObject({ refuted: true, unseen: false });
		expect(readText('反映补课，经查不属实，现场未见授课')).toMatchObject({ refuted: true, unseen: false });
		expect(readText('未见许可证')).toMatchObject({ refuted: false, unseen: false });
	});

	it('reads handouts as papers of lessons, and a copy shop as a shop', () => {
		expect(readText('有白板和打印讲义')).toMatchObject({ goods: false, hints: ['CLASSROOM'] });
		expect(readText('楼下打印店收费太贵').goods).toBe(true);
	});

	it.each([
		['没查到补课，学生在休息', true],
		['并没有看见辅导', true],
		['跟补课不搭边，就是想反映吃的', true],
		['和教学没什么关系', true],
		['跟举报的对不上，就是个办公室', true],
		['补课的情况没有', true],
		['菜里吃出虫，和上课两码事', true],
		['补课一事没查到', true],
		['文化课一概没开', true],
		['学科那一块他们不碰', true],
		['补课的影子都没有', true],
		['讲课的场面一个也没撞上', true],
		['没见着有人教课', true],
		['举报内容对不上，现场为办公场所', true],
		['来电所述纯属误会', true],
		['不是说它补课的事', true],
		['补不补课不关这事，菜不新鲜', true],
		['补课没开发票', false],
		['补课没上完', false],
		['补课没办证', false],
		['上课的内容对不上教材', false],
		['补课没有发票', false],
		['没见过这么贵的补课', false],
		['查到补课', false],
	])('reads a denial in whatever verb in %s: %s', (text, against) => {
		const { refuted, unseen } = readText(text);
		expect(refuted || unseen).toBe(against);
	});

	it.each([
		['学生把过道都站满了', 'PUPILS'],
		['屋里二十多名初中生坐着', 'PUPILS'],
		['住户报警有人大声讲课', 'PUPILS'],
		['里面摆得跟学校一样', 'CLASSROOM'],
		['原来的地方锁了，喊到别处接着学', 'CONTINUITY'],
	])('sees circumstances in %s', (text, hint) => {
		expect(readText(text).hints).toContain(hint);
	});

	it.each(['花生摆满货架', '新生儿用品', '装修得跟酒店一样'])('sees none in %s', (text) => {
		expect(readText(text).hints).toEqual([]);
	});

	it('takes evening care for a cover and no more', () => {
		expect(readText('一张晚辅排班表').subject).toBeLessThan(0.6);
		expect(readText('晚辅给五年级学生讲数学').subject).toBeGreaterThanOrEqual(0.6);
	});

	it('hears a promise that learning goes better', () => {
		expect(readText('初二专属陪伴，学习更轻松').hints).toContain('MARKS');
		expect(readText('孩子在这里玩得更轻松').hints).not.toContain('MARKS');
	});

	it('reads meals and supervision as care only, unless subjects are taught as well', () => {
		expect(readText('仅提供午餐和午休').careOnly).toBe(true);
		expect(readText('提供午餐，还教数学').careOnly).toBe(false);
	});
});

describe('readText: goods and places', () => {
	it('takes a subject taught above a stationer’s for teaching, and a book on a subject for goods', () => {
		expect(readText('文具店二楼正在上初三数学课，学生十几名').subject).toBeGreaterThanOrEqual(0.6);
		expect(readText('网上买的数学教辅书缺页，商家不退').subject).toBeLessThan(0.3);
	});

	it('knows a subject by what is taught in it, beside a word of lessons only', () => {
		expect(readText('周六在给八年级讲浮力和压强').subjects).toEqual(['物理']);
		expect(readText('船的浮力不够，要求退款').subjects).toEqual([]);
	});

	it('takes a check of one grade that found nothing for a denial', () => {
		expect(readText('现场未发现五六年级数学培训')).toMatchObject({ refuted: true, subject: 0 });
		expect(readText('现场发现五六年级数学培训').refuted).toBe(false);
	});
});

describe('readText: words', () => {
	it('says where in the given text a word stands', () => {
		const text = '放学 后教 奥·数';
		const word = readText(text).words.find(({ kind }) => kind === 'subject');
		expect(word).toMatchObject({ text: '奥数', value: '数学', taught: true });
		expect(text.slice(word?.at)).toBe('奥·数');
	});

	const entry = (changes: Partial<WordEntry>): WordEntry => ({
		means: 'disguise',
		value: '数学',
		words: ['星球课'],
		weight: null,
		besideTeaching: false,
		...changes,
	});
	const readWith = (...further: readonly WordEntry[]) => createTextReader([...readShippedLexicon(), ...further]);

	it('takes a department’s own words, in whatever form they are written', () => {
		expect(readText('星球课').words).toEqual([]);
		expect(readWith(entry({ words: ['星 球課'] }))('五年级星球课提分').subject).toBeGreaterThan(0.3);
	});

	it('counts a word as its entry says, else as its kind usually does', () => {
		const [usual, light] = [readWith(entry({})), readWith(entry({ weight: 0.05 }))];
		expect(usual('星球课').words[0]?.weight).toBe(0.2);
		expect(light('星球课').subject).toBeLessThan(usual('星球课').subject);
	});

	it('passes over a word that means something beside teaching alone, unless teaching is told of', () => {
		const read = readWith(entry({ besideTeaching: true, means: 'subject' }));
		expect(read('星球课本').subjects).toEqual([]);
		expect(read('晚上教星球课').subjects).toEqual(['数学']);
	});

	it('reads with the lexicon in use, which has a version of its own', () => {
		const shipped = lexiconVersion();
		try {
			setLexicon(() => [...readShippedLexicon(), entry({})]);
			expect(readText('五年级星球课提分').subject).toBeGreaterThan(0.3);
			expect(lexiconVersion()).toMatch(/^[0-9a-f]{12}$/);
			expect(lexiconVersion()).not.toBe(shipped);
		} finally {
			setLexicon(readShippedLexicon);
		}
		expect(readText('星球课').words).toEqual([]);
		expect(lexiconVersion()).toBe(shipped);
	});

	it('reads nothing before a lexicon is in use', () => {
		setLexicon(() => {
			throw new Error('none');
		});
		expect(() => readText('补数学')).toThrow('none');
		setLexicon(readShippedLexicon);
	});

	it('lets a longer word silence a shorter one', () => {
		const read = readWith(entry({ means: 'ignored', value: '', words: ['数学街'] }));
		expect(read('住在数学街').subjects).toEqual([]);
	});
});

describe('readText: properties', () => {
	const chinese = fc.string({ unit: fc.constantFrom(...'补课数学英语不含无未发现学科培训年级托管提分，。（）·*老师孩子 没有上教x1') });

	it('gives every text a score of 0 to 1 and words that stand in it', () => {
		fc.assert(
			fc.property(fc.oneof(chinese, fc.string({ unit: 'grapheme' })), (text) => {
				const signal = readText(text);
				expect(signal.subject).toBeGreaterThanOrEqual(0);
				expect(signal.subject).toBeLessThanOrEqual(1);
				for (const word of signal.words) expect(word.at).toBeLessThan(Math.max(1, text.length));
			}),
		);
	});

	it('gives the same text the same signal, however often it is read', () => {
		fc.assert(
			fc.property(chinese, (text) => {
				expect(readText(text)).toEqual(readText(text));
			}),
		);
	});

	it('does not mind spaces between characters', () => {
		fc.assert(
			fc.property(fc.constantFrom('给五年级补数学', '没有发现补课行为', '大语文提分'), (text) => {
				const { subject, refuted, negated } = readText(text);
				expect(readText([...text].join(' '))).toMatchObject({ subject, refuted, negated });
			}),
		);
	});

	it('finds no subject in what a scope excludes', () => {
		const exclusions = fc.constantFrom('不含', '不得从事', '未开展', '未发现', '没有', '不涉及');
		const things = fc.constantFrom('学科类培训', '补课', '文化课培训', '学科辅导');
		fc.assert(
			fc.property(exclusions, things, (no, thing) => {
				expect(readText(`托管服务，${no}${thing}。`).subject).toBe(0);
			}),
		);
	});
});
