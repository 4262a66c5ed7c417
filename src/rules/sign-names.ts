/** Whether two names may be of one house: what is left of them without place, trade and form is alike. */

/** Words of trade, form and rank that many names share. Smaller: 启明教育 and 博雅教育 look alike; larger: a brand that is such a word is lost. */
const COMMON =
	/有限责任公司|有限公司|个体工商户|工作室|服务部|服务中心|经营部|培训学校|培训中心|培训|学校|学习中心|教育|咨询|文化|艺术|美术|体育|科技|传播|传媒|信息|管理|发展|技术|网络|家政|托管|晚托|午托|小饭桌|辅导|课外|素质|拓展|研学|旅行|交流|青少年|少儿|儿童|中心|机构|学堂|书房|书屋|书店|自习室|培优|营地|数字|集团|分公司|分校|校区|商务|企业|策划|户外|夏令营|冬令营|补习班|班|店|部|馆|社|园|营/g;
const PLACE = /^.{2,3}?(?:省|自治区|市|县|区|旗|新区|开发区|示范区)/;
/** Share of common characters from which names are alike (R08). */
const ALIKE = 0.5;

/** Whether one name holds the heart of the other, or their hearts are alike. A name without a heart of its own is like any. */
export function alikeNames(a: string, b: string): boolean {
	const [x, y] = [heartOf(a), heartOf(b)];
	if (x.length < 2 || y.length < 2) return true;
	if (plain(a).includes(y) || plain(b).includes(x)) return true;
	return dice(x, y) >= ALIKE;
}

const plain = (name: string): string => name.normalize('NFKC').replace(/[^\p{Script=Han}a-zA-Z0-9]/gu, '');

function heartOf(name: string): string {
	let rest = plain(name.normalize('NFKC').replace(/\([^)]*\)/g, ''));
	for (let place = PLACE.exec(rest); place !== null && rest.length - place[0].length >= 2; place = PLACE.exec(rest))
		rest = rest.slice(place[0].length);
	return rest.replace(COMMON, '');
}

/** Common characters over all, so that a swap of two or one changed sign keeps names alike. */
function dice(a: string, b: string): number {
	const left = [...b];
	const common = [...a].filter((character) => {
		const at = left.indexOf(character);
		if (at < 0) return false;
		left.splice(at, 1);
		return true;
	}).length;
	return (2 * common) / ([...a].length + [...b].length);
}
