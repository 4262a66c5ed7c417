/**
 * Reads a YAML configuration and the file it extends into one tree, and remembers where every value stands.
 * First step of loading; knows nothing of what the values mean.
 */
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { type Document, isAlias, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { messageOf } from '#core/errors.ts';
import { hint, type Mistake, type Place } from './mistakes.ts';

/** A way to a value: map keys and list positions. */
export type Path = readonly (string | number)[];

interface Layer {
	readonly file: string;
	readonly document: Document;
	/** Plain values; undefined where they cannot be made. */
	readonly value: unknown;
	readonly lines: LineCounter;
}

/** A configuration with all that it extends. */
export interface YamlTree {
	/** Plain values, overrides applied. */
	readonly value: unknown;
	/** Where a value stands: the deepest part of the path that exists, in the file that has the last word on it. */
	place(path: Path): Place;
	/** Where the key of a map entry stands (a misspelt name is the key's mistake). */
	keyPlace(path: Path): Place;
	readonly mistakes: readonly Mistake[];
}

/** How files may extend each other at most; deeper is a circle or cannot be understood by its reader. */
const MAX_LAYERS = 5;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads `path` and every file it extends. Mistakes of syntax and missing files are in `mistakes`; `from`: where the file is asked for. */
export function readYamlTree(path: string, from: Place = { file: path, line: 1, column: 1 }): YamlTree {
	const mistakes: Mistake[] = [];
	const layers = readLayers(path, from, mistakes);
	const value = layers.map((layer) => layer.value).reduceRight<unknown>((base, over) => override(base, over, []), undefined);
	if (isRecord(value)) delete value.extends;
	return {
		value,
		mistakes,
		place: (at) => locate(layers, at, false),
		keyPlace: (at) => locate(layers, at, true),
	};
}

/** The file first, then what it extends, and so on. */
function readLayers(path: string, asked: Place, mistakes: Mistake[]): Layer[] {
	const layers: Layer[] = [];
	let next: string | null = resolve(path);
	let from = asked;
	while (next !== null) {
		if (layers.length >= MAX_LAYERS) {
			mistakes.push({ ...from, message: `“extends” goes through more than ${MAX_LAYERS} files or in a circle.` });
			break;
		}
		const layer = readLayer(next, from, mistakes);
		if (layer === null) break;
		layers.push(layer);
		const parent: unknown = layer.document.get('extends');
		if (parent !== undefined && typeof parent !== 'string') {
			mistakes.push({ ...locate([layer], ['extends'], false), message: '“extends” is the name of one YAML file.' });
		}
		from = locate([layer], ['extends'], false);
		next = typeof parent === 'string' ? resolve(dirname(next), parent) : null;
	}
	return layers;
}

function readLayer(path: string, from: Place, mistakes: Mistake[]): Layer | null {
	const file = shown(path);
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
	} catch (cause) {
		if (cause instanceof TypeError) {
			mistakes.push({ ...from, message: `The file ${file} is not in UTF-8; save it in this encoding.` });
			return null;
		}
		const reason = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read';
		mistakes.push({ ...from, message: `The file ${file} ${reason}; give the path of a YAML file.` });
		return null;
	}
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
	for (const error of document.errors) {
		const { line, col } = lines.linePos(error.pos[0]);
		mistakes.push({ file, line, column: col, message: `YAML: ${error.message}.` });
	}
	if (document.contents !== null && !isMap(document.contents) && document.errors.length === 0) {
		mistakes.push({
			file,
			line: 1,
			column: 1,
			message: 'The file holds no map of names and values, as “hub:” and “sources:” or “entries:” are.',
		});
	}
	return {
		file,
		document,
		lines,
		value: plainOf(document, ({ offset, message }) => {
			const { line, col } = lines.linePos(offset);
			mistakes.push({ file, line: Math.max(line, 1), column: Math.max(col, 1), message });
		}),
	};
}

/** The plain values of a document; undefined, and reported, where it names a part that it does not have, or repeats parts without end. */
function plainOf(document: Document, report: (fault: { offset: number; message: string }) => void): unknown {
	const anchors: string[] = [];
	let whole = true;
	visit(document, {
		Pair(_, { key }) {
			// Such an entry would be lost without a word: for most of what reads maps it is none.
			if (isScalar(key) && key.value === '__proto__') report({ offset: key.range?.[0] ?? 0, message: '“__proto__” is no name.' });
		},
		Node: (_, node) => {
			if (!isAlias(node)) {
				if ('anchor' in node && node.anchor !== undefined) anchors.push(node.anchor);
			} else if (node.resolve(document) === undefined) {
				whole = false;
				report({ offset: node.range?.[0] ?? 0, message: `No part before is named “&${node.source}”.${hint(node.source, anchors)}` });
			}
		},
	});
	if (!whole || document.errors.length > 0) return undefined;
	try {
		return document.toJS();
	} catch (thrown) {
		report({ offset: 0, message: `YAML: ${messageOf(thrown)}.` });
		return undefined;
	}
}

/** A path as a reader knows it: relative to where the command runs, unless that leads far away. */
function shown(path: string): string {
	const near = relative(process.cwd(), path);
	return near === '' || near.startsWith('..') ? path : near;
}

/**
 * `over` on top of `base`: maps are merged entry by entry, lists and single values replace, null takes an entry out.
 * A connector of another type and the expression of a field replace the base's whole: half of one and half of the other means nothing.
 */
function override(base: unknown, over: unknown, path: Path): unknown {
	if (!isRecord(base) || !isRecord(over)) return over === undefined ? base : over;
	if (path.at(-2) === 'fields') return over;
	if (path.at(-1) === 'connector' && over.type !== undefined && over.type !== base.type) return over;
	// Not by assignment, for which a name like "__proto__" is none.
	const merged = new Map(Object.entries(base));
	for (const [key, value] of Object.entries(over)) {
		if (value === null) merged.delete(key);
		else merged.set(key, override(merged.get(key), value, [...path, key]));
	}
	return Object.fromEntries(merged);
}

function locate(layers: readonly Layer[], path: Path, key: boolean): Place {
	let best: { depth: number; layer: Layer; offset: number } | null = null;
	for (const layer of layers) {
		const found = offsetOf(layer.document, path, key);
		if (best === null || found.depth > best.depth) best = { ...found, layer };
	}
	if (best === null) return { file: '', line: 1, column: 1 };
	const { line, col } = best.layer.lines.linePos(best.offset);
	return { file: best.layer.file, line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** How far the path exists in a document, and where its last existing part starts. */
function offsetOf(document: Document, path: Path, key: boolean): { depth: number; offset: number } {
	let depth = 0;
	let node: unknown = document.contents;
	let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
	for (const step of path) {
		if (isAlias(node)) node = node.resolve(document);
		const pair: unknown = isMap(node)
			? node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
			: undefined;
		const child: unknown = isPair(pair)
			? pair.value
			: isNode(node) && 'get' in node && !isMap(node)
				? node.get(step as never, true)
				: undefined;
		if (child === undefined) break;
		depth++;
		const anchor = isPair(pair) && (key || !isNode(child)) ? pair.key : child;
		if (isNode(anchor)) offset = anchor.range?.[0] ?? offset;
		node = child;
	}
	return { depth, offset };
}
