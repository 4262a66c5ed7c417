/** The catalogue of rules as a document (docs/rules.md), made of the public texts of the rules and of nothing else. */
import type { RiskRule } from '#core/dossier.ts';
import { categoryOf, FLAG_CATEGORIES } from '#core/flags.ts';

/** The whole document. */
export function renderRules(rules: readonly RiskRule[]): string {
	const codes = Object.values(FLAG_CATEGORIES).flat();
	const without = codes.filter((code) => !rules.some((rule) => rule.code === code));
	return [
		'# Rules',
		'',
		'Made from the public texts in `src/rules/`; do not edit, run `npx vitest run test/docs/rules.test.ts -u`. A flag is a lead for a person, never a verdict.',
		'',
		'| code | title | severity | version |',
		'|---|---|---|---|',
		...rules.map(
			(rule) =>
				`| [${rule.code}](#${rule.code.toLowerCase()}) | ${rule.title.zh} · ${rule.title.en} | ${rule.severity} | ${rule.version} |`,
		),
		'',
		...rules.flatMap(renderRule),
		...(without.length === 0 ? [] : ['## Codes without a rule', '', `Reserved: ${without.map((code) => `\`${code}\``).join(', ')}.`, '']),
	].join('\n');
}

function renderRule(rule: RiskRule): string[] {
	return [
		`## ${rule.code}`,
		'',
		`**${rule.title.zh} · ${rule.title.en}**`,
		'',
		rule.description.zh,
		'',
		rule.description.en,
		'',
		`- Category ${categoryOf(rule.code)}, usual severity ${rule.severity}, version ${rule.version}`,
		`- Reads: ${rule.inputs.map((kind) => `\`${kind}\``).join(', ')}`,
		`- Legal basis: ${rule.legalBasis.join('; ')}`,
		'- Speaks against it, or keeps it silent:',
		...rule.guards.map((guard) => `  - ${guard.zh} · ${guard.en}`),
		'',
	];
}
